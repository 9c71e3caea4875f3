import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Footage, TimelineEntry } from '../../../src/planner/plan.ts';
import type { Film } from '../../../src/stitch/cutting-room.ts';
import { cuttingRoom, filmOf, type TestRoom } from '../room.ts';

let room: TestRoom;

beforeEach(async () => {
  room = await cuttingRoom();
});
afterEach(() => room.remove());

const size = { width: 180, height: 320 };
const covered = { top: 0.125, right: 0.1, bottom: 0.25, left: 0.1 };
const grey = (frames: number) => room.clip({ frames, size, args: ['-vf', 'lutyuv=y=80:u=128:v=128'] });

const standing = (footage: Footage): Footage =>
  footage.kind === 'clip' ? { ...footage, standIn: {} } : footage;

const filmWith = (
  shots: readonly (Partial<TimelineEntry> & { footage: Footage; frames: number })[],
  more: Partial<Film> = {},
) => ({
  ...filmOf(shots, { size, keepSound: false }),
  covered,
  ...more,
});

/** The brightness of frames of the film, in four places on the outline of the safe zone, and beside each. */
async function seen(film: Film): Promise<{ readonly outlined: readonly boolean[]; readonly copied: number }> {
  const { file, copied } = await room.cut(film);
  const { width, height } = film.size;
  const raw = await room.ffmpeg('-i', file, '-map', '0:v', '-f', 'rawvideo', '-pix_fmt', 'gray', '-');
  const outlined = Array.from({ length: film.timeline.frames }, (_, i) => {
    const at = (x: number, y: number): number => raw.stdout[(i * height + y) * width + x] ?? 0;
    const [top, bottom, left, right] = [40, 239, 18, 161];
    const lines = [at(120, top), at(90, bottom), at(left, 160), at(right, 160)];
    const beside = [at(120, top - 8), at(90, bottom - 8), at(left + 8, 160), at(right - 8, 160)];
    return lines.every((level, k) => level > (beside[k] ?? 255) + 60);
  });
  return { outlined, copied };
}

test('the safe zone is outlined on stand-ins, and never on footage beside them, which is copied', async () => {
  const footage = await grey(12);
  const drawn = standing(await grey(10));
  const film = filmWith([
    { footage: drawn, frames: 10 },
    { footage, frames: 12 },
  ]);
  const { outlined, copied } = await seen(film);
  expect(outlined).toEqual([...Array(10).fill(true), ...Array(12).fill(false)]);
  expect(copied).toBe(1);
});

test('in a transition it is there as long as the stand-in’s name', async () => {
  const footage = await grey(12);
  const drawn = standing(await grey(12));
  const film = filmWith([
    { footage: drawn, frames: 12, overlap: 4, transition: { type: 'dissolve', duration: 1 / 6 } },
    { footage, frames: 12 },
  ]);
  const { outlined } = await seen(film);
  expect(outlined).toEqual([...Array(10).fill(true), ...Array(10).fill(false)]);
});

test('in a preview it is outlined on everything, and otherwise not on footage', async () => {
  const footage = await grey(8);
  const shots = [{ footage, frames: 8 }];
  expect((await seen(filmWith(shots, { quality: 'quick' }))).outlined).toEqual(Array(8).fill(true));
  expect(await seen(filmWith(shots))).toEqual({ outlined: Array(8).fill(false), copied: 1 });
});
