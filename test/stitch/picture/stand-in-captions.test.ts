import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Size } from '../../../src/core/frames.ts';
import { layoutOf } from '../../../src/media/drawing/stand-in-layout.ts';
import type { Footage } from '../../../src/planner/plan.ts';
import type { Film } from '../../../src/stitch/cutting-room.ts';
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
const captioned = (footage: Footage, film: Size): Promise<readonly number[]> =>
  changedRows(
    filmOf([{ footage, frames: 6, words: [shownCaption(caption, 6)], fit: 'crop' }], {
      size: film,
      keepSound: false,
    }),
    3,
  );

async function changedRows(cut: Film, frame: number): Promise<readonly number[]> {
  const film = cut.size;
  const [bare, burnt] = [join(room.folder, 'bare.mp4'), join(room.folder, 'burnt.mp4')];
  await room.cut(cut, { output: bare });
  await room.cut({ ...cut, burnCaptions: true }, { output: burnt });
  const [before, after] = [await animatic.grey(bare, frame), await animatic.grey(burnt, frame)];
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
  // The letters' dark edge is seen before a light picture, too.
  expect(Math.min(...rows)).toBeGreaterThan(bar + 0.45 * picture.height);
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

describe('a caption of real footage that dissolves', () => {
  const size = { width: 640, height: 360 };
  const { bar, picture } = layoutOf(size);
  const dissolve = { transition: { type: 'dissolve' as const, duration: 0.25 }, overlap: 6 };
  const words = [shownCaption(caption, 12)];
  const options = { size, keepSound: false };

  test('into an animatic covers nothing that this one has written', async () => {
    const film = filmOf(
      [
        { footage: await room.clip({ frames: 12, size }), frames: 12, words, ...dissolve },
        { footage: await standIn(size), frames: 6 },
      ],
      options,
    );
    const rows = await changedRows(film, 8);
    expect(rows.length).toBeGreaterThan(15);
    expect(Math.max(...rows)).toBeLessThan(bar + picture.height);
    // It stands where it stood before.
    expect(Math.max(...(await changedRows(film, 2)))).toBeLessThan(bar + picture.height);
  });

  test('out of one covers nothing of that, either', async () => {
    const film = filmOf(
      [
        { footage: await standIn(size), frames: 6, ...dissolve },
        { footage: await room.clip({ frames: 12, size }), frames: 12, words },
      ],
      options,
    );
    const rows = await changedRows(film, 3);
    expect(rows.length).toBeGreaterThan(15);
    expect(Math.max(...rows)).toBeLessThan(bar + picture.height);
  });

  test('stands where it always does when it is gone before that', async () => {
    const film = filmOf(
      [
        {
          footage: await room.clip({ frames: 12, size }),
          frames: 12,
          words: [shownCaption(caption, 6)],
          ...dissolve,
        },
        { footage: await standIn(size), frames: 6 },
      ],
      options,
    );
    expect(Math.max(...(await changedRows(film, 2)))).toBeGreaterThan(bar + picture.height);
  });
});
