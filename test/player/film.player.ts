import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { project } from '../rig/project.ts';
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
    // With one keyframe: behind the join, what is copied begins in the middle of its group.
    const second = await room.clip({ ...spec, from: 200, tone: 500, args: ['-bf', '2', '-g', '600'] });
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
    // Each frame of the join is a mixture of the two that meet in it: never black, none of them twice.
    const [dark = 0, bright = 0] = [Math.min, Math.max].map((of) => of(...(played.frames[1] ?? [])));
    const shade = (number: number, bar: number): number => ((number >> bar) % 2 === 1 ? bright : dark);
    for (let frame = 0; frame < 12; frame++) {
      const share = (frame + 1) / 13;
      const mixed = Array.from(
        { length: bars },
        (_, bar) => (1 - share) * shade(60 + frame, bar) + share * shade(200 + frame, bar),
      );
      const off = mixed.map((value, bar) => Math.abs(value - (played.frames[60 + frame]?.[bar] ?? 0)));
      expect(Math.max(...off), `frame ${frame} of the join`).toBeLessThan(16);
    }
  });

  it('with captions, music, chapters and a fade at its end plays as any other', async () => {
    const at = await project();
    await cp(join(import.meta.dirname, '../../storyboards/midnight-bread'), at.folder, { recursive: true });
    const run = await at.run('run');
    expect(run.code, run.stderr).toBe(0);
    const played = await playInBrowser({ file: at.path('midnight-bread-upright.mp4'), fps: 0, bars });
    expect(played).toMatchObject({ error: '', ended: true, width: 720, height: 1280 });
    expect(played.duration).toBeCloseTo(13.5, 2);
    expect(played.sound).toBeGreaterThan(0);
    expect(played.presented).toEqual(played.presented.toSorted((a, b) => a - b));
  });
});
