import { readFile, rm } from 'node:fs/promises';
import { type FfmpegJob, runFfmpeg } from './ffmpeg.ts';
import { isOld } from './old-ffmpeg.ts';
import type { Tools } from './tools.ts';

/** What the two are looked at in. */
const tiles = { across: 16, down: 9 };
const perPlane = tiles.across * tiles.down;
/** Luma, and both colour differences. */
const planes = 3;

/**
 * Mean square errors of a plane, of which none counts more than 255: over a frame, 36 dB; over a tile of it, 28 dB, which is more than
 * encoding again costs anywhere, and less than anything wrong.
 */
const most = { frame: 16, tile: 100 };

/** Two films of one size. `graph` makes `[v]` of the first; the second is taken as it is. */
interface Comparison {
  readonly inputs: FfmpegJob['inputs'];
  readonly graph: string;
  readonly frames: number;
  /** Where figures may be written meanwhile. */
  readonly draft: string;
  /** Frames of the first that are kept: a graph makes raw `[kept]` of `[all]`, of which there are so many. */
  readonly kept?: { readonly graph: string; readonly frames: number; readonly file: string };
}

/** `unseen`: it can't be told. */
export type Resemblance = 'alike' | 'unlike' | 'unseen';

/** Whether two films show the same in each of their frames, as far as encoding changes them, and can be decoded without a complaint. */
export async function resemblanceOf(
  tools: Tools,
  { inputs, graph, frames, draft, kept }: Comparison,
  signal: AbortSignal,
): Promise<Resemblance> {
  const square = "'min(val*val,255)'";
  const squares = `blend=all_mode=difference:shortest=1,lutyuv=y=${square}:u=${square}:v=${square}`;
  const seen = `${squares},scale=${tiles.across}:${tiles.down}:flags=area,format=yuv444p`;
  // By their numbers: times may be rounded to the one before or behind.
  const counted = 'format=yuv420p,settb=1/25,setpts=N';
  const own = kept ? `[v]split[seen-own][all];${kept.graph};[seen-own]${counted}[a]` : `[v]${counted}[a]`;
  const job = {
    // More threads decode no less.
    inputs: inputs.map(({ file, args = [] }) => ({ file, args: ['-threads', '1', ...args] })),
    graph: `${graph};${own};[1:v]${counted}[b];[a][b]${seen}[seen]`,
    args: [...rawOf('seen', frames, tools), '-pix_fmt', 'yuv444p', '-f', 'rawvideo'],
    output: draft,
    ...(kept && {
      also: [{ output: kept.file, args: [...rawOf('kept', kept.frames, tools), '-f', 'rawvideo'] }],
    }),
  };
  let isDamaged = false;
  try {
    const compared = await runFfmpeg(tools, job, { signal, onDamage: () => (isDamaged = true) });
    if (isDamaged) return 'unlike';
    if (!compared.ok) return 'unseen';
    return isWithin(await readFile(draft), frames) ? 'alike' : 'unlike';
  } finally {
    await rm(draft, { force: true });
  }
}

const rawOf = (label: string, frames: number, tools: Tools): readonly string[] => [
  ...(isOld(tools) ? ['-vsync', 'passthrough'] : []),
  ...['-map', `[${label}]`, '-copyts', '-frames:v', String(frames)],
];

function isWithin(figures: Buffer, frames: number): boolean {
  const count = frames * planes;
  if (figures.length !== count * perPlane) return false;
  return Array.from({ length: count }, (_, n) => figures.subarray(n * perPlane, (n + 1) * perPlane)).every(
    (plane) => {
      const sum = plane.reduce((all, one) => all + one, 0);
      return sum / perPlane <= most.frame && plane.every((one) => one <= most.tile);
    },
  );
}
