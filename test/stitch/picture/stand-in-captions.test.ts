import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Size } from '../../../src/core/frames.ts';
import { layoutOf } from '../../../src/media/drawing/stand-in-layout.ts';
import type { Footage } from '../../../src/planner/plan.ts';
import { generating, studio, type TestStudio } from '../../providers/animatic/studio.ts';
import { shownCaption } from '../../rig/words.ts';
import { cuttingRoom, filmOf, type TestRoom } from '../room.ts';

let room: TestRoom;
let animatic: TestStudio;

beforeEach(async () => {
  room = await cuttingRoom();
  animatic = await studio();
});
afterEach(async () => {
  await room.remove();
  await animatic.remove();
});

const caption = 'One more night on this rock, he said, and then another one, and another after that';

async function standIn(size: Size): Promise<Footage> {
  const clip = await animatic.draw(
    generating({
      prompt: `A keeper opens the door.

A headland at dusk.
Camera: low angle
Dialogue:
- keeper: "One more night."`,
      size,
      seconds: 0.25,
      fps: 24,
    }),
  );
  const file = join(room.folder, clip);
  await copyFile(animatic.path(clip), file);
  const footage = await room.adopt(file);
  return footage.kind === 'clip' ? { ...footage, standIn: {} } : footage;
}

/** The rows of a film's frame that a caption changes, and not just a dot that was encoded otherwise. */
async function captioned(footage: Footage, film: Size): Promise<readonly number[]> {
  const cut = filmOf([{ footage, frames: 6, words: [shownCaption(caption, 6)], fit: 'crop' }], {
    size: film,
    keepSound: false,
  });
  const [bare, burnt] = [join(room.folder, 'bare.mp4'), join(room.folder, 'burnt.mp4')];
  await room.cut(cut, { output: bare });
  await room.cut({ ...cut, burnCaptions: true }, { output: burnt });
  const [before, after] = [await animatic.grey(bare, 3), await animatic.grey(burnt, 3)];
  const isChanged = (i: number): boolean => Math.abs((before[i] ?? 0) - (after[i] ?? 0)) > 40;
  return Array.from({ length: film.height }, (_, y) => y).filter(
    (y) => Array.from({ length: film.width }, (_, x) => y * film.width + x).filter(isChanged).length > 3,
  );
}

test.each([
  ['16:9', { width: 640, height: 360 }],
  ['9:16', { width: 360, height: 640 }],
  ['1:1', { width: 360, height: 360 }],
  ['4:3', { width: 480, height: 360 }],
  ['3:4', { width: 360, height: 480 }],
  ['21:9', { width: 840, height: 360 }],
])('in a film of %s a caption covers nothing that the animatic has written', async (_, size) => {
  const rows = await captioned(await standIn(size), size);
  const { bar, picture } = layoutOf(size);
  expect(rows.length).toBeGreaterThan(15);
  expect(Math.min(...rows)).toBeGreaterThan(bar + picture.height / 2);
  expect(Math.max(...rows)).toBeLessThan(bar + picture.height);
});

test('nor in an upright film that is cropped from a wide one', async () => {
  const [wide, upright] = [
    { width: 640, height: 360 },
    { width: 360, height: 640 },
  ];
  const rows = await captioned(await standIn(wide), upright);
  const { bar, picture } = layoutOf(wide);
  const scale = upright.height / wide.height;
  expect(rows.length).toBeGreaterThan(15);
  expect(Math.max(...rows)).toBeLessThan((bar + picture.height) * scale);
});
