import type { Diagnostic } from '../../core/diagnostic.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { say, says } from '../../core/sentence.ts';
import type { Plan, PlannedTake } from '../../planner/plan.ts';
import { selectableIn, selectOne } from '../../planner/select.ts';
import { editSegment } from './edit-storyboard.ts';
import type { LoadedFilm } from './film.ts';

/**
 * Chooses a take of the segment that `name` stands for, and says why, by writing it into the storyboard. Gives the segment's
 * id.
 */
export async function pickTake(
  film: LoadedFilm,
  plan: Plan,
  name: string,
  take: number,
  why?: string,
): Promise<Result<string, readonly Diagnostic[]>> {
  const selected = selectOne(name, selectableIn(film.storyboard));
  if (!selected.ok) return selected;
  const segment = selected.value;
  const takes = plan.takes.filter((one) => one.segment === segment);
  if (!takes.some((one) => one.take === take)) {
    const missing = new Set(plan.jobs.filter(({ state }) => state !== 'cached').map(({ id }) => id));
    return err([noSuchTake(segment, take, takes, missing)]);
  }
  const picked = await editSegment(film, segment, [
    ['pick', take],
    ...(why === undefined ? [] : ([['why', why]] as const)),
  ]);
  if (!picked.ok) return err([cannotWrite(segment, take, picked.error)]);
  return ok(segment);
}

/** What a plan reports about picks: for verbs that report nothing else of it. */
export const aboutPicks = ({ diagnostics }: Plan): readonly Diagnostic[] =>
  diagnostics.filter(({ code }) => code === 'pick-not-made');

function noSuchTake(
  segment: string,
  take: number,
  takes: readonly PlannedTake[],
  missing: ReadonlySet<string>,
): Diagnostic {
  const whole = { severity: 'error', code: 'unknown-take', segment } as const;
  if (takes.length === 0)
    return { ...whole, ...says(say`${segment} is your own footage or a card and has no takes.`) };
  const known = takes.map((one) => one.take);
  // `redo` makes what is missing before it makes one more.
  const isWhole = takes.every(({ jobs }) => !jobs.some((id) => missing.has(id)));
  const help = isWhole
    ? say`It has ${{ known }}; \`storycut redo ${segment}\` makes one more.`
    : say`It has ${{ known }}, of which not all is made: \`storycut run\` makes what is missing, and then \`storycut redo ${segment}\` one more.`;
  return { ...whole, ...says(say`${segment} has no take ${{ take }}.`, help) };
}

const cannotWrite = (segment: string, take: number, why: string): Diagnostic => ({
  severity: 'error',
  code: 'pick-not-written',
  ...says(
    say`\`${{ write: `pick: ${take}` }}\` could not be written into ${segment}: ${{ cause: why }}.`,
    say`Add it by hand.`,
  ),
  segment,
});
