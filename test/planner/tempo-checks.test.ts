import { describe, expect, it } from 'vitest';
import type { Segment, Transition } from '../../src/storyboard/model.ts';
import { planOf } from '../rig/planning.ts';
import { card } from '../rig/storyboard-builder.ts';

const beat = 60 / 130;
const dissolve = (beats: number): Transition => ({ type: 'dissolve', duration: beats * beat });
const shot = (id: string, beats: number, transition: Transition = { type: 'cut' }, tempo = 130): Segment =>
  card(id, { duration: beats * beat, tempo, transition });
const told = (...segments: readonly Segment[]) =>
  planOf(segments).diagnostics.map(
    ({ severity, code, message, help }) => `${severity} ${code} ${message} ${help}`,
  );

describe('a film with a tempo', () => {
  it('is told of a transition that takes its cuts off the beat, and how far', () => {
    expect(told(shot('a', 4, dissolve(1.25)), shot('b', 4), shot('c', 4))).toEqual([
      'note off-beat The transition after a is not a whole number of beats long, and it shortens the film: later cuts are up to 0.25 beats (0.115 s) off the beat. Write `1 beat` or `transition: cut`, or make a 1.25 beats longer.',
    ]);
  });

  it('is told once for all of them, with the farthest', () => {
    const [only, ...more] = told(
      ...[shot('a', 4, dissolve(1.2)), shot('b', 4, dissolve(1.2)), shot('c', 4), shot('d', 4)],
    );
    expect(more).toEqual([]);
    expect(only).toContain('The transitions after a and 1 more are not a whole number of beats long');
    expect(only).toContain('up to 0.4 beats');
  });

  it.each<[string, readonly Segment[]]>([
    ['transitions are whole beats', [shot('a', 4, dissolve(1)), shot('b', 4, dissolve(2)), shot('c', 4)]],
    ['what is overlapped is made up for', [shot('a', 5.25, dissolve(1.25)), shot('b', 4), shot('c', 4)]],
    ['segments are not cut to the beat', [shot('a', 4.4, dissolve(1.25)), shot('b', 3.3), shot('c', 4.1)]],
    ['the tempo changes there', [shot('a', 4, dissolve(1.25)), shot('b', 4, undefined, 90)]],
    ['a fade leads out of it', [shot('a', 4), shot('b', 4, { type: 'fade-to-black', duration: 0.3 })]],
    ['there is none', [shot('a', 4, dissolve(1.25)), shot('b', 4)].map(({ tempo: _, ...rest }) => rest)],
  ])('is told nothing where %s', (_, segments) => {
    expect(told(...segments)).toEqual([]);
  });

  it('is not advised what there is no room for', () => {
    expect(told(shot('a', 1, dissolve(0.4)), shot('b', 1), shot('c', 1))[0]).toContain(
      'Write `transition: cut`, or make a 0.4 beats longer.',
    );
  });
});
