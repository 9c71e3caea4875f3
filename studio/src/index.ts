import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type {
  Clock,
  Diagnostic,
  OpenedStudio,
  Result,
  StoreOptions,
  StudioCore,
  StudioSettings,
} from 'storycut/studio';
import { adopt } from './adopt.ts';
import { audit, setBudget } from './audit.ts';
import { clipsOf, shelfOf } from './clips/clips-at.ts';
import { checkMark, settleMark } from './clips/mark.ts';
import { takeAll } from './clips/take-all.ts';
import { createLedger } from './create.ts';
import { type Database, isUnreached, openDatabase, refusalOf } from './database.ts';
import { type HintsHeard, hearHints, tellHint } from './hints.ts';
import { Ledger } from './ledger.ts';
import { LedgerStore } from './ledger-store.ts';
import { makeRoom } from './room.ts';
import { spoolIn } from './spool.ts';
import { unusable, whereOf } from './unusable.ts';
import { versionProblem } from './version.ts';

export { createLedger } from './create.ts';
export { type Database, openDatabase } from './database.ts';

/** Milliseconds for which a ledger that is away is waited for: at the start of a command, and once it has begun. */
const [AT_FIRST, LATER] = [10_000, 600_000];

/** Opens a studio's stores. Nothing is contacted before the first of them. `open` connects to the ledger. */
export function openStudio(
  core: StudioCore,
  settings: StudioSettings,
  clock: Clock,
  open: typeof openDatabase = openDatabase,
): OpenedStudio {
  const shelf = shelfOf(settings.clips, core, clock);
  let database: Database | undefined;
  const connected = (): Database => {
    database ??= open({ url: settings.ledger, clock, patience: LATER });
    return database;
  };
  let hints: HintsHeard | undefined;
  const heard = (): HintsHeard => {
    hints ??= hearHints({ url: settings.ledger, clock, keyOf: core.hintKey });
    return hints;
  };
  const asked = async <T>(work: () => Promise<T>): Promise<Result<T, Diagnostic>> => {
    try {
      return { ok: true, value: await work() };
    } catch (error) {
      return { ok: false, error: unusable(core.problems, settings, error) };
    }
  };
  /** Asks a ledger that this version works with. */
  const ready = async <T>(work: () => Promise<T>): Promise<Result<T, Diagnostic>> => {
    const problem = await asked(() =>
      versionProblem(core.problems, whereOf(settings.ledger), (text) => connected().ask(text, [], AT_FIRST)),
    );
    if (!problem.ok) return problem;
    return problem.value ? { ok: false, error: problem.value } : asked(work);
  };
  const withPgBoss = async <T>(work: () => Promise<T>): Promise<Result<T, Diagnostic>> => {
    const { node } = process.versions;
    return hasPgBoss(node) ? ready(work) : { ok: false, error: core.problems.nodeTooOld(node) };
  };
  const openedStore = async (
    project: string,
    folder: string,
    options: StoreOptions,
  ): Promise<LedgerStore> => {
    const work = join(folder, 'work', options.random.id());
    await checkMark(connected(), shelf);
    const clips = clipsOf(settings.clips, core, { folder, work, options });
    if (!options.readOnly) {
      await makeRoom(folder, work);
      await clips.prepare();
    }
    const at = { project, folder, clips, work, hints: heard() };
    const store = new LedgerStore(core, new Ledger(connected()), spoolIn(folder, core), at, options);
    await store.open();
    return store;
  };
  return {
    openStore: (project, folder, options) =>
      ready(async () => (await openedStore(project, folder, options)).store),
    init: () =>
      asked(async () => ({
        ledger: await createLedger(connected()),
        marked: await settleMark(connected(), shelf),
      })),
    takeClips: (folder, clips, options) =>
      ready(async () => {
        await checkMark(connected(), shelf);
        const work = join(folder, 'work', options.random.id());
        const to = clipsOf(settings.clips, core, { folder, work, options });
        const taken = await takeAll(to, core, { folder: join(folder, 'clips'), clips });
        await rm(work, { recursive: true, force: true });
        return taken;
      }).then((done) => (done.ok ? done.value : done)),
    adopt: (project, folder, { entries, options }) =>
      ready(async () => {
        const { records, late } = await adopt(core, connected(), { project, entries, clock });
        if (late.length === 0) return records;
        const opened = await openedStore(project, folder, options);
        await opened.tell(late);
        await opened.store.close();
        return records + late.length;
      }),
    audit: () => ready(() => audit(connected())),
    setBudget: (name, cap) => ready(() => setBudget(connected(), name, cap)),
    hint: (id) => ready(() => tellHint(connected(), id)),
    async orders(work) {
      const opened = await withPgBoss(async () => {
        const { openOrders } = await import('./orders/orders.ts');
        return openOrders(settings.ledger);
      });
      if (!opened.ok) return opened;
      const { orders, close } = opened.value;
      try {
        return await work(orders);
      } catch (error) {
        if (!isUnreached(error) && !refusalOf(error)) throw error;
        return { ok: false, error: unusable(core.problems, settings, error) };
      } finally {
        await close();
      }
    },
    pieces: (mark, role) =>
      withPgBoss(async () => {
        const { openPieces } = await import('./pieces/queue.ts');
        return openPieces(settings.ledger, mark, role);
      }),
    async close() {
      await hints?.close();
      hints = undefined;
      await database?.close();
      database = undefined;
    },
  };
}

/** Whether this Node is one for which pg-boss is made. */
function hasPgBoss(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 22 || (major === 22 && minor >= 12);
}
