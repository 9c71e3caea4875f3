import { runFfmpeg } from './ffmpeg.ts';
import type { OddFile } from './odd-files.ts';
import { readFootage } from './read-footage.ts';
import type { Tools } from './tools.ts';

/** A recording, and the format in which ffmpeg is to open it. */
export interface Brought extends Pick<OddFile, 'format' | 'anew' | 'known'> {
  readonly file: string;
  /** Arguments before its name. */
  readonly args?: readonly string[];
}

/** What was brought in. */
export interface BroughtIn {
  /** Whether ffmpeg found damage; what is only copied is not looked into. */
  readonly damaged: boolean;
}

/** Whether a draft will do. It is asked for each way, until one does. */
type Serves = (draft: string) => Promise<boolean>;

/**
 * Brings a recording of an odd kind into an MP4 at `draft`: the one place where anybody's footage is made usual. Its pictures
 * stay as they are where an MP4 with H.264 holds them. Undefined if it can't be read.
 */
export async function bringIntoMp4(
  tools: Tools,
  { file, format, args = [], anew, known }: Brought,
  draft: string,
  { serves = async () => true, signal }: { readonly serves?: Serves; readonly signal?: AbortSignal } = {},
): Promise<BroughtIn | undefined> {
  for (const { encodes, ...job } of ways) {
    if (encodes ? known : anew) continue;
    const run = { inputs: [{ file, args: ['-f', format, ...args] }], output: draft, ...job };
    let damaged = 'tolerant' in job;
    const onDamage = (): void => {
      damaged = true;
    };
    const made = await runFfmpeg(tools, run, { onDamage, ...(signal && { signal }) });
    if (signal?.aborted) return undefined;
    const usual = made.ok && (encodes || (await isUsual(draft, known)));
    if (usual && (await serves(draft))) return { damaged };
  }
  return undefined;
}

/** Other codings than H.264 can't be copied into a film. What is read here anyhow is encoded when it is cut. */
async function isUsual(draft: string, known: true | undefined): Promise<boolean> {
  const facts = await readFootage(draft).catch(() => undefined);
  return known ? facts !== undefined : facts?.avc !== undefined;
}

const inMp4 = ['-f', 'mp4', '-movflags', '+faststart', '-fflags', '+bitexact', '-map_metadata', '-1'];
const tracks = ['-map', '0:V:0', '-map', '0:a:0?', '-c:v', 'copy'];
/**
 * With its own channels, since those are brought together where sound is decoded: ffmpeg would make one channel 3 dB quieter on
 * both sides, and more than two louder or quieter than the same sound in an MP4.
 */
const sound = ['-c:a', 'aac', '-b:a', '192k', '-ar', '48000', '-flags:a', '+bitexact'];
const whole = {
  encodes: true,
  // A size that changes on the way becomes the first one. Both sides even, as H.264 needs them.
  graph: '[0:V:0]scale=out_range=tv,bwdif=mode=send_frame:deint=interlaced,pad=ceil(iw/2)*2:ceil(ih/2)*2[v]',
  args: [
    ...['-map', '[v]', '-map', '0:a:0?', '-c:v', 'libx264', '-preset', 'fast', '-crf', '14', '-bf', '0'],
    ...['-pix_fmt', 'yuv420p', '-threads:v', '1', ...sound, ...inMp4],
  ],
};

/** From what changes least to what always works. */
const ways = [
  { encodes: false, args: [...tracks, '-c:a', 'copy', ...inMp4] },
  { encodes: false, args: [...tracks, ...sound, ...inMp4] },
  whole,
  { ...whole, tolerant: true as const },
];
