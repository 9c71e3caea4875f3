import { afterAll, beforeAll, expect, test } from 'vitest';
import { extending, generating, studio, type TestStudio } from './studio.ts';

let here: TestStudio;
beforeAll(async () => {
  here = await studio();
});
afterAll(() => here.remove());

const width = 640;

/** The share of a column's pixels that clearly differ between two frames, in the picture's part of the frame. */
async function changed(clip: string, frame: number, from: number, to: number): Promise<number> {
  const [one, other] = [await here.grey(clip, 0), await here.grey(clip, frame)];
  let [different, all] = [0, 0];
  for (let i = 40 * width; i < 240 * width; i++) {
    if (i % width < from || i % width >= to) continue;
    all++;
    if (Math.abs((one[i] ?? 0) - (other[i] ?? 0)) > 25) different++;
  }
  return different / all;
}

const [subject, beside] = [
  [300, 340],
  [440, 620],
] as const;
const prompt = 'A man in a town at night.';

test.each(['Tracking shot.', 'Orbit shot around him.', 'The camera tracks left, handheld.'])(
  'a camera that is carried keeps its subject, and passes what is behind: %s',
  async (camera) => {
    const clip = await here.draw(generating({ prompt: `${prompt} ${camera}` }));
    expect(await here.frameHashes(clip)).toHaveLength(24);
    const panned = await here.draw(generating({ prompt: `${prompt} Pan right.` }));
    const [kept, passed] = [await changed(clip, 20, ...subject), await changed(panned, 20, ...subject)];
    expect(kept).toBeLessThan(passed / 1.5);
    expect(await changed(clip, 20, ...beside)).toBeGreaterThan(0.02);
  },
);

test('it goes on with its subject, where it was, and says so in the clip', async () => {
  const clip = await here.draw(generating({ prompt: `${prompt} Tracking shot.` }));
  const longer = await here.extend(extending({ prompt: 'He waits. Static camera.' }), clip);
  const step = await here.likeness(longer, 22, longer, 23);
  expect(await here.likeness(longer, 23, longer, 24)).toBeGreaterThan(step - 2);
  expect(await here.likeness(longer, 24, longer, 46)).toBeGreaterThan(38);
});

test('what goes around a subject passes something near, the other way', async () => {
  const clip = await here.draw(generating({ prompt: 'A dog in a desert at noon. Orbit shot.', seconds: 3 }));
  const dark = async (frame: number) => {
    const grey = await here.grey(clip, frame);
    const row = Array.from(grey.subarray(60 * width, 61 * width));
    const sky = row.toSorted((a, b) => a - b)[width >> 1] ?? 0;
    return row.findIndex((level) => level < sky - 20);
  };
  const [early, later] = [await dark(2), await dark(30)];
  expect(early).toBeGreaterThanOrEqual(0);
  expect(later).toBeGreaterThan(early + 50);
});
