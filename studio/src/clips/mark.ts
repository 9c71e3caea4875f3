import { randomUUID } from 'node:crypto';
import type { StoredClip } from 'storycut/studio';
import type { Database } from '../database.ts';
import type { Shelf } from './shelf.ts';
import { ClipsUnmarked, ClipsUnusable } from './unusable-clips.ts';

/** Tells the studio's clips from a folder where they are not mounted, and from another studio's. */
export const MARK = 'studio-clips.txt';

const SAYS = "Clips of a Storycut studio. Machines know the studio's folder by this file.\n";
const saying = (id: string): string => `${SAYS}studio: ${id}\n`;

type Mark =
  | { readonly kind: 'none' }
  /** Of the first version, which has no id. */
  | { readonly kind: 'old' }
  | { readonly kind: 'of'; readonly id: string }
  | { readonly kind: 'strange' };

function markIn(text: string | undefined): Mark {
  if (text === undefined) return { kind: 'none' };
  if (text === SAYS) return { kind: 'old' };
  const id = /^studio: (\S+)$/m.exec(text)?.[1];
  return id === undefined ? { kind: 'strange' } : { kind: 'of', id };
}

/** Throws a `ClipsUnusable` unless this is where the ledger's clips are: others would be paid for again. */
export async function checkMark(database: Database, shelf: Shelf): Promise<void> {
  const ids = await idsIn(database);
  const current = ids.at(-1);
  if (current === undefined) throw new ClipsUnmarked('the studio has not marked it yet');
  const mark = markIn(await shelf.readMark());
  switch (mark.kind) {
    case 'none':
    case 'old':
      throw new ClipsUnmarked(`it has no ${MARK} of the studio`);
    case 'of':
      if (mark.id === current) return;
      throw ids.includes(mark.id) ? new ClipsUnmarked(PASSED) : new ClipsUnusable(OTHERS);
    case 'strange':
      throw new ClipsUnusable(STRANGE);
    default:
      mark satisfies never;
  }
}

const PASSED = `since it was marked, \`studio init\` has marked another place as the studio's`;
const OTHERS = `its ${MARK} is of another studio`;
const STRANGE = `its ${MARK} is not as Storycut writes it`;

/** How often somebody else may be faster. */
const TRIES = 20;

/**
 * Marks a place as the one of the ledger's clips; false: it is. As long as the ledger has no clips, any place may become that.
 * Later it must have some of them. Throws a `ClipsUnusable`.
 */
export async function settleMark(database: Database, shelf: Shelf): Promise<boolean> {
  for (let tries = 0; tries < TRIES; tries++) {
    const settled = await settleOnce(database, shelf);
    if (settled !== undefined) return settled;
  }
  throw new ClipsUnusable('others mark places for the clips at the same time');
}

/** Undefined: somebody else was faster. */
async function settleOnce(database: Database, shelf: Shelf): Promise<boolean | undefined> {
  const ids = await idsIn(database);
  const mark = markIn(await shelf.readMark());
  if (mark.kind === 'strange') throw new ClipsUnusable(STRANGE);
  if (mark.kind === 'of') {
    if (mark.id === ids.at(-1)) return false;
    if (!ids.includes(mark.id)) throw new ClipsUnusable(OTHERS);
  }
  const made = await lastMade(database);
  const isEmpty = made.length === 0;
  if (!isEmpty && (await shelf.sizes(made)).size === 0)
    throw new ClipsUnusable('the ledger has clips, and none of the latest is there');
  const current = isEmpty ? undefined : ids.at(-1);
  const id = current ?? (mark.kind === 'of' ? mark.id : randomUUID());
  // The ledger is told first: a mark that it does not know would be another studio's.
  if (current === undefined && !(await isNext(database, ids, id))) return undefined;
  if (mark.kind === 'of' && mark.id === id) return true;
  return (await shelf.writeMark(saying(id), mark.kind !== 'none')) || undefined;
}

/** Ids with which places were marked, the one that holds last. */
async function idsIn(database: Database): Promise<readonly string[]> {
  const [row] = await database.ask<{ marks: readonly string[] }>('select marks from storycut.version', []);
  return row?.marks ?? [];
}

async function isNext(database: Database, ids: readonly string[], id: string): Promise<boolean> {
  const rows = await database.ask(
    'update storycut.version set marks = array_remove(marks, $2) || $2 where marks = $1 returning 1',
    [ids, id],
  );
  return rows.length > 0;
}

/** Clips that the ledger has, the latest. */
function lastMade(database: Database): Promise<readonly Pick<StoredClip, 'hash' | 'extension'>[]> {
  return database.ask(
    `select body->>'clip' as hash, body->>'extension' as extension from storycut.record
     where body->>'type' = 'made' order by seq desc limit 200`,
    [],
  );
}
