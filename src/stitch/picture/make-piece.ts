import { err, ok, type Result } from '../../core/result.ts';
import { runFfmpeg, unturned } from '../../media/ffmpeg.ts';
import { setUpright } from '../../media/mp4/set-upright.ts';
import { readFootage } from '../../media/read-footage.ts';
import type { Tools } from '../../media/tools.ts';
import { argsOf, type PieceOrder } from './piece-order.ts';

/** A piece that was made for another machine. */
interface MadePiece {
  /** Whether ffmpeg complained of its inputs. */
  readonly damaged: boolean;
}

/** Milliseconds. A piece takes seconds. */
const longest = 900_000;

/**
 * Makes what another machine asked for, of its inputs' files on this one. The error says why it can't be made here as a whole
 * and at once: whoever asked then makes it, with all that can be done about odd footage, and tells of it.
 */
export async function makePiece(
  order: PieceOrder,
  files: readonly string[],
  output: string,
  { tools, signal }: { readonly tools: Tools; readonly signal: AbortSignal },
): Promise<Result<MadePiece, string>> {
  const inputs = order.inputs.map(({ args }, i) => ({ file: files[i] ?? '', args }));
  let damaged = false;
  const onDamage = (): void => {
    damaged = true;
  };
  const job = { inputs, graph: order.graph, args: argsOf(order, tools), output };
  const ended = await runFfmpeg(tools, job, { signal, onDamage, timeoutMs: longest });
  if (!ended.ok) return err(ended.error.message);
  if (inputs.some(({ args }) => args.includes(unturned))) await setUpright(output);
  const made = (await readFootage(output).catch(() => undefined))?.avc?.times.length ?? 0;
  return made === order.frames ? ok({ damaged }) : err(`it has ${made} of ${order.frames} frames`);
}
