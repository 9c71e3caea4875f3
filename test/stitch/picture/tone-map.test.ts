import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CuttingRoom } from '../../../src/stitch/cutting-room.ts';
import { stitch } from '../../../src/stitch/stitch.ts';
import { cuttingRoom, filmOf, rgb, type TestRoom } from '../room.ts';

let room: TestRoom;
beforeEach(async () => {
  room = await cuttingRoom();
});
afterEach(() => room.remove());

const size = { width: 160, height: 96 };
/** What stands in the picture from left to right: greys up to white, skin, sky and grass. */
const patches = [
  ...[0, 64, 127, 190, 255].map((grey) => [grey, grey, grey] as const),
  ...([
    [200, 140, 115],
    [60, 110, 180],
    [80, 150, 70],
  ] as const),
];
const wide = size.width / patches.length;

const plane = (colour: 0 | 1 | 2): string =>
  patches.reduceRight(
    (rest, patch, i) => `if(lt(X,${(i + 1) * wide}),${patch[colour]},${rest === '' ? '0' : rest})`,
    '',
  );

/** Footage as a phone films it: the patches, white being paper white, in 10 bits. */
async function filmed(transfer: 'arib-std-b67' | 'smpte2084', name: string): Promise<void> {
  const drawn = `color=s=160x96:r=24,format=gbrp,geq=r='${plane(0)}':g='${plane(1)}':b='${plane(2)}',trim=end_frame=12`;
  const named = 'setparams=colorspace=bt709:color_primaries=bt709:color_trc=bt709:range=tv';
  const ordinary = `scale=out_color_matrix=bt709:out_range=tv,format=yuv444p,${named}`;
  const linear = 'zscale=t=linear:npl=203,format=gbrpf32le,zscale=p=2020';
  const high = `zscale=t=${transfer}:m=2020_ncl:r=limited:npl=203,format=yuv420p10le`;
  await room.ffmpeg(
    ...['-f', 'lavfi', '-i', drawn, '-vf', [ordinary, linear, high].join(','), '-c:v', 'libx265'],
    ...['-x265-params', `log-level=0:crf=4:colorprim=bt2020:transfer=${transfer}:colormatrix=bt2020nc`],
    ...['-color_primaries', 'bt2020', '-color_trc', transfer, '-colorspace', 'bt2020nc'],
    ...['-tag:v', 'hvc1', `${room.folder}/${name}`],
  );
}

/** The colours in the middles of the patches of a film's first frame. */
async function seen(file: string): Promise<number[][]> {
  const pixels = await rgb(room, file);
  return patches.map((_, i) => {
    const at = 3 * ((size.height / 2) * size.width + Math.round((i + 0.5) * wide));
    return [...pixels.subarray(at, at + 3)];
  });
}

const farthest = (one: readonly number[], other: readonly number[]): number =>
  Math.max(...one.map((value, i) => Math.abs(value - (other[i] ?? 0))));

describe.each([
  ['hybrid log-gamma in QuickTime', 'arib-std-b67', 'phone.mov'],
  ['the perceptual quantizer in MP4', 'smpte2084', 'phone.mp4'],
  ['hybrid log-gamma in Matroska', 'arib-std-b67', 'phone.mkv'],
] as const)('footage in %s', (_, transfer, name) => {
  test('looks as what it was made from, but for its brightest', async () => {
    await filmed(transfer, name);
    const { file } = await room.cut(filmOf([{ footage: await room.own(name), frames: 12 }]));
    const colours = await seen(file);
    for (const [i, patch] of patches.entries()) {
      if (patch[0] < 255) expect(farthest(colours[i] ?? [], patch), `${colours[i]}`).toBeLessThanOrEqual(6);
      else expect(Math.min(...(colours[i] ?? []))).toBeGreaterThan(215);
    }
    expect(room.events.filter(({ type }) => type === 'notice')).toEqual([]);
  });
});

test('an ffmpeg that has not the filters shows it pale, and that is told', async () => {
  await filmed('smpte2084', 'phone.mp4');
  const { tools } = room.room;
  const without: CuttingRoom = {
    ...room.room,
    tools: { ...tools, ffmpeg: { ...tools.ffmpeg, lacks: ['zscale'] } },
  };
  const film = filmOf([{ footage: await room.own('phone.mp4'), frames: 12 }]);
  const cut = await stitch({ ...without, film }, room.output, { partial: false });
  expect(cut.ok, JSON.stringify(cut)).toBe(true);
  expect(room.events).toContainEqual(
    expect.objectContaining({ diagnostic: expect.objectContaining({ code: 'high-range-pale' }) }),
  );
  const white = (await seen(room.output))[4] ?? [];
  expect(Math.max(...white)).toBeLessThan(180);
});
