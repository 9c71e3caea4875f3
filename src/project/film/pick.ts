import type { Diagnostic } from '../../core/diagnostic.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { say, says } from '../../core/sentence.ts';
import type { Plan } from '../../planner/plan.ts';
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
  const takes = plan.takes.filter((one) => one.segment === segment).map((one) => one.take);
  if (!takes.includes(take)) return err([noSuchTake(segment, take, takes)]);
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

const noSuchTake = (segment: string, take: number, takes: readonly number[]): Diagnostic => ({
  severity: 'error',
  code: 'unknown-take',
  ...(takes.length === 0
    ? says(say`${segment} is your own footage or a card and has no takes.`)
    : says(
        say`${segment} has no take ${{ take }}.`,
        say`It has ${{ known: takes }}; \`storycut redo ${segment}\` makes one more.`,
      )),
  segment,
});

const cannotWrite = (segment: string, take: number, why: string): Diagnostic => ({
  severity: 'error',
  code: 'pick-not-written',
  ...says(
    say`\`${{ write: `pick: ${take}` }}\` could not be written into ${segment}: ${{ cause: why }}.`,
    say`Add it by hand.`,
  ),
  segment,
});
