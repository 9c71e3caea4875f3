import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Timeline } from '../../src/planner/plan.ts';
import type { Format, Segment, Transition } from '../../src/storyboard/model.ts';
import { holding, made, planOf, provider, providers } from '../rig/planning.ts';
import { board, card, edit, extend, file, generate, place, video } from '../rig/storyboard-builder.ts';

const own = { model: 'animatic' };
const format = (fps: number): Format => ({
  size: { width: 1280, height: 720 },
  exact: false,
  fps,
  fit: 'pad',
});
const timelineAt = (fps: number, segments: readonly Segment[]): Timeline =>
  planOf(board(segments, { format: format(fps) })).timeline;

/** How far each cut of the film, and its end, is from where it should be, in frames. */
const distances = ({ entries, frames }: Timeline, exact: readonly number[]): readonly number[] =>
  [...entries.slice(1).map(({ start }) => start), frames].map((frame, i) =>
    Math.abs(frame - (exact[i] ?? Number.NaN)),
  );

/** Where the shots of some beats end, in frames: one division for each, no sum that could drift. */
const ends = (beats: readonly number[], bpm: number, fps: number): readonly number[] => {
  let sum = 0;
  return beats.map((count) => {
    sum += count;
    return (sum * 60 * fps) / bpm;
  });
};

const half = 0.5 + 1e-5;

describe('each cut is within half a frame of its beat', () => {
  it.each([24_000 / 1001, 24, 25, 30_000 / 1001, 30, 60_000 / 1001, 60])(
    '45 shots of four beats at 130 bpm, at %d fps',
    (fps) => {
      const exact = ends(new Array(45).fill(4), 130, fps);
      const written = new Array(45)
        .fill(1.846154)
        .map((duration, i) => generate(`s${i}`, { ...own, duration }));
      expect(Math.max(...distances(timelineAt(fps, written), exact))).toBeLessThan(half);
      const counted = written.map((one) => ({ ...one, duration: 240 / 130 }));
      expect(Math.max(...distances(timelineAt(fps, counted), exact))).toBeLessThan(half);
    },
  );

  it.each([24, 25, 30])('200 shots of mixed beats at %i fps', (fps) => {
    const beats = Array.from({ length: 200 }, (_, i) => [1, 0.5, 2, 3, 4, 1.5][i % 6] ?? 1);
    const shots = beats.map((count, i) => generate(`s${i}`, { ...own, duration: (count * 60) / 127.5 }));
    expect(Math.max(...distances(timelineAt(fps, shots), ends(beats, 127.5, fps)))).toBeLessThan(half);
  });
});

/** Parts of a second that are rarely whole frames, and sometimes exactly half ones. */
const seconds = fc.oneof(
  fc.double({ min: 0.3, max: 5, noNaN: true }),
  fc.integer({ min: 30, max: 300 }).map((beats) => beats / 128),
);

interface Asked {
  readonly segment: Segment;
  readonly shown: number;
  readonly overlap: number;
}

const asked = fc
  .record({
    shown: seconds,
    from: fc.option(fc.double({ min: 0, max: 2, noNaN: true }), { nil: undefined }),
    share: fc.option(fc.constantFrom(0.1, 0.3, 0.5), { nil: undefined }),
    kind: fc.constantFrom('generate', 'file', 'card'),
  })
  .map(({ shown, from = 0, share, kind }) => ({ shown, from, share, kind }));

/** Segments one behind another, each transition at most half of its neighbours. */
const films = fc.array(asked, { minLength: 1, maxLength: 30 }).map((wanted): readonly Asked[] =>
  wanted.map(({ shown, from, share, kind }, i): Asked => {
    const next = wanted[i + 1]?.shown ?? shown;
    const overlap = share === undefined || i === wanted.length - 1 ? 0 : share * Math.min(shown, next);
    const transition: Transition = overlap === 0 ? { type: 'cut' } : { type: 'dissolve', duration: overlap };
    const trim = { from, to: from + shown };
    const id = `s${i}`;
    switch (kind) {
      case 'card':
        return { segment: card(id, { duration: shown, transition }), shown, overlap };
      case 'file':
        return {
          segment: file(id, video(`${id}.mp4`, from + shown + 1), { trim, transition }),
          shown,
          overlap,
        };
      default:
        return {
          segment: generate(id, { ...own, duration: from + shown, trim, transition }),
          shown,
          overlap,
        };
    }
  }),
);

describe('whatever a film is made of', () => {
  const rates = fc.constantFrom(12, 24_000 / 1001, 24, 25, 30_000 / 1001, 30, 50, 60_000 / 1001, 60, 120);

  it('each cut and its end are within half a frame of where they should be', () => {
    fc.assert(
      fc.property(films, rates, (film, fps) => {
        let at = 0;
        const exact = film.map(({ shown, overlap }) => {
          at += Math.max(shown * fps, 1) - overlap * fps;
          return at;
        });
        const timeline = timelineAt(
          fps,
          film.map(({ segment }) => segment),
        );
        expect(Math.max(...distances(timeline, exact))).toBeLessThan(half);
      }),
    );
  });

  it('entries follow one another, each at least a frame long, and transitions never meet', () => {
    fc.assert(
      fc.property(films, rates, (film, fps) => {
        const { entries, frames } = timelineAt(
          fps,
          film.map(({ segment }) => segment),
        );
        let end = 0;
        for (const [i, entry] of entries.entries()) {
          const before = entries[i - 1]?.overlap ?? 0;
          expect(entry.start).toBe(end - before);
          expect(entry.frames).toBeGreaterThanOrEqual(Math.max(1, before + entry.overlap));
          expect(entry.sourceStart).toBeGreaterThanOrEqual(0);
          end = entry.start + entry.frames;
        }
        expect(frames).toBe(end);
      }),
    );
  });

  it('its footage holds every frame that is shown', () => {
    fc.assert(
      fc.property(films, fc.constantFrom(24, 25, 30_000 / 1001, 30, 60), (film, fps) => {
        const plan = planOf(
          board(
            film.map(({ segment }) => segment),
            { format: format(fps) },
          ),
        );
        const holds = new Map(
          plan.jobs.flatMap((job) => (job.kind === 'frame' ? [] : [[job.id, job.holds]])),
        );
        for (const { footage, sourceStart, frames } of plan.timeline.entries) {
          if (footage.kind !== 'clip') continue;
          expect(sourceStart + frames).toBeLessThanOrEqual(Math.round((holds.get(footage.job) ?? 0) * fps));
        }
      }),
    );
  });
});

describe('footage is asked for to the end of its last frame', () => {
  const requested = (segment: Segment, options = {}) => {
    const [job] = planOf([segment], options).jobs;
    return job?.kind === 'generate' ? job.request.seconds : undefined;
  };

  it.each([
    [4 / 3, 1.334],
    [1.8333333333333333, 1.834],
    [1.846154, 1.875],
    [4, 4],
  ])('%d s at 24 fps are %d s of a model that makes any length', (duration, expected) => {
    expect(requested(generate('a', { ...own, duration }))).toBe(expected);
  });

  it('never where a model would have to make, and bill, much more for it', () => {
    const lengths = { kind: 'set', seconds: [2.3, 4.6] } as const;
    const options = { providers: providers(provider('few', { lengths })) };
    const segment = generate('a', { provider: 'few', model: 'few-1', duration: 2.3 });
    expect(requested(segment, options)).toBe(2.3);
  });

  it('wherever in the film it is shown: moving a segment makes nothing again', () => {
    const shots = [1.1, 1.846154, 2.3].map((duration, i) => generate(`s${i}`, { ...own, duration }));
    const prints = (segments: readonly Segment[]) =>
      new Set(planOf(segments).jobs.map(({ fingerprint }) => fingerprint));
    expect(prints(shots.toReversed())).toEqual(prints(shots));
  });
});

it('counts a recording from where its segment exactly begins', () => {
  const beat = 60 / 130;
  const shots = [0, 1, 2].map((i) => generate(`s${i}`, { ...own, duration: beat }));
  const recording = { ...video('vo.wav', 1), facts: { kind: 'audio', seconds: 1 } as const };
  const narration = [{ file: recording, at: 's2', offset: beat / 2, volume: 0, place }];
  const { timeline } = planOf(board(shots, { audio: { keep: true, narration, cues: [] } }));
  expect(timeline.narration).toMatchObject([{ start: Math.round(2.5 * beat * 24) }]);
});

it('goes on in a chain at the frame where the one before ends, whatever was rounded before', () => {
  const beats = (count: number) => (count * 60) / 130;
  const film = [
    generate('a', { ...own, duration: beats(4) }),
    extend('b', 'a', { ...own, duration: beats(4) }),
    extend('c', 'b', { ...own, duration: beats(4) }),
  ];
  const { clips } = made(planOf(film).jobs);
  const { entries } = planOf(film, { holdings: holding({ clips }) }).timeline;
  expect(entries.map(({ start, frames, sourceStart }) => [start, frames, sourceStart])).toEqual([
    [0, 44, 0],
    [44, 45, 45],
    [89, 44, 90],
  ]);
});

it('takes the first frame more of footage that has no frame more at its end', () => {
  const film = [
    card('lead', { duration: 0.33 / 24 + 1 }),
    file('own', video('own.mp4', 2), { trim: { from: 0.5, to: 2 - 0.3 / 24 } }),
  ];
  // 35.7 frames from 24.33 on are 36, of which the file holds those from its twelfth on.
  expect(planOf(film).timeline.entries[1]).toMatchObject({ sourceStart: 12, frames: 36 });
});

it('does not warn of a jump that is less than a frame', () => {
  const beat = 60 / 130;
  const film = [generate('a', { ...own, duration: beat }), extend('b', 'a', own)];
  expect(planOf(film).diagnostics.map(({ code }) => code)).not.toContain('picture-jumps');
});

it('shows an edit for as long as what it edits is', () => {
  const film = [
    generate('a', { ...own, duration: 240 / 130 }),
    edit('b', 'a', { ...own, duration: 240 / 130 }),
  ];
  expect(planOf(film).timeline.frames).toBe(Math.round((480 / 130) * 24));
});
