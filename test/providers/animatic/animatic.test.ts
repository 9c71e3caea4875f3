import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readMovie } from '../../../src/media/read-movie.ts';
import { animaticProvider } from '../../../src/providers/animatic/animatic.ts';
import { exif, pngWith } from '../../rig/exif.ts';
import { data, editing, extending, generating, studio, type TestStudio } from './studio.ts';

let here: TestStudio;
const going = new AbortController().signal;
beforeAll(async () => {
  here = await studio();
});
afterAll(() => here.remove());

const movie = async (name: string) => {
  const read = await readMovie(here.path(name));
  if (!read?.picture) throw new Error('no picture');
  return { ...read, picture: read.picture };
};

describe('a generated clip', () => {
  test.each([
    ['wide', { width: 1280, height: 720 }, 0.75, 18],
    ['tall', { width: 720, height: 1280 }, 0.5, 12],
    ['square', { width: 640, height: 640 }, 0.04, 1],
    ['tiny', { width: 64, height: 64 }, 0.5, 12],
  ])('%s has exactly its size, frames and sound', async (_, size, seconds, frames) => {
    const clip = await here.draw(generating({ prompt: 'A road. Pan left.', size, seconds }));
    expect(await here.frameHashes(clip)).toHaveLength(frames);
    const { picture, sound } = await movie(clip);
    expect(picture).toMatchObject({ ...size, frames, seconds: expect.closeTo(frames / 24, 3) });
    expect(sound?.seconds).toBeCloseTo(frames / 24, 1);
  });

  test('moves, unless its camera is said to stand still', async () => {
    const moving = await here.draw(generating({ prompt: 'A road at noon. Slow pan left.' }));
    const standing = await here.draw(generating({ prompt: 'A road at noon. Static camera.' }));
    expect(await here.likeness(moving, 0, moving, 23)).toBeLessThan(35);
    expect(await here.likeness(standing, 0, standing, 23)).toBeGreaterThan(40);
  });

  test.each(['Slow push in', 'Pull back', 'Tilt up', 'Handheld', 'Dolly in, pan right, tilt down'])(
    'can be asked for a camera: %s',
    async (prompt) => {
      const clip = await here.draw(generating({ prompt }));
      expect(await here.frameHashes(clip)).toHaveLength(24);
      expect(await here.likeness(clip, 0, clip, 22)).toBeLessThan(45);
    },
  );

  test('is the same bytes for the same request, and another picture for another take', async () => {
    const request = generating({ prompt: 'Night over the sea.\nDialogue:\n- a: "Who?"\n- b: "Me."' });
    const [once, again, other] = [
      await here.draw(request),
      await here.draw(request),
      await here.draw({ ...request, take: 2 }),
    ];
    expect(await here.hash(again)).toBe(await here.hash(once));
    expect(await here.likeness(once, 0, other, 0)).toBeLessThan(35);
  });

  test('shows its words, and each line of dialogue in its turn', async () => {
    const prompt = 'Two at a table. Static.\nDialogue:\n- ana: "Is it far?"\n- ben: "It always was."';
    const clip = await here.draw(generating({ prompt }));
    const silent = await here.draw(generating({ prompt: 'Two at a table. Static.' }));
    const panel = async (name: string, frame: number) => {
      const grey = await here.grey(name, frame);
      return grey.subarray(Math.floor(grey.length * 0.78));
    };
    const bright = (grey: Buffer) => grey.filter((level) => level > 140).length;
    expect(bright(await panel(clip, 2))).toBeGreaterThan(300);
    expect(bright(await panel(clip, 2))).toBeGreaterThan(bright(await panel(silent, 2)) + 100);
    const [first, still, second] = [await panel(clip, 2), await panel(clip, 6), await panel(clip, 22)];
    const changed = (a: Buffer, b: Buffer) =>
      a.filter((level, i) => Math.abs(level - (b[i] ?? 0)) > 60).length;
    expect(changed(first, still)).toBe(0);
    expect(changed(first, second)).toBeGreaterThan(200);
  });

  test.each(['Static.', 'Slow push in.'])('marks who speaks, each in their turn: %s', async (camera) => {
    const prompt = `A man and a woman. ${camera}\nDialogue:\n- ana: "Is it far?"\n- ben: "Not now."`;
    const clip = await here.draw(generating({ prompt }));
    expect(await here.frameHashes(clip)).toHaveLength(24);
    const amber = async (frame: number) => {
      const grey = await here.grey(clip, frame);
      return grey.subarray(Math.floor(grey.length * 0.1), Math.floor(grey.length * 0.5));
    };
    const changed = (a: Buffer, b: Buffer) =>
      a.filter((level, i) => Math.abs(level - (b[i] ?? 0)) > 40).length;
    const [early, before, after] = [await amber(8), await amber(9), await amber(16)];
    expect(changed(before, after)).toBeGreaterThan(changed(early, before) + 100);
  });

  test('is heard, and never clips', async () => {
    const clip = await here.draw(
      generating({ prompt: 'Rain.\nDialogue:\n- a: "Come in, all of you."', seconds: 2 }),
    );
    const said = await here.ffmpeg('-i', clip, '-af', 'volumedetect', '-f', 'null', '-');
    const level = (name: string) => Number(new RegExp(`${name}_volume: (-?[\\d.]+) dB`).exec(said)?.[1]);
    expect(level('mean')).toBeGreaterThan(-50);
    expect(level('max')).toBeLessThan(-3);
  });

  test('rehearses another model at its own rate', async () => {
    const clip = await here.draw(
      generating({ prompt: 'A pier.', model: 'sora-2', seconds: 4, size: { width: 1280, height: 720 } }),
    );
    expect((await movie(clip)).picture).toMatchObject({ fps: expect.closeTo(24, 1) });
  });

  test('begins with a first frame that is upright, however it is stored', async () => {
    const bars = ['-f', 'lavfi', '-i', 'testsrc=s=640x360:d=1:r=1,hue=s=0'];
    await here.ffmpeg(...bars, 'shown.png');
    await here.ffmpeg(...bars, '-vf', 'transpose=2', 'stored.png');
    const stored = await readFile(here.path('stored.png'));
    await writeFile(here.path('tagged.png'), pngWith(stored, exif(6, true)));
    const firstFrame = { kind: 'file', sha256: 'first' } as const;
    const clip = await here.draw(generating({ prompt: 'It moves.', firstFrame }), { first: 'tagged.png' });
    expect(await here.likeness(clip, 0, 'shown.png', 0)).toBeGreaterThan(30);
  });

  test('begins with exactly the first frame that it is given', async () => {
    await here.ffmpeg('-f', 'lavfi', '-i', 'testsrc=s=640x360:d=1:r=1,hue=s=0', 'first.png');
    const firstFrame = { kind: 'file', sha256: 'first' } as const;
    const references = [{ name: 'her', image: { kind: 'file', sha256: 'her' } as const }];
    const request = generating({ prompt: 'It comes alive.', firstFrame, references });
    const clip = await here.draw(request, { first: 'first.png', her: 'first.png' });
    expect(await here.likeness(clip, 0, 'first.png', 0)).toBeGreaterThan(30);
    expect(await here.likeness(clip, 23, 'first.png', 0)).toBeLessThan(
      await here.likeness(clip, 0, 'first.png', 0),
    );
  });

  test('ends with exactly the last frame that it is given', async () => {
    await here.ffmpeg('-f', 'lavfi', '-i', 'testsrc=s=640x360:d=1:r=1,hue=s=0', 'last.png');
    const lastFrame = { kind: 'file', sha256: 'last' } as const;
    const clip = await here.draw(generating({ prompt: 'Hills at dusk.', lastFrame }), { last: 'last.png' });
    expect(await here.frameHashes(clip)).toHaveLength(24);
    expect(await here.likeness(clip, 23, 'last.png', 0)).toBeGreaterThan(30);
    expect(await here.likeness(clip, 20, 'last.png', 0)).toBeLessThan(25);
    expect(await here.likeness(clip, 12, 'last.png', 0)).toBeLessThan(15);
    const still = await here.draw(generating({ prompt: 'Hills.', seconds: 1 / 24, lastFrame }), {
      last: 'last.png',
    });
    expect(await here.likeness(still, 0, 'last.png', 0)).toBeGreaterThan(30);
  });

  test('shows references of any medium, and is silent on demand', async () => {
    await here.ffmpeg('-f', 'lavfi', '-i', 'testsrc=s=320x180:d=0.5:r=24', '-pix_fmt', 'yuv420p', 'seen.mp4');
    await here.ffmpeg('-f', 'lavfi', '-i', 'sine=d=0.5', 'heard.wav');
    const references = [
      { video: { kind: 'file', sha256: 'seen' } },
      { role: 'style', audio: { kind: 'file', sha256: 'heard' } },
    ] as const;
    const inputs = { seen: 'seen.mp4', heard: 'heard.wav' };
    const request = generating({ prompt: 'WHO: (calls) Hello there. Hills.', seconds: 0.5 });
    const [plain, leaning, silent] = await Promise.all([
      here.draw(request),
      here.draw({ ...request, references }, inputs),
      here.draw({ ...request, sound: false }),
    ]);
    // Its words stand aside for the pictures.
    const [one = [], other = []] = await Promise.all([plain, leaning].map((clip) => here.grey(clip, 2)));
    const panel = Math.floor(0.75 * one.length);
    expect(
      [...one.slice(panel)].filter((value, i) => Math.abs(value - (other[panel + i] ?? 0)) > 40).length,
    ).toBeGreaterThan(500);
    expect([await loudest(plain), await loudest(silent)]).toEqual([expect.any(Number), 0]);
    expect(await loudest(plain)).toBeGreaterThan(0);
  });

  test('survives any prompt that may be sent', async () => {
    const prompt = `%{pts} \\ ' : , ; [in] = " $(id) 🎬 שלום\n`.repeat(800).slice(0, 32_000);
    expect(await here.frameHashes(await here.draw(generating({ prompt, seconds: 0.5 })))).toHaveLength(12);
  });
});

describe('an extended clip', () => {
  test.each([
    ['goes on as it was', 'And on.'],
    ['turns', 'Pan left now.'],
    ['comes closer', 'Push in.'],
  ])('holds its source frame for frame, and %s where its camera stood', async (_, prompt) => {
    const clip = await here.draw(generating({ prompt: 'Hills at dusk. Slow pan right.' }));
    const longer = await here.extend(extending({ prompt, seconds: 0.5 }), clip);
    const [before, after] = [await here.frameHashes(clip), await here.frameHashes(longer)];
    expect(after).toHaveLength(36);
    expect(after.slice(0, 24)).toEqual(before);
    const step = await here.likeness(clip, 22, clip, 23);
    expect(await here.likeness(clip, 23, longer, 24)).toBeGreaterThan(step - 3);
    expect((await movie(longer)).sound?.seconds).toBeCloseTo(1.5, 1);
  });

  test('can be extended and edited again', async () => {
    const clip = await here.draw(generating({ prompt: 'A town at night. Pan right.', seconds: 0.5 }));
    const chain = await here.extend(extending({ prompt: 'On.', seconds: 0.5 }), clip);
    const toned = await here.edit(editing({ prompt: 'Warmer.' }), chain);
    const longest = await here.extend(extending({ prompt: 'And on.', seconds: 0.5 }), toned);
    expect(await here.frameHashes(longest)).toHaveLength(36);
    const step = await here.likeness(longest, 22, longest, 23);
    expect(await here.likeness(longest, 23, longest, 24)).toBeGreaterThan(step - 3);
  });

  test('of own footage keeps its size and rate, and goes on from its last frame', async () => {
    const input = ['-f', 'lavfi', '-i', 'testsrc=s=320x240:r=25:d=0.4', '-pix_fmt', 'yuv420p'];
    await here.ffmpeg(...input, 'own.mp4');
    const longer = await here.extend(extending({ prompt: 'It goes on.', seconds: 0.4 }), 'own.mp4');
    expect(await here.frameHashes(longer)).toHaveLength(20);
    expect((await movie(longer)).picture).toMatchObject({ width: 640, height: 360, fps: 25 });
    expect(await here.likeness(longer, 9, longer, 10)).toBeGreaterThan(27);
  });
});

test('an edited clip is as long, in other colours, with other words', async () => {
  const clip = await here.draw(generating({ prompt: 'A valley, teal and amber. Static.' }));
  const toned = await here.edit(editing({ prompt: 'Make it winter.' }), clip);
  expect(await here.frameHashes(toned)).toHaveLength(24);
  const colour = async (name: string) => {
    const said = await here.ffmpeg(
      '-i',
      name,
      '-vf',
      'signalstats,metadata=print',
      '-frames:v',
      '1',
      '-f',
      'null',
      '-',
    );
    return ['UAVG', 'VAVG'].map((part) => Number(new RegExp(`${part}=([\\d.]+)`).exec(said)?.[1]));
  };
  const [[u = 0, v = 0], [u2 = 0, v2 = 0]] = [await colour(clip), await colour(toned)];
  expect(Math.hypot(u - u2, v - v2)).toBeGreaterThan(3);
});

describe('the provider', () => {
  const submit = (attempt: string, request = generating({ prompt: 'A door.' })) =>
    here.provider.submit({ attempt, request, inputs: new Map() }, going);

  test('refuses what it cannot draw before it accepts anything', async () => {
    const unknown = await submit('u', generating({ prompt: 'x', model: 'no-such' }));
    expect(unknown).toMatchObject({ kind: 'rejected', failure: { reason: 'invalid', again: false } });
    const bare = await here.provider.submit(
      { attempt: 'b', request: extending({ prompt: 'x' }), inputs: new Map() },
      going,
    );
    expect(bare).toMatchObject({ kind: 'rejected', failure: { reason: 'invalid' } });
  });

  test('knows nothing that it has not accepted, and takes no id for a path', async () => {
    for (const remote of ['animatic-000000000000000000000000', '../../etc/passwd', '']) {
      expect(await here.provider.poll(remote, going)).toEqual({ kind: 'gone' });
      expect(await here.provider.download(remote, here.path('x.mp4'), going)).toEqual({ kind: 'gone' });
    }
  });

  test('goes on in the next process with what this one accepted or was drawing', async () => {
    const submitted = await submit(
      'survivor',
      generating({ prompt: 'A long shot.', seconds: 10, size: { width: 64, height: 64 } }),
    );
    if (submitted.kind !== 'accepted') throw new Error('not accepted');
    const stop = new AbortController();
    const polling = here.provider.poll(submitted.remote, stop.signal);
    stop.abort();
    expect((await polling).kind).toBe('waiting');
    const next = animaticProvider({ tools: here.tools, folder: here.path('animatic'), data });
    let polled = await next.poll(submitted.remote, going);
    while (polled.kind === 'waiting') polled = await next.poll(submitted.remote, going);
    expect(polled).toEqual({ kind: 'completed' });
    expect(await next.download(submitted.remote, here.path('survivor.mp4'), going)).toEqual({ kind: 'done' });
    expect(await here.frameHashes('survivor.mp4')).toHaveLength(240);
  });

  test('draws again what was fetched and then lost, to the same bytes', async () => {
    const submitted = await submit('again');
    if (submitted.kind !== 'accepted') throw new Error('not accepted');
    const fetch = async (name: string) => {
      while ((await here.provider.poll(submitted.remote, going)).kind === 'waiting');
      await here.provider.download(submitted.remote, here.path(name), going);
      return here.hash(name);
    };
    const first = await fetch('first.mp4');
    await rm(here.path('first.mp4'));
    expect(await fetch('second.mp4')).toBe(first);
  });

  test('says what went wrong, and leaves nothing half done behind', async () => {
    const inputs = new Map([['source', { file: here.path('first.png') }]]);
    const submitted = await here.provider.submit(
      { attempt: 'bad', request: extending({ prompt: 'x' }), inputs },
      going,
    );
    if (submitted.kind !== 'accepted') throw new Error('not accepted');
    let polled = await here.provider.poll(submitted.remote, going);
    while (polled.kind === 'waiting') polled = await here.provider.poll(submitted.remote, going);
    expect(polled).toMatchObject({
      kind: 'failed',
      failure: {
        reason: 'environment',
        message: 'The animatic could not be drawn: The source is not footage.',
      },
    });
    expect((await readdir(here.path('animatic'))).filter((name) => !name.endsWith('.json'))).toEqual([]);
  });
});

/** The largest sample of a clip's sound. */
async function loudest(clip: string): Promise<number> {
  await here.ffmpeg('-i', clip, '-map', '0:a', '-f', 's16le', `${clip}.pcm`);
  const bytes = await readFile(here.path(`${clip}.pcm`));
  let most = 0;
  for (let at = 0; at + 1 < bytes.length; at += 2) most = Math.max(most, Math.abs(bytes.readInt16LE(at)));
  return most;
}
