import { chmod, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import type { Diagnostic } from '../../core/diagnostic.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { say, says } from '../../core/sentence.ts';
import type { Plan } from '../../planner/plan.ts';
import { selectableIn, selectOne } from '../../planner/select.ts';
import { positionOf, writePick } from '../../storyboard/write-pick.ts';
import type { LoadedFilm } from './film.ts';

/**
 * Chooses a take of the segment that `name` stands for by writing it into the storyboard, which is replaced atomically.
 * Gives the segment's id.
 */
export async function pickTake(
  film: LoadedFilm,
  plan: Plan,
  name: string,
  take: number,
): Promise<Result<string, readonly Diagnostic[]>> {
  const selected = selectOne(name, selectableIn(film.storyboard));
  if (!selected.ok) return selected;
  const segment = selected.value;
  const takes = plan.takes.filter((one) => one.segment === segment).map((one) => one.take);
  if (!takes.includes(take)) return err([noSuchTake(segment, take, takes)]);
  const { absolute } = film.located;
  const text = await readFile(absolute, 'utf8');
  const position = positionOf(
    text,
    film.storyboard.segments.findIndex((one) => one.id === segment),
  );
  const picked = position === undefined ? err('the segment was not found') : writePick(text, position, take);
  if (!picked.ok) return err([cannotWrite(segment, take, picked.error)]);
  await replace(absolute, picked.value);
  return ok(segment);
}

/** What a plan reports about picks: for verbs that report nothing else of it. */
export const aboutPicks = ({ diagnostics }: Plan): readonly Diagnostic[] =>
  diagnostics.filter(({ code }) => code === 'pick-not-made');

/** A link to a storyboard stays a link, and the file keeps its permissions. */
async function replace(file: string, text: string): Promise<void> {
  const target = await realpath(file);
  const { mode } = await stat(target);
  const temporary = `${target}.${process.pid}.tmp`;
  try {
    // Whatever has that name already, a link for example, is not written through.
    await writeFile(temporary, text, { flag: 'wx' });
    await chmod(temporary, mode);
    await rename(temporary, target);
  } finally {
    await rm(temporary, { force: true });
  }
}

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
