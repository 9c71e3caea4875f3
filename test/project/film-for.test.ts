import { describe, expect, it } from 'vitest';
import type { Timeline } from '../../src/planner/plan.ts';
import { filmFor } from '../../src/project/film/film-for.ts';
import { smallSize } from '../../src/project/outputs/output-files.ts';
import { previewFrom, servesFor } from '../../src/project/outputs/preview-source.ts';
import type { Output } from '../../src/storyboard/model.ts';
import { board, generate, place } from '../rig/storyboard-builder.ts';

const wide: Output = { size: { width: 1280, height: 720 }, fit: 'pad', as: 'mp4' };
const small: Output = { ...wide, size: { width: 854, height: 480 } };
const tall: Output = { ...wide, size: { width: 720, height: 1280 }, fit: 'blur' };

const storyboard = board([]);
const entry = {
  ...{ segment: 'a', scene: 's', start: 0, frames: 24, sourceStart: 0, overlap: 0, speaks: false },
  footage: { kind: 'card', card: { text: 'A', background: '#000000', color: '#ffffff' } },
  transition: { type: 'cut' },
} as const;
const timeline: Timeline = {
  fps: 24,
  entries: [
    { ...entry, fit: 'crop' },
    { ...entry, fit: 'stretch', start: 24 },
  ],
  ...{ frames: 48, chapters: [], captions: [], titles: [], narration: [], cues: [] },
};

const fits = (output: Output): string[] =>
  filmFor(storyboard, timeline, output).timeline.entries.map(({ fit }) => fit);

describe('what is rendered for an output', () => {
  it("fits each segment as it says in the film's own shape, also at another size", () => {
    expect(fits(wide)).toEqual(['crop', 'stretch']);
    expect(fits(small)).toEqual(['crop', 'stretch']);
  });

  it('outlines what a platform covers in previews and over stand-ins, in its shape, if labels are wanted', () => {
    const covered = { top: 0.1, right: 0.1, bottom: 0.2, left: 0.1 };
    const platform = { name: 'reels', place, covered };
    const clip = { kind: 'clip', job: 'a', fingerprint: 'f', standIn: {} } as const;
    const animatic = { ...timeline, entries: timeline.entries.map((one) => ({ ...one, footage: clip })) };
    const coveredIn = (labels: boolean, shown: Timeline, output: Output, quality: 'full' | 'quick') =>
      filmFor({ ...storyboard, labels, platform }, shown, output, quality).covered;
    expect(coveredIn(true, animatic, small, 'full')).toEqual(covered);
    expect(coveredIn(true, timeline, wide, 'quick')).toEqual(covered);
    expect(coveredIn(true, timeline, wide, 'full')).toBeUndefined();
    expect(coveredIn(false, animatic, wide, 'quick')).toBeUndefined();
    expect(coveredIn(true, animatic, tall, 'quick')).toBeUndefined();
  });

  it('fits all of them as the output says in another shape', () => {
    expect(fits(tall)).toEqual(['blur', 'blur']);
    expect(filmFor(storyboard, timeline, tall).size).toEqual(tall.size);
  });
});

it('draws ideographs as the film’s other texts tell, wherever they are', () => {
  const of = (prompt: string) => filmFor(board([generate(prompt)]), timeline, wide).region;
  expect(of('A gull over 東京')).toBeUndefined();
  expect(of('東京の夜')).toBe('jp');
  expect(of('서울의 밤')).toBe('kr');
});

it('never crops what stands in for footage, whose words stand at its edges', () => {
  const clip = { kind: 'clip', job: 'a', fingerprint: 'a', clip: 'a', standIn: {} } as const;
  const film = { ...timeline, entries: timeline.entries.map((one) => ({ ...one, footage: clip })) };
  const shown = (output: Output) => filmFor(storyboard, film, output).timeline.entries.map(({ fit }) => fit);
  expect(shown(wide)).toEqual(['pad', 'stretch']);
  expect(shown(tall)).toEqual(['blur', 'blur']);
  expect(shown({ ...tall, fit: 'crop' })).toEqual(['pad', 'pad']);
});

describe('a film serves for another output', () => {
  const serves = (film: Output, wanted: Output): boolean => servesFor(film, wanted, storyboard.format);

  it('of its shape that is no larger', () => {
    expect(serves(wide, { ...small, as: 'gif' })).toBe(true);
    expect(serves(small, { ...wide, as: 'webm' })).toBe(false);
    expect(serves(tall, { ...small, as: 'poster' })).toBe(false);
  });

  it('that fits footage alike, where that makes a difference', () => {
    expect(serves(tall, { ...tall, as: 'poster' })).toBe(true);
    expect(serves(tall, { ...tall, fit: 'crop', as: 'poster' })).toBe(false);
    expect(serves(wide, { ...wide, fit: 'crop', as: 'poster' })).toBe(true);
  });
});

describe('a preview shows', () => {
  it('a frame of the film, whatever the poster asks for', () => {
    const poster: Output = { ...wide, as: 'poster' };
    expect(previewFrom(poster, timeline)).toMatchObject({ frame: 16 });
    expect(previewFrom({ ...poster, at: 0 }, timeline)).toMatchObject({ frame: 0 });
    expect(previewFrom({ ...poster, at: 1.5 }, timeline)).toMatchObject({ frame: 36 });
    expect(previewFrom({ ...poster, at: 3600 }, timeline)).toMatchObject({ frame: 47 });
  });

  it('as many frames a second as asked for, a GIF 12 else', () => {
    expect(previewFrom({ ...wide, as: 'gif' }, timeline)).toMatchObject({ fps: 12 });
    expect(previewFrom({ ...wide, as: 'gif' }, { ...timeline, fps: 10 })).toMatchObject({ fps: 10 });
    expect(previewFrom({ ...wide, as: 'webm' }, timeline)).toMatchObject({ fps: 24 });
    expect(previewFrom({ ...wide, as: 'webm', fps: 8 }, timeline)).toMatchObject({ fps: 8 });
  });
});

describe('the small version of a film', () => {
  it('has even sides of which the shorter is 360, or as it is', () => {
    expect(smallSize({ width: 1280, height: 720 })).toEqual({ width: 640, height: 360 });
    expect(smallSize({ width: 1080, height: 1920 })).toEqual({ width: 360, height: 640 });
    expect(smallSize({ width: 1706, height: 720 })).toEqual({ width: 854, height: 360 });
    expect(smallSize({ width: 320, height: 180 })).toEqual({ width: 320, height: 180 });
  });
});
