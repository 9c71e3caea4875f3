import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ClipsFolder, StudioSettings } from '../../config/config.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { Tools } from '../../media/tools.ts';
import { encodingMark } from '../../stitch/encoding-mark.ts';
import { makePiece } from '../../stitch/picture/make-piece.ts';
import { type PieceOrder, pieceName } from '../../stitch/picture/piece-order.ts';
import { readOrder } from '../../stitch/picture/read-order.ts';
import { clipFile } from '../../store/clips.ts';
import { nodeFiles } from '../../store/node-files.ts';
import type { PieceEnd, PieceInput } from '../machine/piece-queue.ts';
import type { OpenedStudio } from '../machine/studio.ts';
import type { World } from '../machine/world.ts';
import { exchangeIn, knownHashes } from './exchange.ts';
import { exchangeFolder } from './exchange-folder.ts';

/** Pieces that a machine encodes for the films of others. */
export interface TakenPieces {
  /** How many it has made. */
  made(): number;
  close(): Promise<void>;
}

interface Taking {
  readonly atOnce: number;
  readonly signal: AbortSignal;
}

/** Encodes pieces for other machines until it is closed. The error says why this machine can't. */
export async function takePieces(
  world: World,
  studio: OpenedStudio,
  settings: StudioSettings,
  { atOnce, signal }: Taking,
): Promise<Result<TakenPieces, string>> {
  const { clips } = settings;
  if (clips.kind === 'bucket') return err("the studio's clips are in a bucket.");
  const tools = await world.tools();
  if (!tools.ok) return err(tools.error.message);
  const folder = await mkdtemp(join(tmpdir(), 'storycut-pieces-'));
  const clean = (): Promise<void> => rm(folder, { recursive: true, force: true });
  const mark = await encodingMark(tools.value, folder, signal);
  const queue = mark.ok ? await studio.pieces(mark.value, 'takes') : mark;
  if (!queue.ok) {
    await clean();
    return err(typeof queue.error === 'string' ? queue.error : queue.error.message);
  }
  let made = 0;
  const make = pieceMaker(tools.value, clips, folder);
  queue.value.take(atOnce, async (work, dropped) => {
    const end = await make(work, AbortSignal.any([signal, dropped]));
    if (end.kind === 'made') made += 1;
    return end;
  });
  return ok({ made: () => made, close: () => queue.value.close().finally(clean) });
}

/**
 * Makes pieces of inputs that are in the studio's folder, each checked by its hash. Of what the queue says, only what Storycut
 * could have written reaches ffmpeg.
 */
function pieceMaker(tools: Tools, clips: ClipsFolder, folder: string) {
  const hashes = knownHashes();
  const exchange = exchangeIn(exchangeFolder(clips));
  const placeOf = async ({ from, sha256 }: PieceInput): Promise<string | undefined> => {
    if (from === 'exchange') return exchange.find(sha256);
    const clip = clipFile(clips.folder, sha256, 'mp4');
    return (await hashes.isOf(clip, sha256)) ? clip : undefined;
  };
  return async (work: unknown, signal: AbortSignal): Promise<PieceEnd> => {
    const read = readWork(work, tools);
    if (read === undefined) return left('It is not what this version of Storycut would encode.');
    const files: string[] = [];
    for (const input of read.inputs) {
      const file = await placeOf(input);
      if (file === undefined) return left(`${input.sha256} is not in the studio's folder on this machine.`);
      files.push(file);
    }
    const draft = join(folder, randomUUID());
    try {
      const piece = await makePiece(read.order, files, draft, { tools, signal });
      // Others make it.
      if (signal.aborted) throw new Error('stopped');
      if (!piece.ok) return left(piece.error);
      const sha256 = await nodeFiles.hash(draft);
      await exchange.put(draft, sha256);
      return { kind: 'made', sha256, damaged: piece.value.damaged };
    } finally {
      await rm(draft, { force: true });
    }
  };
}

const left = (why: string): PieceEnd => ({ kind: 'left', why });

/** What came out of the queue, if this machine would encode it to what it is named by. */
function readWork(
  work: unknown,
  tools: Tools,
): { readonly order: PieceOrder; readonly inputs: readonly PieceInput[] } | undefined {
  if (typeof work !== 'object' || work === null || !('order' in work && 'inputs' in work && 'name' in work))
    return undefined;
  const order = readOrder(work.order);
  const { inputs } = work;
  if (!order || !Array.isArray(inputs) || inputs.length !== order.inputs.length) return undefined;
  return inputs.every(isInput) && work.name === pieceName(order, tools) ? { order, inputs } : undefined;
}

const isInput = (value: unknown): value is PieceInput =>
  typeof value === 'object' &&
  value !== null &&
  'from' in value &&
  (value.from === 'clips' || value.from === 'exchange') &&
  'sha256' in value &&
  typeof value.sha256 === 'string' &&
  /^[0-9a-f]{64}$/.test(value.sha256);
