import type { Diagnostic } from '../../core/diagnostic.ts';
import type { Holdings } from '../../core/holdings.ts';
import { say, says } from '../../core/sentence.ts';
import { isSettled, type Plan } from '../../planner/plan.ts';
import { type LoadedFilm, renamePlace } from '../film/film.ts';

/**
 * Why a run may not make what is planned: footage of a locked segment that is made, and would be made again, or once more. What
 * was never made may be made for the first time.
 */
export function lockedAgain(
  { storyboard: { segments }, located }: Pick<LoadedFilm, 'storyboard' | 'located'>,
  { jobs, takes }: Pick<Plan, 'jobs' | 'takes'>,
  holdings: Pick<Holdings, 'lastRequest'>,
): readonly Diagnostic[] {
  return segments.flatMap((segment): readonly Diagnostic[] => {
    const { id, place, locked } = segment;
    if (!locked) return [];
    const again = jobs.find((job) => job.segment === id && job.kind !== 'frame' && !isSettled(job.state));
    const numbers = takes.filter((one) => one.segment === id).map(({ take }) => take);
    const isMade = numbers.some((take) => holdings.lastRequest(id, take, 1) !== undefined);
    if (again === undefined || !isMade) return [];
    return [
      renamePlace(
        {
          ...{ severity: 'error', code: 'segment-locked', segment: id, place },
          ...says(
            say`${id} is locked, and this run would make it again (${{ cause: again.reason }}).`,
            say`Undo the change, or delete \`${{ write: 'lock: true' }}\`; \`--only\` makes other segments.`,
          ),
        },
        located,
      ),
    ];
  });
}
