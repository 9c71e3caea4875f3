import type { Tools } from '../../media/tools.ts';
import { encodingMark } from '../../stitch/encoding-mark.ts';
import type { Farm } from '../../stitch/farm.ts';
import { pieceName } from '../../stitch/picture/piece-order.ts';
import { nodeFiles } from '../../store/node-files.ts';
import type { Store } from '../../store/store.ts';
import type { PieceInput, PieceQueue } from '../machine/piece-queue.ts';
import { studioProjectAt } from '../machine/store-at.ts';
import type { World } from '../machine/world.ts';
import { exchangeIn, knownHashes, type PieceExchange } from './exchange.ts';
import { exchangeFolder } from './exchange-folder.ts';

/** Other machines that help to cut a film, once they are asked for. */
export interface FarmDoor {
  /** Undefined: there are none. The cut is the same. */
  open(): Promise<Farm | undefined>;
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

/** Nothing is opened, and no other machine looked for, before it is asked for. */
export function farmDoor(place: Place): FarmDoor {
  let opened: Promise<{ readonly farm: Farm; readonly queue: PieceQueue } | undefined> | undefined;
  return {
    async open() {
      opened ??= openAt(place).catch(() => undefined);
      const at = await opened;
      return at && (await at.queue.hasTakers()) ? at.farm : undefined;
    },
    close: async () => (await opened)?.queue.close(),
  };
}

async function openAt({ world, tools, store, signal }: Place) {
  const project = await studioProjectAt(world, store.folder);
  if (project === undefined) return undefined;
  const studio = await world.studio(project.settings);
  const mark = await encodingMark(tools, store.cacheFolder, signal);
  if (!studio.ok || !mark.ok) return undefined;
  const queue = await studio.value.pieces(mark.value, 'offers');
  if (!queue.ok) return undefined;
  const exchange = exchangeIn(exchangeFolder(project.settings));
  await exchange.clear(world.clock.now()).catch(() => undefined);
  return { queue: queue.value, farm: farmOf(queue.value, exchange, { tools, store, signal }) };
}

/** Pieces that are with others at once: enough for a few machines, and few enough that many films can share them. */
const loans = 24;
/** Bytes of a file that is worth moving for the sake of a piece. */
const mostMoved = 512 * 2 ** 20;
/** Milliseconds for which it is believed whether anybody takes pieces. */
const lately = 5000;

function farmOf(
  queue: PieceQueue,
  exchange: PieceExchange,
  { tools, store, signal }: Pick<Place, 'tools' | 'store' | 'signal'>,
): Farm {
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
  return {
    atOnce: loans,
    async lend(order, files) {
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
    },
  };
}
