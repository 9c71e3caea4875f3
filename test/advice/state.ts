import type { Code } from '../../src/core/codes.ts';
import type { Site } from './site.ts';

/** A state in which something is told, and what a person does who follows the advice. */
export interface State {
  readonly code: Code;
  /** Tells it apart from others of its code. */
  readonly name?: string;
  readonly files: Readonly<Record<string, string | Uint8Array>>;
  /** What was done before. */
  readonly before?: (site: Site) => Promise<unknown>;
  /** The command that tells it. */
  readonly command: readonly string[];
  /** What it advises: has to be in what is told. */
  readonly advice: string | RegExp;
  /** Does what the advice says. */
  readonly follow: (site: Site) => Promise<unknown>;
  /** The command that gets further then; the same one where it is left out. */
  readonly next?: readonly string[];
}

export const file = 'film.storyboard.yaml';

/** A small film of these segments, a line each. */
export const filmOf = (segments: readonly string[], top = ''): string =>
  [
    'storyboard: 1',
    'title: A Film',
    ...(top === '' ? [] : [top]),
    ...(/^format:/m.test(top) ? [] : ['format: { size: 320x180 }']),
    'scenes:',
    '  - id: all',
    '    segments:',
    ...segments.map((segment) => `      - ${segment}`),
    '',
  ].join('\n');

/** A segment that takes next to no time to be made. */
export const gull = '{ id: gull, prompt: A gull on a pole, duration: 1 }';
export const lamp = '{ id: lamp, prompt: A lamp is lit, duration: 1 }';
