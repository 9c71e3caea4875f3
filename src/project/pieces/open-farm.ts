import type { Tools } from '../../media/tools.ts';
import { encodingMark } from '../../stitch/encoding-mark.ts';
import type { Farm } from '../../stitch/farm.ts';
import { pieceName } from '../../stitch/picture/piece-order.ts';
import { nodeFiles } from '../../store/node-files.ts';
import type { Store } from '../../store/store.ts';
import type { PieceInput, PieceQueue } from '../machine/piece-queue.ts';
import { type StudioProject, studioProjectAt } from '../machine/store-at.ts';
import type { World } from '../machine/world.ts';
import { exchangeIn, knownHashes, type PieceExchange } from './exchange.ts';
import { exchangeFolder } from './exchange-folder.ts';

/** Other machines that help to cut a film. */
export interface OpenFarm {
  /** Absent: there can't be any. */
  readonly farm?: Farm;
  /** Withdraws what is still waiting there. */
  close(): Promise<void>;
}

/** Where a film of a studio is cut. */
interface Place {
  readonly world: World;
  readonly tools: Tools;
  readonly store: Pick<Store, 'folder' | 'cacheFolder' | 'clipPath'>;
  readonly signal: AbortSignal;
}

/** Looks for other machines only once there is something to lend, and goes on without them where they can't be reached. */
export async function openFarm(place: Place): Promise<OpenFarm> {
  const project = await studioProjectAt(place.world, place.store.folder);
  if (project === undefined) return { close: async () => undefined };
  let opened: ReturnType<typeof openAt> | undefined;
  const farm: Farm = {
    atOnce: loans,
    async lend(order, files) {
      opened ??= openAt(place, project).catch(() => undefined);
      const at = await within(patience, opened);
      return at?.lend(order, files);
    },
  };
  const close = async (): Promise<void> => {
    // A database that is away forgets what is offered by itself. What is opened too late would keep the process from ending.
    const closed = opened?.then((at) => at?.queue.close()).catch(() => undefined);
    if (await within(patience, Promise.resolve(opened))) await closed;
  };
  return { farm, close };
}

/** Milliseconds for which a piece waits for other machines to be found; it may be the last one that is left to encode. */
const patience = 3000;

function within<T>(ms: number, work: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

async function openAt({ world, tools, store, signal }: Place, { settings }: StudioProject) {
  const { clips } = settings;
  if (clips.kind === 'bucket') return undefined;
  const studio = await world.studio(settings);
  const mark = await encodingMark(tools, store.cacheFolder, signal);
  if (!studio.ok || !mark.ok) return undefined;
  const queue = await studio.value.pieces(mark.value, 'offers');
  if (!queue.ok) return undefined;
  const exchange = exchangeIn(exchangeFolder(clips));
  await exchange.clear(world.clock.now()).catch(() => undefined);
  return { queue: queue.value, lend: lendingTo(queue.value, exchange, { tools, store, signal }) };
}

/** Pieces that are with others at once: enough for a few machines, and few enough that many films can share them. */
const loans = 24;
/** Bytes of a file that is worth moving for the sake of a piece. */
const mostMoved = 512 * 2 ** 20;
/** Milliseconds for which it is believed whether anybody takes pieces. */
const lately = 5000;

function lendingTo(
  queue: PieceQueue,
  exchange: PieceExchange,
  { tools, store, signal }: Pick<Place, 'tools' | 'store' | 'signal'>,
): Farm['lend'] {
  const hashes = knownHashes();
  const stopped = new Promise<undefined>((resolve) => {
    signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
  let looked = { at: Number.NEGATIVE_INFINITY, takers: Promise.resolve(false) };
  const hasTakers = (): Promise<boolean> => {
    const now = performance.now();
    if (now - looked.at > lately) looked = { at: now, takers: queue.hasTakers() };
    return looked.takers;
  };
  /** Where others find an input; undefined: it is too large to be put there. */
  const inputAt = async (key: string, file: string): Promise<PieceInput | undefined> => {
    if (file === store.clipPath(key)) return { from: 'clips', sha256: key };
    const sha256 = await hashes.of(file);
    if (sha256 === undefined || (nodeFiles.size(file) ?? mostMoved) >= mostMoved) return undefined;
    await exchange.put(file, sha256);
    return { from: 'exchange', sha256 };
  };
  return async (order, files) => {
    try {
      if (signal.aborted || !(await hasTakers())) return undefined;
      const inputs: PieceInput[] = [];
      for (const [i, { key }] of order.inputs.entries()) {
        const input = await inputAt(key, files[i] ?? '');
        if (input === undefined) return undefined;
        inputs.push(input);
      }
      const { ended, ...offered } = await queue.offer({ name: pieceName(order, tools), order, inputs });
      return {
        ...offered,
        made: Promise.race([ended, stopped]).then((end) =>
          end?.kind === 'made'
            ? { damaged: end.damaged, fetchTo: (draft) => exchange.fetchTo(end.sha256, draft) }
            : undefined,
        ),
      };
    } catch {
      // The database or the exchange is away.
      return undefined;
    }
  };
}
