import { copyFile, readdir, rename } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Diagnostic } from '../../core/diagnostic.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { say, says } from '../../core/sentence.ts';
import { clipFile, takeClip } from '../../store/clips.ts';
import { refusal } from '../../store/diagnose.ts';
import { journalPath, readJournal } from '../../store/found-journal.ts';
import { holdFolder } from '../../store/hold-folder.ts';
import { nodeFiles } from '../../store/node-files.ts';
import { replay } from '../../store/replay.ts';
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
  const { entries, condition } = (await readJournal(folder, nodeFiles)).scan;
  if (condition.kind === 'newer' || condition.kind === 'damaged') return err(refusal(folder, condition));
  if (entries.length === 0) return err(nothingMade(dirname(folder)));
  const studio = await world.studio(settings);
  if (!studio.ok) return studio;
  const options = { clock: world.clock, random: world.random };
  // Clips are copied to where the studio's are, or nowhere.
  const opened = await studio.value.openStore(name, folder, options);
  if (!opened.ok) return opened;
  await opened.value.close();
  const clips = await copyClips(folder, settings.clips, [...replay(entries).clips()]);
  if (!clips.ok) return clips;
  const adopted = await studio.value.adopt(name, folder, { entries, options });
  if (!adopted.ok) return adopted;
  const journal = journalPath(folder);
  await rename(journal, await freeName(`${journal}.adopted`));
  await nodeFiles.sync(folder);
  return ok({ project: name, records: entries.length, clips: clips.value });
}

/** This name, or the first of `NAME-2`, `NAME-3` … that nothing has: what was adopted before is kept. */
async function freeName(path: string): Promise<string> {
  const has = new Set(await readdir(dirname(path)));
  let name = path;
  for (let n = 2; has.has(basename(name)); n++) name = `${path}-${n}`;
  return name;
}

/** Those whose bytes are here, and are what the journal says. */
async function copyClips(
  folder: string,
  shared: string,
  clips: readonly { readonly hash: string; readonly extension: 'mp4' | 'png'; readonly bytes: number }[],
): Promise<Result<number, Diagnostic>> {
  await nodeFiles.makeFolder(join(shared, 'work'));
  let copied = 0;
  for (const { hash, extension, bytes } of clips) {
    const own = clipFile(join(folder, 'clips'), hash, extension);
    const there = clipFile(shared, hash, extension);
    if (nodeFiles.size(own) !== bytes || nodeFiles.size(there) === bytes) continue;
    const temporary = join(shared, 'work', `adopted-${hash}.${extension}`);
    const problem = await copy(own, temporary);
    if (problem) return err(problem);
    if ((await nodeFiles.hash(temporary)) !== hash) return err(damaged(own));
    const taken = await takeClip(nodeFiles, shared, temporary, extension);
    if (!taken.ok) return err(notCopied(own, taken.error));
    copied += 1;
  }
  return ok(copied);
}

async function copy(from: string, to: string): Promise<Diagnostic | undefined> {
  try {
    await copyFile(from, to);
    return undefined;
  } catch (error) {
    return notCopied(from, error instanceof Error ? error.message : String(error));
  }
}

const nothingMade = (folder: string): Diagnostic => ({
  severity: 'error',
  code: 'no-store',
  ...says(
    say`Nothing has been made in ${{ folder }} by itself: there is no journal to adopt.`,
    say`\`storycut run\` makes its films on the studio's ledger.`,
  ),
});

const damaged = (file: string): Diagnostic => ({
  severity: 'error',
  code: 'clip-damaged',
  ...says(
    say`${{ file }} has other bytes than were recorded, so nothing was adopted.`,
    say`\`storycut verify\` looks at all of them, with the project taken out of \`studio\` in the config file.`,
  ),
});

const notCopied = (file: string, cause: string): Diagnostic => ({
  severity: 'error',
  code: 'store-unusable',
  ...says(
    say`${{ file }} could not be copied to the studio's clips: ${{ cause }}`,
    say`Nothing was adopted. Check the folder and its space, then run the same command.`,
  ),
});
