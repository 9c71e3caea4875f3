import { basename } from 'node:path';
import type { Diagnostic } from '../../core/diagnostic.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { ParameterSets } from '../../media/avc/parameter-sets.ts';
import type { Restorable } from '../../media/encoding.ts';
import { unturned } from '../../media/ffmpeg.ts';
import { setUpright } from '../../media/mp4/set-upright.ts';
import { readFootage } from '../../media/read-footage.ts';
import { cached, makeFile } from '../cache.ts';
import type { Cutting, Film } from '../cutting-room.ts';
import { decodeInto } from '../decode-into.ts';
import type { FetchedPiece } from '../farm.ts';
import type { Video } from '../material.ts';
import { type CutProblems, failedRun } from '../problems.ts';
import { type Copyable, copyable } from './copy.ts';
import { sameSets } from './headers.ts';
import { argsOf, dependsOf, orderFor } from './piece-order.ts';

/** Pictures to encode so that they fit the film, as a value: equal requests are equal values. */
export interface Rendering {
  /** `key` identifies an input's content, whatever its file name. `args` come before it. */
  readonly inputs: readonly {
    readonly key: string;
    readonly file: string;
    readonly args: readonly string[];
  }[];
  /** From `[0:v:0]`, `[1:v:0]`, … to `[v]`, pictures of the film's size. */
  readonly graph: string;
  /** The same pictures of inputs that are only there until the cut ends: nothing is named by them. */
  readonly decoded?: Pick<Rendering, 'inputs' | 'graph'>;
  readonly frames: number;
  /** Set if all of it is stand-ins. */
  readonly drawn?: boolean;
  /** Set if its pictures become part of others' footage. */
  readonly restored?: Restorable;
  /** Seconds between keyframes. */
  readonly group: number;
  /** The diagnostic to report if encoding fails. */
  readonly failure: (reason: string) => Diagnostic;
  /** What to report if an input is damaged but usable. Absent: it has to be whole. */
  readonly damaged?: Diagnostic;
  /** If it yields only `has` frames: what to make instead, and what to report. */
  readonly short?: (has: number) => { readonly instead: Rendering; readonly notice?: Diagnostic } | undefined;
}

/** Pictures of the film's size and rate that fit it unchanged. */
export interface Encoded {
  readonly video: Video;
  readonly copyable: Copyable;
}

/** Pictures that were encoded before, if any. */
export async function encodedBefore(rendering: Rendering, cutting: Cutting): Promise<Encoded | undefined> {
  const encoded = await readEncoded(fileFor(rendering, cutting), cutting.film);
  return encoded && isWhole(encoded.copyable, rendering.frames) ? encoded : undefined;
}

/** Encoded pictures are shown in decode order, and the first is a keyframe. */
const isWhole = ({ shows, keys }: Copyable, frames: number): boolean =>
  shows.length === frames && keys[0] === 1 && shows.every((frame, i) => frame === i);

/** Encodes exactly the requested number of frames, and caches them. `onFrame` is called with the number done. */
export async function encode(
  rendering: Rendering,
  cutting: Cutting,
  onFrame?: OnFrame,
): Promise<Result<Encoded, CutProblems>> {
  const made = await makeFile<CutProblems>(cutting, fileFor(rendering, cutting), async (draft) => {
    const has = await framesMade(rendering, draft, cutting, onFrame);
    if (!has.ok) return has;
    if (has.value === rendering.frames) return ok(undefined);
    const short = has.value > 0 ? rendering.short?.(has.value) : undefined;
    if (short === undefined) return err([rendering.failure('it ends too early')]);
    if (short.notice) cutting.emit({ type: 'notice', diagnostic: short.notice });
    const held = await framesMade(short.instead, draft, cutting, onFrame);
    return held.ok ? ok(undefined) : held;
  });
  if (!made.ok) return made;
  const encoded = await encodedBefore(rendering, cutting);
  return encoded
    ? ok(encoded)
    : err([rendering.failure(`${rendering.frames} frames could not be made from it`)]);
}

/** Takes in what another machine encoded, if it is what this one would have. `header`: that of all that is encoded here. */
export async function takeIn(
  rendering: Rendering,
  made: FetchedPiece,
  cutting: Cutting,
  header: ParameterSets,
): Promise<Encoded | undefined> {
  // Whoever finds damage reports it.
  if (made.damaged && rendering.damaged) return undefined;
  const taken = await makeFile(cutting, fileFor(rendering, cutting), async (draft) => {
    const held = (await made.fetchTo(draft)) && (await readEncoded(draft, cutting.film))?.copyable;
    return held && isWhole(held, rendering.frames) && sameSets(held.sets, header)
      ? ok(undefined)
      : err(undefined);
  });
  return taken.ok ? encodedBefore(rendering, cutting) : undefined;
}

type OnFrame = (frames: number) => void;

/** The number of frames that were made. */
async function framesMade(
  rendering: Rendering,
  output: string,
  cutting: Cutting,
  onFrame: OnFrame | undefined,
): Promise<Result<number, CutProblems>> {
  const { film } = cutting;
  const { failure, damaged } = rendering;
  const { inputs, graph } = rendering.decoded ?? rendering;
  const job = { inputs, graph, args: argsOf(orderFor(rendering, film), cutting.tools), output };
  const ended = await decodeInto(job, damaged, cutting, onFrame);
  if (!ended.ok) return failedRun(ended.error, failure);
  if (inputs.some(({ args: before }) => before.includes(unturned))) await setUpright(output);
  return ok((await readEncoded(output, film))?.copyable.shows.length ?? 0);
}

/** Its path in the cache, from everything that its bytes depend on. */
const fileFor = (rendering: Rendering, cutting: Cutting): string =>
  cached(cutting, 'pieces', dependsOf(orderFor(rendering, cutting.film), cutting.tools), 'mp4');

/** Undefined if it is missing, damaged, or unfit for the film: it is then made again. */
export async function readEncoded(file: string, film: Film): Promise<Encoded | undefined> {
  const { size } = film;
  const facts = await readFootage(file).catch(() => undefined);
  const held = facts && copyable(file, facts, { size, fps: film.timeline.fps });
  return held && { video: { kind: 'video', key: basename(file), file, size, facts }, copyable: held };
}
