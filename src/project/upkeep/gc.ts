import { err, ok, type Result } from '../../core/result.ts';
import { inspectStore } from '../../store/inspection.ts';
import type { Store } from '../../store/store.ts';
import type { Refusal } from '../events/run-end.ts';
import { storeAt } from '../machine/store-at.ts';
import type { World } from '../machine/world.ts';
import { notLost } from './diagnose.ts';
import { type GarbageFile, garbageIn } from './garbage.ts';
import { locateStore } from './locate-store.ts';
import { neededBy } from './needed.ts';

export interface GcRequest {
  /** A storyboard, or its folder; undefined: the working folder. */
  readonly storyboard?: string | undefined;
  /** Whether footage that was paid for is removed, too. */
  readonly paid?: boolean | undefined;
  /** Names of films whose storyboards are gone for good: what was made for them is no longer kept for them. */
  readonly forget?: readonly string[] | undefined;
  /** Gets what would be removed, before anything is. */
  readonly onFound?: ((found: Collectable) => void) | undefined;
  /** Asked before anything is removed; `false` declines, and so does leaving it out. */
  readonly consent?: ((found: Collectable) => Promise<boolean>) | undefined;
}

/** What no storyboard of a folder needs. */
export interface Collectable {
  /** To be removed. */
  readonly files: readonly GarbageFile[];
  /** Kept, since they were paid for, or may have been. */
  readonly kept: readonly GarbageFile[];
  /** Storyboards that can't be planned. If there are any, no clip that the journal names is removed. */
  readonly unplanned: readonly string[];
  /** Names of films whose storyboards are not found. No clip of theirs is removed. */
  readonly lost: readonly string[];
}

export interface Collected extends Collectable {
  readonly removed: boolean;
}

/** Removes what no storyboard of a folder needs, under the lock of its store. Spends nothing, and asks no provider. */
export async function collectGarbage(world: World, request: GcRequest): Promise<Result<Collected, Refusal>> {
  const folder = await locateStore(world, request.storyboard);
  if (!folder.ok) return err({ why: 'input', diagnostics: [folder.error] });
  const store = await storeAt(world, folder.value);
  if (!store.ok) return err({ why: 'environment', diagnostics: [store.error] });
  try {
    const found = await collectable(store.value, world, request);
    if (!found.ok) return found;
    request.onFound?.(found.value);
    const { files } = found.value;
    const removed = files.length > 0 && ((await request.consent?.(found.value)) ?? false);
    if (removed) await remove(files, store.value);
    return ok({ ...found.value, removed });
  } finally {
    await store.value.close();
  }
}

async function collectable(
  store: Store,
  world: World,
  { storyboard, paid = false, forget = [] }: GcRequest,
): Promise<Result<Collectable, Refusal>> {
  const providers = await world.providers();
  if (!providers.ok) return err({ why: 'input', diagnostics: providers.error });
  const inspection = await inspectStore(store.folder, store.files);
  if (!inspection.ok) return err({ why: 'environment', diagnostics: [inspection.error] });
  const needed = await neededBy(store, world, { clips: inspection.value.clips, named: storyboard, forget });
  const misnamed = forget.filter((film) => !needed.lost.forgotten.has(film));
  if (misnamed.length > 0)
    return err({ why: 'input', diagnostics: misnamed.map((film) => notLost(film, needed)) });
  const garbage = await garbageIn(store.folder, store.files, {
    ...{ inspection: inspection.value, needed, providers: providers.value.data },
  });
  return ok({
    files: garbage.filter((file) => paid || !file.paid),
    kept: garbage.filter((file) => !paid && file.paid),
    unplanned: needed.unplanned,
    lost: needed.lost.unfound,
  });
}

/**
 * The removal of each clip is durable in the journal before its file goes: killed in between, there is a file too many, and
 * never a record of one that is gone.
 */
async function remove(garbage: readonly GarbageFile[], store: Store): Promise<void> {
  const hashes = garbage.flatMap(({ what }) => (what.kind === 'clip' ? [what.hash] : []));
  await Promise.all(hashes.map((clip) => store.append({ type: 'removed', clip })));
  for (const { file } of garbage) await store.files.remove(file);
}
