import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endOf } from '../../src/handover/handover.ts';
import { board, extend, generate } from '../rig/storyboard-builder.ts';
import { isMade, randomFilm } from './random-film.ts';
import { handedOver, wholeHandover } from './sample.ts';

describe('the shots of a film', () => {
  it('follow one another from its first frame to its last', () => {
    fc.assert(
      fc.property(randomFilm, (film) => {
        const { shots, frames } = handedOver(film, isMade).handover;
        let at = 0;
        for (const shot of shots) {
          expect(shot.start).toBe(at);
          expect(shot.frames).toBeGreaterThan(0);
          at = endOf(shot);
        }
        expect(at).toBe(frames);
      }),
    );
  });

  it('show at every moment the frame of the footage that the timeline shows', () => {
    fc.assert(
      fc.property(randomFilm, (film) => {
        const { plan, handover } = handedOver(film, isMade);
        for (const [i, entry] of plan.timeline.entries.entries()) {
          const shot = handover.shots[i];
          expect(shot && shot.sourceStart - shot.start).toBe(entry.sourceStart - entry.start);
        }
      }),
    );
  });

  it('reach beyond their cuts by exactly what the timeline overlaps', () => {
    fc.assert(
      fc.property(randomFilm, (film) => {
        const { plan, handover } = handedOver(film, isMade);
        const { entries } = plan.timeline;
        for (const [i, shot] of handover.shots.entries()) {
          const entry = entries[i];
          const before = shot.join?.before ?? 0;
          const after = shot.join?.after ?? 0;
          expect(before + after).toBe(entry?.overlap);
          const comesIn = handover.shots[i - 1]?.join?.before ?? 0;
          const last = i === entries.length - 1;
          expect(comesIn + shot.frames + (last ? 0 : after)).toBe(entry?.frames);
        }
      }),
    );
  });
});

describe('the candidates of a shot', () => {
  it('are its segment’s other takes, as far as they are made', () => {
    const film = board([generate('wake', { takes: 3, pick: 2 }), generate('deck')]);
    const [wake, deck] = handedOver(film, (job) => job !== 'wake#3').handover.shots;
    expect(wake?.material).toMatchObject({ kind: 'video', file: expect.stringContaining('wake-2.mp4') });
    expect(wake?.others.map(({ take, video }) => [take, video.file])).toEqual([
      [1, expect.stringContaining('wake.mp4')],
    ]);
    expect(deck?.others).toEqual([]);
  });

  it('begin where the picked take does, behind the footage that all of them continue', () => {
    const film = board([generate('wake'), extend('deck', 'wake', { takes: 2 })]);
    const deck = handedOver(film).handover.shots[1];
    expect(deck).toMatchObject({ sourceStart: 8 * 24, frames: 8 * 24 });
    expect(deck?.others.map(({ video }) => video.frames)).toEqual([16 * 24]);
  });
});

describe('the rows of sound', () => {
  it('repeat music until the film ends, by turns in two rows, since one round comes in over the other', () => {
    const [odd = [], even = []] = wholeHandover().rows.map((row) =>
      row.map(({ start, frames, fadeIn, fadeOut }) => [start, frames, fadeIn, fadeOut]),
    );
    expect(odd).toEqual([
      [0, 168, 24, 24],
      [288, 90, 24, 72],
    ]);
    expect(even).toEqual([[144, 168, 24, 24]]);
  });

  it('let no music stop before the film does', () => {
    fc.assert(
      fc.property(randomFilm, (film) => {
        const { rows, frames } = handedOver(film, isMade).handover;
        const music = rows.flat().filter(({ kind }) => kind === 'music');
        // Its end is rounded to a frame.
        if (music.length > 0) expect(Math.max(...music.map(endOf))).toBeGreaterThanOrEqual(frames - 1);
        expect(film.audio.music === undefined).toBe(music.length === 0);
      }),
    );
  });

  it('hold no two recordings at once, and none outside the film', () => {
    fc.assert(
      fc.property(randomFilm, (film) => {
        const { rows, frames } = handedOver(film, isMade).handover;
        for (const row of rows) {
          let free = 0;
          for (const recording of row) {
            expect(recording.start).toBeGreaterThanOrEqual(free);
            expect(recording.sourceStart + recording.frames).toBeLessThanOrEqual(recording.available);
            free = endOf(recording);
          }
          expect(free).toBeLessThanOrEqual(frames);
        }
      }),
    );
  });

  it('leave out what would be heard before the film begins', () => {
    const vo = wholeHandover()
      .rows.flat()
      .find(({ file }) => file.endsWith('vo-1.wav'));
    expect(vo).toMatchObject({ start: 0, sourceStart: 24, frames: 48 });
  });
});
