import { realpath, stat } from 'node:fs/promises';
import { dirname, relative, sep } from 'node:path';
import type { StudioSettings } from '../../config/config.ts';
import type { Diagnostic } from '../../core/diagnostic.ts';
import { err, type Result } from '../../core/result.ts';
import { strange } from '../../store/diagnose.ts';
import { journalPath } from '../../store/found-journal.ts';
import { nodeFiles } from '../../store/node-files.ts';
import { openStore, type Store } from '../../store/store.ts';
import { journalBeside } from './studio-problems.ts';
import type { World } from './world.ts';

/** A project whose ledger a studio keeps. */
export interface StudioProject {
  readonly name: string;
  readonly settings: StudioSettings;
}

/** The store of a state folder: the studio's, where the config file says that its project is the studio's, and otherwise its own. */
export async function storeAt(
  world: World,
  folder: string,
  { readOnly = false }: { readonly readOnly?: boolean } = {},
): Promise<Result<Store, Diagnostic>> {
  const options = { clock: world.clock, random: world.random, ...(readOnly && { readOnly: true }) };
  const project = await studioProjectAt(world, folder);
  if (project === undefined) return openStore(folder, options);
  const stranger = await nodeFiles.strangerIn(folder);
  if (stranger) return err(strange(folder, stranger));
  if (await hasJournal(folder)) return err(journalBeside(journalPath(folder), project.name));
  const studio = await world.studio(project.settings);
  return studio.ok ? studio.value.openStore(project.name, folder, options) : studio;
}

/** The studio's project that a state folder is of. Problems of the config file are reported where its providers are used. */
export async function studioProjectAt(world: World, folder: string): Promise<StudioProject | undefined> {
  // A rehearsal is one machine's own.
  if (world.env.STORYCUT_REHEARSAL) return undefined;
  const providers = await world.providers();
  const settings = providers.ok ? providers.value.studio : undefined;
  if (settings === undefined) return undefined;
  const film = await realFolder(dirname(folder));
  for (const [name, at] of Object.entries(settings.projects)) {
    const way = relative(await realFolder(at), film);
    if (way === '' || !(way === '..' || way.startsWith(`..${sep}`) || /^[A-Za-z]:/.test(way)))
      return { name: way === '' ? name : `${name}/${way.split(sep).join('/')}`, settings };
  }
  return undefined;
}

const realFolder = (folder: string): Promise<string> => realpath(folder).catch(() => folder);

async function hasJournal(folder: string): Promise<boolean> {
  const facts = await stat(journalPath(folder)).catch(() => undefined);
  return facts !== undefined && facts.size > 0;
}
