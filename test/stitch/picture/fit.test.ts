import { beforeAll, expect, test } from 'vitest';
import type { Size } from '../../../src/core/frames.ts';
import type { Tool } from '../../../src/media/tools.ts';
import { fitGraph } from '../../../src/stitch/picture/fit.ts';
import type { Fit } from '../../../src/storyboard/model.ts';
import { at, drawn, ffmpeg } from '../transitions/drawn.ts';

const upright: Size = { width: 54, height: 96 };
const lying: Size = { width: 160, height: 90 };

let tool: Tool;
beforeAll(async () => {
  tool = await ffmpeg();
});

/** One frame of footage that is `left` bright on its left half and `right` on its right, fitted. */
async function fitted(fit: Fit, from: Size, film: Size): Promise<Uint8Array> {
  const footage = `color=s=${from.width}x${from.height},format=yuv420p,geq=lum='if(lt(X,W/2),80,200)':cb=128:cr=128,trim=end_frame=1`;
  const material = { kind: 'still', key: '', file: '', size: from, format: 'png' } as const;
  const [frame, ...more] = await drawn(
    tool,
    `${footage}[in];${fitGraph(material, fit, film, 'in', 'out')}`,
    'out',
    film,
  );
  expect(more).toEqual([]);
  return frame ?? new Uint8Array();
}

test.each<[Fit, Size, Size]>(
  (['pad', 'crop', 'stretch', 'blur'] as const).flatMap((fit) => [
    [fit, lying, upright],
    [fit, upright, lying],
    [fit, lying, { width: 162, height: 90 }],
    [fit, upright, upright],
  ]),
)('%s makes %j exactly %j', async (fit, from, film) => {
  expect((await fitted(fit, from, film)).length).toBe((film.width * film.height * 3) / 2);
});

test('pad leaves the rest black, blur fills it with the footage, soft and dark', async () => {
  const [pad, blur] = [await fitted('pad', lying, upright), await fitted('blur', lying, upright)];
  for (const frame of [pad, blur]) {
    expect(Math.abs(at(frame, 10, 48, upright) - 80)).toBeLessThan(3);
    expect(Math.abs(at(frame, 44, 48, upright) - 200)).toBeLessThan(3);
  }
  const corners = (frame: Uint8Array) => [at(frame, 2, 5, upright), at(frame, 51, 90, upright)];
  expect(corners(pad)).toEqual([16, 16]);
  const [left = 0, right = 0] = corners(blur);
  expect(left).toBeGreaterThan(30);
  expect(right).toBeGreaterThan(left + 10);
  expect(right).toBeLessThan(140);
});

test('crop shows the middle', async () => {
  const frame = await fitted('crop', lying, upright);
  expect(Math.abs(at(frame, 5, 3, upright) - 80)).toBeLessThan(3);
  expect(Math.abs(at(frame, 49, 93, upright) - 200)).toBeLessThan(3);
});
