import { basename } from 'node:path';
import type { Diagnostic } from '../../core/diagnostic.ts';
import { listing } from '../../core/listing.ts';
import { unreachable } from '../../core/result.ts';

/** Why a cut has a name of its own: it is less than the finished film, and never takes that one's place. */
export type Apart =
  | { readonly kind: 'preview' | 'partial' | 'draft' | 'rehearsal' }
  /** `segments` show stand-ins, and footage that was made before is not in the film. */
  | { readonly kind: 'animatic'; readonly segments: readonly string[] };

/** All kinds of them. */
export const kindsApart = [
  'preview',
  'partial',
  'draft',
  'rehearsal',
  'animatic',
] as const satisfies readonly Apart['kind'][];

/** `film.mp4` is `film.draft.mp4` where a draft was cut. */
export const namedApart = (stem: string, apart: Pick<Apart, 'kind'> | undefined): string =>
  apart === undefined ? stem : `${stem}.${apart.kind}`;

/** What such a cut says of itself, so that it can be told from a finished film wherever it is, whatever it is called. */
export const markOf = (kind: Apart['kind']): string => `Storycut: ${kind}, not the finished film`;

export const isMarked = (comment: string | undefined): boolean =>
  kindsApart.some((kind) => comment === markOf(kind));

/** Says under which name such a cut goes, and why. `finished` and `file` are absolute. */
export function cutApart(apart: Apart, finished: string, file: string): Diagnostic {
  return {
    severity: 'note',
    code: 'cut-apart',
    message: `${whatItIs(apart)}: it is called ${basename(file)}, and ${basename(finished)} is left to the finished film.`,
  };
}

function whatItIs(apart: Apart): string {
  switch (apart.kind) {
    case 'preview':
      return 'This is a preview';
    case 'partial':
      return 'This cut has slates for what is missing';
    case 'rehearsal':
      return 'This is the cut of a rehearsal';
    case 'draft':
      return 'This is the cut of a draft';
    case 'animatic':
      return `In this cut animatics stand in for real footage (${listing(apart.segments, 5)})`;
    default:
      return unreachable(apart);
  }
}
