import { readdir, rename } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Diagnostic } from '../../core/diagnostic.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { say, says } from '../../core/sentence.ts';
import { refusal } from '../../store/diagnose.ts';
import { journalPath, readJournal } from '../../store/found-journal.ts';
import { holdFolder } from '../../store/hold-folder.ts';
import { nodeFiles } from '../../store/node-files.ts';
import { replay } from '../../store/replay.ts';
import { type Scan, scan } from '../../store/scan.ts';
import { type StudioProject, studioProjectAt } from '../machine/store-at.ts';
import { ofNoStudio } from '../machine/studio-problems.ts';
import type { World } from '../machine/world.ts';
import { locateStoryboard } from '../naming/locate.ts';
import { stateFolder } from '../naming/state-folder.ts';

/** What was brought into a studio's ledger. */
export interface Adopted {
  readonly project: string;
  readonly records: number;
  readonly clips: number;
}

/**
 * Brings the journal and the clips of a storyboard's folder into the ledger of the studio that its project is of. The journal
 * keeps its bytes under another name. Interrupted, it can be done again.
 */
export async function adoptJournal(
  world: World,
  storyboard: string | undefined,
): Promise<Result<Adopted, Diagnostic>> {
  const located = await locateStoryboard(world.cwd, storyboard);
  if (!located.ok) return located;
  const folder = stateFolder(world, located.value);
  const project = await studioProjectAt(world, folder);
  if (project === undefined) return err(ofNoStudio(located.value.folder));
  const lock = await holdFolder(folder, nodeFiles, world.clock);
  if (!lock.ok) return lock;
  try {
    return await bringIn(world, folder, project);
  } finally {
    await lock.value.release();
  }
}

async function bringIn(
  world: World,
  folder: string,
  { name, settings }: StudioProject,
): Promise<Result<Adopted, Diagnostic>> {
  const { kept, found } = await journalOf(folder);
  const { entries, condition } = found;
  if (condition.kind === 'newer' || condition.kind === 'damaged') return err(refusal(folder, condition));
  if (entries.length === 0) return err(nothingMade(dirname(folder)));
  const studio = await world.studio(settings);
  if (!studio.ok) return studio;
  const options = { clock: world.clock, random: world.random };
  // Clips are copied to where the studio's are, or nowhere.
  const clips = await studio.value.takeClips(folder, [...replay(entries).clips()], options);
  if (!clips.ok) return clips;
  const adopted = await studio.value.adopt(name, folder, { entries, options });
  if (!adopted.ok) return adopted;
  const journal = journalPath(folder);
  if (!kept) await rename(journal, await freeName(`${journal}.adopted`));
  await nodeFiles.sync(folder);
  return ok({ project: name, records: entries.length, clips: clips.value });
}

/** The folder's journal, or, where it was adopted before and none has followed, what is kept of it, if that is all of it. */
async function journalOf(folder: string): Promise<{ readonly kept: boolean; readonly found: Scan }> {
  const found = (await readJournal(folder, nodeFiles)).scan;
  const path = journalPath(folder);
  if (found.condition.kind !== 'damaged' || nodeFiles.size(path) !== undefined) return { kept: false, found };
  const copy = `${basename(path)}.adopted`;
  for (const name of (await nodeFiles.names(folder)).filter((name) => name.startsWith(copy))) {
    const again = scan((await nodeFiles.read(join(folder, name))) ?? new Uint8Array(), found.condition.of);
    if (again.condition.kind === 'whole') return { kept: true, found: again };
  }
  return { kept: false, found };
}

/** This name, or the first of `NAME-2`, `NAME-3` … that nothing has: what was adopted before is kept. */
async function freeName(path: string): Promise<string> {
  const has = new Set(await readdir(dirname(path)));
  let name = path;
  for (let n = 2; has.has(basename(name)); n++) name = `${path}-${n}`;
  return name;
}

const nothingMade = (folder: string): Diagnostic => ({
  severity: 'error',
  code: 'no-store',
  ...says(
    say`Nothing has been made in ${{ folder }} by itself: there is no journal to adopt.`,
    say`\`storycut run\` makes its films on the studio's ledger.`,
  ),
});
