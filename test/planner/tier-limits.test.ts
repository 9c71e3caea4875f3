import { describe, expect, it } from 'vitest';
import type { Segment } from '../../src/storyboard/model.ts';
import { planOf, refusalOf } from '../rig/planning.ts';
import { board, edit, generate, image, leaning, picture } from '../rig/storyboard-builder.ts';

const xai = { provider: 'xai', model: 'grok-imagine-video-1.5' };
const classic = { provider: 'xai', model: 'grok-imagine-video' };
const formatOf = (width: number, height: number) =>
  ({ size: { width, height }, exact: false, fps: 24, fit: 'pad' }) as const;
const at1080 = { format: formatOf(1920, 1080) };
const at720 = { format: formatOf(1280, 720) };
const still = picture('r.png');
const pictured = [{ medium: 'image', file: still } as const];

const ends = (segment: Segment): Segment => ({
  ...segment,
  source: { ...segment.source, lastImage: still } as Segment['source'],
});

const codesOf = (film: Parameters<typeof refusalOf>[0]): readonly string[] =>
  refusalOf(film).flatMap(({ severity, code }) => (severity === 'error' ? [code] : []));

describe('what goes along depends on the tier', () => {
  it('as references', () => {
    const segments = [leaning('a', pictured, { ...xai, duration: 8 })];
    expect(codesOf(board(segments, at1080))).toEqual(['reference-impossible']);
    expect(planOf(board(segments, at720)).jobs).toMatchObject([{ cost: 1.13 }]);
  });

  it('and so does a last frame', () => {
    const segments = [ends(image('a', still, { ...xai, duration: 8 }))];
    expect(codesOf(board(segments, at1080))).toEqual(['last-frame-impossible']);
    expect(planOf(board(segments, at720)).jobs).toMatchObject([{ cost: 1.14 }]);
  });
});

describe('the length of what is made', () => {
  it('is less with references', () => {
    const film = (duration: number) => board([leaning('a', pictured, { ...classic, duration })], at720);
    expect(codesOf(film(12))).toEqual(['reference-impossible']);
    expect(planOf(film(10)).jobs).toMatchObject([{ cost: 0.702 }]);
  });

  it('limits what can be edited', () => {
    const film = (duration: number) =>
      board([generate('a', { ...classic, duration }), edit('b', 'a', classic)], at720);
    expect(codesOf(film(9))).toEqual(['edit-impossible']);
    expect(planOf(film(8)).jobs).toMatchObject([{ cost: 0.56 }, { cost: 0.64 }]);
  });
});
