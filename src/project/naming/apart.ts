import { basename } from 'node:path';
import type { Diagnostic } from '../../core/diagnostic.ts';
import { unreachable } from '../../core/result.ts';
import { listed, type Sentence, say, says } from '../../core/sentence.ts';

/** Why a cut has a name of its own: it is less than the finished film and never overwrites it. */
export type Apart =
  | { readonly kind: 'preview' | 'partial' | 'draft' | 'rehearsal' }
  /** `segments` show stand-ins in place of footage that was made before. */
  | { readonly kind: 'animatic'; readonly segments: readonly string[] };

/** All kinds of them. */
export const kindsApart = [
  'preview',
  'partial',
  'draft',
  'rehearsal',
  'animatic',
] as const satisfies readonly Apart['kind'][];

/** `film.draft.mp4` for the draft of `film.mp4`. */
export const namedApart = (stem: string, apart: Pick<Apart, 'kind'> | undefined): string =>
  apart === undefined ? stem : `${stem}.${apart.kind}`;

/** The comment in the file of such a cut: it tells it from a finished film, wherever it is and whatever its name. */
export const markOf = (kind: Apart['kind']): string => `Storycut: ${kind}, not the finished film`;

export const isMarked = (comment: string | undefined): boolean =>
  kindsApart.some((kind) => comment === markOf(kind));

/** Says what such a cut is named, and why. `finished` and `file` are absolute. */
export function cutApart(apart: Apart, finished: string, file: string): Diagnostic {
  return {
    severity: 'note',
    code: 'cut-apart',
    ...says(
      say`${whatItIs(apart)}, so it is named ${{ file: basename(file) }}: ${{ finished: basename(finished) }} is kept for the finished film.`,
    ),
  };
}

function whatItIs(apart: Apart): Sentence {
  switch (apart.kind) {
    case 'preview':
      return say`This is a preview`;
    case 'partial':
      return say`A partial cut may have slates for missing footage`;
    case 'rehearsal':
      return say`This is the cut of a rehearsal`;
    case 'draft':
      return say`This is the cut of a draft`;
    case 'animatic':
      return say`Animatics stand in for real footage in this cut (${listed({ segments: apart.segments }, 5)})`;
    default:
      return unreachable(apart);
  }
}
