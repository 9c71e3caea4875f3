import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { counting, cuttingRoom, filmOf, type TestRoom } from '../stitch/room.ts';
import { playInBrowser } from './browser.ts';

let room: TestRoom;
beforeAll(async () => {
  room = await cuttingRoom();
});
afterAll(() => room.remove());

const bars = 10;
const fps = 24;

/** The number that a frame's bars show. */
const numberOf = (brightness: readonly number[]): number =>
  brightness.reduce((number, value, bar) => number + (value > 125 ? 2 ** bar : 0), 0);

describe('a film in a browser', () => {
  it('plays to its end, every frame where it belongs', async () => {
    const spec = { frames: 72, size: { width: 320, height: 192 } };
    const first = await room.clip({ ...spec, from: 0, tone: 300 });
    const second = await room.clip({ ...spec, from: 200, tone: 500, args: ['-bf', '2'] });
    const third = await room.clip({ ...spec, from: 400 });
    const dissolve = { type: 'dissolve', duration: 0.5 } as const;
    const cut = await room.cut(
      filmOf(
        [
          { footage: first, frames: 72, transition: dissolve, overlap: 12 },
          { footage: second, frames: 72 },
          { footage: third, frames: 60, sourceStart: 7 },
        ],
        { size: spec.size },
      ),
    );
    const played = await playInBrowser({ file: cut.file, fps, bars });
    expect(played).toMatchObject({ error: '', ended: true, width: 320, height: 192 });
    expect(played.duration).toBeCloseTo(192 / fps, 2);
    expect(played.at).toBeCloseTo(192 / fps, 1);
    expect(played.sound).toBeGreaterThan(0);
    expect(played.presented).toEqual(played.presented.toSorted((a, b) => a - b));
    expect(played.presented.length).toBeGreaterThan(20);
    const shown = played.frames.map(numberOf);
    expect([...shown.slice(0, 60), ...shown.slice(72)]).toEqual([
      ...counting(0, 60),
      ...counting(212, 60),
      ...counting(407, 60),
    ]);
    // Between both, never black, never one of them alone for long.
    const join = played.frames.slice(60, 72).map((frame) => frame.join(' '));
    expect(new Set(join).size).toBe(12);
  });
});
