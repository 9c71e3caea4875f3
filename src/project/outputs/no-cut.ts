import type { Diagnostic } from '../../core/diagnostic.ts';
import { listed, say, says } from '../../core/sentence.ts';
import type { Timeline } from '../../planner/plan.ts';
import { runCommand } from '../film/choices.ts';
import type { FilmRequest } from '../film/film.ts';

/** Ids of the segments that have no footage, in film order. */
export const unmade = ({ entries }: Timeline): readonly string[] => [
  ...new Set(
    entries.flatMap(({ segment, footage }) =>
      footage.kind === 'clip' && footage.clip === undefined ? [segment] : [],
    ),
  ),
];

/** Why a run that made everything it was asked for did not cut the film, and how to have it cut. */
export function noCutYet(
  { entries }: Timeline,
  missing: readonly string[],
  request: FilmRequest,
): Diagnostic {
  const all = new Set(entries.map(({ segment }) => segment)).size;
  const [have, them] = missing.length === 1 ? ['has', 'it'] : ['have', 'them'];
  return {
    severity: 'note',
    code: 'no-cut-yet',
    ...says(
      say`No cut yet: ${{ count: missing.length }} of ${{ total: all }} segments ${have} no footage (${listed({ segments: missing }, 5)}). \`${{ command: runCommand(request) }}\` makes ${them}.`,
    ),
  };
}
