import { basename } from 'node:path';
import type { Diagnostic } from '../../core/diagnostic.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { mp4, picture } from '../../media/encoding.ts';
import { unturned } from '../../media/ffmpeg.ts';
import { setUpright } from '../../media/mp4/set-upright.ts';
import { isOld } from '../../media/old-ffmpeg.ts';
import { readFootage } from '../../media/read-footage.ts';
import { cached, makeFile } from '../cache.ts';
import type { Cutting, Film } from '../cutting-room.ts';
import { decodeInto } from '../decode-into.ts';
import type { Video } from '../material.ts';
import { type CutProblems, failedRun } from '../problems.ts';
import { type Copyable, copyable } from './copy.ts';

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
  readonly frames: number;
  /** Set if all of it is stand-ins. */
  readonly drawn?: boolean;
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

type OnFrame = (frames: number) => void;

/** The number of frames that were made. */
async function framesMade(
  rendering: Rendering,
  output: string,
  cutting: Cutting,
  onFrame: OnFrame | undefined,
): Promise<Result<number, CutProblems>> {
  const { film } = cutting;
  const { inputs, graph, failure, damaged } = rendering;
  const job = { inputs, graph, args: argsFor(rendering, cutting), output };
  const ended = await decodeInto(job, damaged, cutting, onFrame);
  if (!ended.ok) return failedRun(ended.error, failure);
  if (inputs.some(({ args: before }) => before.includes(unturned))) await setUpright(output);
  return ok((await readEncoded(output, film))?.copyable.shows.length ?? 0);
}

const argsFor = (
  { frames, group, drawn = false }: Rendering,
  {
    film: {
      quality,
      timeline: { fps },
    },
    tools,
  }: Cutting,
): readonly string[] => [
  // Left to itself, an old one drops and repeats frames where a graph hands out many at once, as behind a gap.
  ...(isOld(tools) ? ['-vsync', 'vfr'] : []),
  // Frames are counted by the files' own times.
  ...['-map', '[v]', '-copyts', '-frames:v', String(frames)],
  ...[...picture(fps, group, drawn && quality === 'full' ? 'drawn' : quality), ...mp4(fps)],
];

/** Its path in the cache, from everything that its bytes depend on. */
function fileFor(rendering: Rendering, cutting: Cutting): string {
  const depends = {
    inputs: rendering.inputs.map(({ key, args }) => ({ key, args })),
    graph: rendering.graph,
    args: argsFor(rendering, cutting),
    ffmpeg: cutting.tools.ffmpeg.version,
  };
  return cached(cutting, 'pieces', depends, 'mp4');
}

/** Undefined if it is missing, damaged, or unfit for the film: it is then made again. */
async function readEncoded(file: string, film: Film): Promise<Encoded | undefined> {
  const { size } = film;
  const facts = await readFootage(file).catch(() => undefined);
  const held = facts && copyable(file, facts, { size, fps: film.timeline.fps });
  return held && { video: { kind: 'video', key: basename(file), file, size, facts }, copyable: held };
}
