import { describe, expect, it } from 'vitest';
import type { Cue, Segment } from '../../src/storyboard/model.ts';
import { planOf } from '../rig/planning.ts';
import { asset, board, generate, place } from '../rig/storyboard-builder.ts';

const cue = (more: Partial<Cue> = {}, seconds = 4): Cue => ({
  ...{ file: asset('hit.wav', { kind: 'audio', seconds }), offset: 0, from: 0, volume: 0 },
  ...{ duck: false, fadeIn: 0, fadeOut: 0, place },
  ...more,
});
const film: readonly Segment[] = [generate('a'), generate('b')];
const planWith = (...cues: readonly Cue[]) =>
  planOf(board(film, { audio: { keep: true, narration: [], cues } }));
const said = (one: Cue) => planWith(one).diagnostics.map(({ code, message }) => `${code} ${message}`);

describe('a cue', () => {
  it.each<[string, Cue, number]>([
    ['with the film', cue(), 0],
    ['with its segment', cue({ at: 'b' }), 192],
    ['after it', cue({ at: 'b', offset: 1.5 }), 228],
    ['before it', cue({ at: 'b', offset: -1 }), 168],
  ])('begins %s', (_, one, start) => {
    expect(planWith(one).timeline.cues).toMatchObject([{ start, from: 0 }]);
  });

  it.each<[string, Cue, readonly string[]]>([
    ['within the film', cue({ at: 'b' }), []],
    ['that ends with it', cue({ at: 'b', offset: 4 }), []],
    [
      'that begins before it',
      cue({ offset: -1.5 }),
      ['cue-cut-off hit.wav begins 1.5 s before the film, and that part is not heard.'],
    ],
    [
      'that breaks off at its end',
      cue({ at: 'b', offset: 6 }),
      ['cue-cut-off hit.wav continues for 2 s after the film has ended, so it is cut off there.'],
    ],
    ['that fades out there', cue({ at: 'b', offset: 6, fadeOut: 1 }), []],
    ['whose part ends in time', cue({ at: 'b', offset: 6, from: 1, to: 3 }), []],
    [
      'that begins after it',
      cue({ at: 'b', offset: 9 }),
      ['cue-cut-off hit.wav begins after the film has ended, so it is not heard.'],
    ],
    [
      'that is over before it',
      cue({ offset: -5 }),
      ['cue-cut-off hit.wav ends before the film begins, so it is not heard.'],
    ],
  ])('%s', (_, one, expected) => {
    expect(said(one)).toEqual(expected);
  });
});

it('changing what is heard makes no footage again', () => {
  const prints = (segments: readonly Segment[], cues: readonly Cue[] = []) =>
    planOf(board(segments, { audio: { keep: true, narration: [], cues } })).jobs.map(
      ({ fingerprint }) => fingerprint,
    );
  const before = prints(film);
  for (const volume of [-6, 0, 'mute'] as const) {
    expect(prints(film.map((one) => ({ ...one, volume })))).toEqual(before);
  }
  expect(prints(film, [cue(), cue({ at: 'b', duck: true })])).toEqual(before);
});
