import { describe, expect, it } from 'vitest';
import { planToJson } from '../../src/planner/plan-json.ts';
import type { Segment } from '../../src/storyboard/model.ts';
import { holding, made, planOf, provider, providers } from '../rig/planning.ts';
import { extend, file, generate, video } from '../rig/storyboard-builder.ts';

const seen = (segments: readonly Segment[], options = {}) =>
  planOf(segments, options).timeline.entries.map(
    ({ segment, start, frames, sourceStart, speed }) =>
      [segment, start, frames, sourceStart, speed ?? 1] as const,
  );

const half = { type: 'dissolve', duration: 0.5 } as const;

describe('a speed', () => {
  it('divides what is seen, and asks for the same footage', () => {
    const film = [generate('a', { duration: 8, transition: half }), generate('b', { duration: 4 })];
    const fast = film.map((one) => ({ ...one, speed: 2 }));
    expect(seen(film)).toEqual([
      ['a', 0, 192, 0, 1],
      ['b', 180, 96, 0, 1],
    ]);
    expect(seen(fast)).toEqual([
      ['a', 0, 96, 0, 2],
      ['b', 84, 48, 0, 2],
    ]);
    const jobs = (segments: readonly Segment[]) =>
      planOf(segments).jobs.map(({ fingerprint }) => fingerprint);
    expect(jobs(fast)).toEqual(jobs(film));
  });

  it('counts a trim in footage', () => {
    const trim = { from: 1, to: 5 };
    expect(seen([file('a', video('a.mp4', 6), { trim, speed: 0.5 })])).toEqual([['a', 0, 192, 48, 0.5]]);
    expect(seen([file('a', video('a.mp4', 6), { trim, speed: 4 })])).toEqual([['a', 0, 24, 6, 4]]);
    const [entry] = planToJson(planOf([file('a', video('a.mp4', 6), { trim, speed: 4 })])).timeline;
    expect(entry).toMatchObject({ start: 0, end: 1, 'source-start': 1, speed: 4 });
  });

  it('leaves a frame of even the shortest footage', () => {
    expect(seen([file('a', video('a.mp4', 0.2), { speed: 10 })])).toEqual([['a', 0, 1, 0, 10]]);
  });

  it('goes through all clips of a chain without a gap', () => {
    const frames = { providers: providers(provider('frames')) };
    const chain = generate('a', { provider: 'frames', model: 'frames-1', duration: 15, speed: 3 });
    expect(seen([chain], frames)).toEqual([
      ['a', 0, 80, 0, 3],
      ['a', 80, 40, 0, 3],
    ]);
  });

  it('begins in an extended clip where the footage before it ends, each at its own speed', () => {
    const film = [generate('a', { duration: 4, speed: 2 }), extend('b', 'a', { duration: 4, speed: 0.5 })];
    const plan = planOf(film);
    const holdings = holding(made(plan.jobs));
    expect(seen(film, { holdings })).toEqual([
      ['a', 0, 48, 0, 2],
      // Four seconds of the clip are a's, which are eight at half the speed.
      ['b', 48, 192, 192, 0.5],
    ]);
  });

  it('tells what is missing and what jumps in seconds of footage', () => {
    const said = (segments: readonly Segment[]) => planOf(segments).diagnostics.map(({ message }) => message);
    expect(said([file('a', video('a.mp4', 4), { duration: 6, speed: 0.5 })])).toEqual([
      'a has 4 s of footage, 2 s less than requested: the film shows what there is.',
    ]);
    const before = generate('a', { trim: { from: 1, to: 5 }, speed: 2 });
    expect(said([before, extend('b', 'a')])).toEqual([
      "b continues from the end of a's footage, 3 s after the film cuts away from it: the picture jumps.",
    ]);
  });

  it('makes a transition that is longer than half of what is left shorter, and says so', () => {
    const film = [generate('a', { duration: 4, speed: 8, transition: half }), generate('b')];
    expect(planOf(film).diagnostics.map(({ message }) => message)).toEqual([
      'The transition after a is shortened from 0.5 s to 0.25 s, half of the shorter clip beside it.',
    ]);
  });
});
