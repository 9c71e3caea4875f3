import { readFile, rm } from 'node:fs/promises';
import { type FfmpegJob, runFfmpeg } from './ffmpeg.ts';
import { isOld } from './old-ffmpeg.ts';
import type { Tools } from './tools.ts';

/** What the two are looked at in. */
const tiles = { across: 16, down: 9 };
const perFrame = tiles.across * tiles.down;

/**
 * Mean square errors of luma, of which none counts more than 255: over a frame, 36 dB; over a tile of it, 28 dB, which is more than
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
}

/** Whether two films show the same in each of their frames, as far as encoding changes them, and can be decoded without a complaint. */
export async function areAlike(
  tools: Tools,
  { inputs, graph, frames, draft }: Comparison,
  signal: AbortSignal,
): Promise<boolean> {
  const squares = "blend=all_mode=difference:shortest=1,lut=y='min(val*val,255)'";
  const seen = `${squares},scale=${tiles.across}:${tiles.down}:flags=area`;
  // By their numbers: times may be rounded to the one before or behind.
  const luma = 'extractplanes=y,settb=1/25,setpts=N';
  const whole = `${graph};[v]${luma}[a];[1:v]${luma}[b];[a][b]${seen}[seen]`;
  const args = [
    ...(isOld(tools) ? ['-vsync', 'passthrough'] : []),
    ...['-map', '[seen]', '-copyts', '-frames:v', String(frames), '-pix_fmt', 'gray', '-f', 'rawvideo'],
  ];
  let isDamaged = false;
  try {
    const compared = await runFfmpeg(
      tools,
      { inputs, graph: whole, args, output: draft },
      { signal, onDamage: () => (isDamaged = true) },
    );
    return compared.ok && !isDamaged && isWithin(await readFile(draft), frames);
  } finally {
    await rm(draft, { force: true });
  }
}

function isWithin(figures: Buffer, frames: number): boolean {
  if (figures.length !== frames * perFrame) return false;
  return Array.from({ length: frames }, (_, n) => figures.subarray(n * perFrame, (n + 1) * perFrame)).every(
    (frame) => {
      const sum = frame.reduce((all, one) => all + one, 0);
      return sum / perFrame <= most.frame && frame.every((one) => one <= most.tile);
    },
  );
}
