import { describe, expect, it } from 'vitest';
import type { TimelineEntry } from '../../src/planner/plan.ts';
import type { Segment } from '../../src/storyboard/model.ts';
import { holding, made, planOf, provider, providers } from '../rig/planning.ts';
import { card, edit, extend, file, generate, video } from '../rig/storyboard-builder.ts';

const frames = { provider: 'frames', model: 'frames-1' };
const options = { providers: providers(provider('frames', { edit: true })) };
const entries = (film: readonly Segment[]): readonly TimelineEntry[] =>
  planOf(film, options).timeline.entries;

/** What an entry shows: the job or file, from which frame of it, how many, where in the film. */
const line = ({ footage, sourceStart, frames: count, start, overlap }: TimelineEntry): string => {
  const what = footage.kind === 'clip' ? footage.job : footage.kind;
  return `${what} from ${sourceStart}, ${count} at ${start}${overlap > 0 ? `, ${overlap} into the next` : ''}`;
};

describe('what the film shows', () => {
  it.each<[string, readonly Segment[], readonly string[]]>([
    ['as much as was asked for', [generate('a', { duration: 5 })], ['a from 0, 120 at 0']],
    ['the part that is trimmed', [generate('a', { trim: { from: 1.5, to: 4 } })], ['a from 36, 60 at 0']],
    [
      'only the new part of an extension',
      [generate('a'), extend('b', 'a', { duration: 26, trim: { from: 2, to: 25 } })],
      ['a from 0, 192 at 0', 'b.2 from 240, 552 at 192'],
    ],
    [
      'only the new part of an edit of an extension',
      [generate('a'), extend('b', 'a'), edit('c', 'b')],
      ['a from 0, 192 at 0', 'b from 192, 192 at 192', 'c from 192, 192 at 384'],
    ],
    [
      'each piece of a chain from last frames',
      [generate('a', { ...frames, duration: 22 })],
      ['a from 0, 240 at 0', 'a.2 from 0, 240 at 240', 'a.3 from 0, 48 at 480'],
    ],
    [
      'only the pieces that a trim leaves',
      [generate('a', { ...frames, duration: 22, trim: { from: 12, to: 21 } })],
      ['a.2 from 48, 192 at 0', 'a.3 from 0, 24 at 192'],
    ],
    [
      'the edit of each piece',
      [generate('a', { ...frames, duration: 15 }), edit('b', 'a', frames)],
      ['a from 0, 240 at 0', 'a.2 from 0, 120 at 240', 'b from 0, 240 at 360', 'b.2 from 0, 120 at 600'],
    ],
    ['all of a file', [file('old', video('old.mp4', 4.17))], ['file from 0, 100 at 0']],
    [
      'some of a file',
      [file('old', video('old.mp4', 10), { trim: { from: 2, to: 6 } })],
      ['file from 48, 96 at 0'],
    ],
    [
      'the beginning of a file',
      [file('old', video('old.mp4', 10), { duration: 3 })],
      ['file from 0, 72 at 0'],
    ],
    [
      'no more of a file than there is',
      [file('old', video('old.mp4', 4), { duration: 6 })],
      ['file from 0, 96 at 0'],
    ],
    ['a card', [card('fin', { duration: 2.5 })], ['card from 0, 60 at 0']],
    ['at least a frame', [card('fin', { duration: 0.01 })], ['card from 0, 1 at 0']],
    [
      'transitions that overlap both neighbours',
      [
        generate('a', { transition: { type: 'dissolve', duration: 0.5 } }),
        generate('b', { transition: { type: 'xfade', name: 'radial', duration: 1 } }),
        card('fin', { transition: { type: 'fade-to-black', duration: 1 } }),
      ],
      [
        'a from 0, 192 at 0, 12 into the next',
        'b from 0, 192 at 180, 24 into the next',
        'card from 0, 72 at 348, 24 into the next',
      ],
    ],
    ['a picked take', [generate('a', { takes: 3, pick: 2 })], ['a#2 from 0, 192 at 0']],
  ])('is %s', (_, film, expected) => {
    expect(entries(film).map(line)).toEqual(expected);
  });
});

it('counts the footage before an extension as it really came', () => {
  const film = [generate('a'), extend('b', 'a'), extend('c', 'b')];
  const { clips } = made(planOf(film).jobs);
  const [a, b] = planOf(film).jobs;
  const real = new Map(clips)
    .set(a?.fingerprint ?? '', { hash: 'a', seconds: 8.125, cost: 0 })
    .set(b?.fingerprint ?? '', { hash: 'b', seconds: 16.25, cost: 0 });
  const plan = planOf(film, { holdings: holding({ clips: real }) });
  expect(plan.timeline.entries.map(line)).toEqual([
    'a from 0, 192 at 0',
    'b from 195, 192 at 192',
    'c from 390, 192 at 384',
  ]);
  expect(plan.timeline.entries.map(({ footage }) => footage)).toMatchObject([
    { kind: 'clip', clip: 'a' },
    { kind: 'clip', clip: 'b' },
    { kind: 'clip', clip: 'clip of c' },
  ]);
});

describe('an extension that turned out to be the new part alone', () => {
  /** The timeline when clips are as long as given; a segment that is asked for 26 s is made of 20 s and 6 more. */
  const shown = (film: readonly Segment[], ...seconds: readonly number[]) => {
    const { jobs } = planOf(film);
    const clips = new Map(
      jobs.map(({ id, fingerprint }, i) => [fingerprint, { hash: id, seconds: seconds[i] ?? 0, cost: 0 }]),
    );
    return planOf(film, { holdings: holding({ clips }) }).timeline.entries.map(line);
  };
  const long = generate('a', { duration: 28 });

  it.each<[string, readonly Segment[], readonly number[], readonly string[]]>([
    [
      'of a segment',
      [generate('a'), extend('b', 'a')],
      [8, 8],
      ['a from 0, 192 at 0', 'b from 0, 192 at 192'],
    ],
    ['of a chain', [long], [20, 8], ['a from 0, 480 at 0', 'a.2 from 0, 192 at 480']],
    [
      'of a chain, a little longer than asked',
      [long],
      [20.4, 8.3],
      ['a from 0, 480 at 0', 'a.2 from 0, 192 at 480'],
    ],
    ['of no link', [long], [20, 28], ['a.2 from 0, 672 at 0']],
    ['of no link, though it is shorter than asked', [long], [20, 25], ['a.2 from 0, 672 at 0']],
    [
      'of each link',
      [generate('a', { duration: 44 })],
      [20, 20, 4],
      ['a from 0, 480 at 0', 'a.2 from 0, 480 at 480', 'a.3 from 0, 96 at 960'],
    ],
    [
      'of a link, and the next holds both',
      [generate('a', { duration: 44 })],
      [20, 20, 24],
      ['a from 0, 480 at 0', 'a.3 from 0, 576 at 480'],
    ],
    [
      'after another segment, in links',
      [generate('a'), extend('b', 'a', { duration: 28 })],
      [8, 20, 8],
      ['a from 0, 192 at 0', 'b from 0, 480 at 192', 'b.2 from 0, 192 at 672'],
    ],
    [
      'after another segment, in links that hold each other',
      [generate('a'), extend('b', 'a', { duration: 28 })],
      [8, 28, 28],
      ['a from 0, 192 at 0', 'b.2 from 0, 672 at 192'],
    ],
    [
      'and is trimmed',
      [generate('a', { duration: 28, trim: { from: 18, to: 26 } })],
      [20, 8],
      ['a from 432, 48 at 0', 'a.2 from 0, 144 at 48'],
    ],
    [
      'and is edited',
      [generate('a'), extend('b', 'a'), edit('c', 'b')],
      [8, 8, 8],
      ['a from 0, 192 at 0', 'b from 0, 192 at 192', 'c from 0, 192 at 384'],
    ],
  ])('is cut in where it belongs: %s', (_, film, seconds, expected) => {
    expect(shown(film, ...seconds)).toEqual(expected);
  });
});

it('fades out of the last segment, which makes the film no shorter', () => {
  const fade = { type: 'fade-to-black', duration: 1 } as const;
  const { timeline } = planOf([card('fin', { transition: fade })], options);
  expect(timeline.entries).toMatchObject([{ transition: fade, overlap: 24 }]);
  expect(timeline.frames).toBe(72);
});

it('cuts between the pieces of a segment, and goes on after the last', () => {
  const dissolve = { type: 'dissolve', duration: 1 } as const;
  const film = [generate('a', { ...frames, duration: 20, transition: dissolve }), card('fin')];
  expect(entries(film).map(({ transition }) => transition)).toEqual([
    { type: 'cut' },
    dissolve,
    { type: 'cut' },
  ]);
});

describe('what stands in for footage', () => {
  const options = { providers: providers(provider('real'), { ...provider('drawn'), standsIn: true }) };
  const standIns = (segments: readonly Segment[]) =>
    planOf(segments, options).timeline.entries.map(({ footage }) =>
      footage.kind === 'clip' ? footage.standIn : footage.kind,
    );

  it('is told by its provider, whatever that is called', () => {
    expect(
      standIns([
        generate('a', { provider: 'drawn', model: 'drawn-1' }),
        generate('b', { provider: 'real', model: 'real-1' }),
        card('c'),
      ]),
    ).toEqual([{}, undefined, 'card']);
  });

  it('says which take it is where there are several', () => {
    expect(standIns([generate('a', { provider: 'drawn', model: 'drawn-1', takes: 3, pick: 2 })])).toEqual([
      { take: 2 },
    ]);
  });
});
