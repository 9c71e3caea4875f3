import { createHash } from 'node:crypto';
import type { Asset, MediaFacts } from '../../src/core/footage.ts';
import type {
  CastMember,
  FirstImage,
  Format,
  LastImage,
  Move,
  OwnReference,
  Segment,
  Source,
  Storyboard,
} from '../../src/storyboard/model.ts';

/** Storyboard values as reading a file would give them, without a file. */

export const place = {
  file: 'film.storyboard.yaml',
  line: 1,
  column: 1,
  endLine: 1,
  endColumn: 1,
  source: '',
};

export function board(segments: readonly Segment[], more: Partial<Storyboard> = {}): Storyboard {
  const usual: Format = { size: { width: 1280, height: 720 }, exact: false, fps: 24, fit: 'pad' };
  const { format = usual } = more;
  return {
    file: '/films/film.storyboard.yaml',
    folder: '/films',
    name: 'film',
    title: 'Film',
    format,
    labels: true,
    scenes: [{ id: 'scene', segments: segments.map(({ id }) => id) }],
    segments,
    audio: { keep: true, narration: [], cues: [] },
    captions: { burn: false, sidecar: [] },
    lintOff: [],
    outputs: [{ size: format.size, fit: 'pad', as: 'mp4' }],
    ...more,
  };
}

export function segment(id: string, source: Source, more: Partial<Segment> = {}): Segment {
  return {
    id,
    scene: 'scene',
    place,
    chosenAt: {},
    source,
    provider: 'animatic',
    model: 'sora-2',
    takes: 1,
    attempts: 3,
    variation: 1,
    options: {},
    fit: 'pad',
    transition: { type: 'cut' },
    ...(source.kind !== 'file' && source.kind !== 'edit' && { duration: 8 }),
    ...more,
  };
}

const prompted = (prompt: string, cast: readonly CastMember[] = []) => ({
  prompt,
  fallbacks: [],
  cast,
  dialogue: [],
});

export const generate = (
  id: string,
  more: Partial<Segment> = {},
  cast: readonly CastMember[] = [],
): Segment => segment(id, { kind: 'generate', ...prompted(`${id} happens`, cast) }, more);

export const extend = (id: string, of: string, more: Partial<Segment> = {}): Segment =>
  segment(id, { kind: 'extend', of, ...prompted(`${id} goes on`) }, more);

export const edit = (id: string, of: string, more: Partial<Segment> = {}): Segment =>
  segment(id, { kind: 'edit', of, ...prompted(`${id} in amber`) }, more);

export const image = (id: string, first: FirstImage, more: Partial<Segment> = {}): Segment =>
  segment(id, { kind: 'image', image: first, ...prompted(`${id} moves`) }, more);

export const leaning = (
  id: string,
  references: readonly OwnReference[],
  more: Partial<Segment> = {},
): Segment => segment(id, { kind: 'generate', references, ...prompted(`${id} leans`) }, more);

export const ending = (id: string, lastImage: LastImage, more: Partial<Segment> = {}): Segment =>
  segment(id, { kind: 'generate', lastImage, ...prompted(`${id} ends`) }, more);

export const file = (id: string, asset: Asset, more: Partial<Segment> = {}): Segment =>
  segment(id, { kind: 'file', file: asset }, more);

export const still = (id: string, image: Asset, move: Move = 'none', more: Partial<Segment> = {}): Segment =>
  segment(id, { kind: 'still', image, move }, { duration: 4, ...more });

export const card = (id: string, more: Partial<Segment> = {}): Segment =>
  segment(
    id,
    { kind: 'card', card: { text: id, background: '#000000', color: '#ffffff' } },
    { duration: 3, ...more },
  );

export function asset(path: string, facts: MediaFacts, bytes = path): Asset {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { path, absolute: `/films/${path}`, sha256, facts };
}

export const picture = (path: string, width = 1280, height = 720, bytes = path): Asset =>
  asset(path, { kind: 'image', format: 'png', size: { width, height } }, bytes);

export const video = (path: string, seconds: number, bytes = path): Asset =>
  asset(path, { kind: 'video', size: { width: 1280, height: 720 }, seconds, fps: 24, hasAudio: true }, bytes);
