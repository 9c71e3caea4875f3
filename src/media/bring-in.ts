import { sound } from './encoding.ts';
import { runFfmpeg } from './ffmpeg.ts';
import type { OddFile } from './odd-files.ts';
import { readFootage } from './read-footage.ts';
import type { Tools } from './tools.ts';

/** A recording, and the format in which ffmpeg is to open it. */
export interface Brought extends Pick<OddFile, 'format' | 'anew'> {
  readonly file: string;
  /** Arguments before its name. */
  readonly args?: readonly string[];
}

/** Whether a draft will do. It is asked for each way, until one does. */
type Serves = (draft: string) => Promise<boolean>;

/**
 * Brings a recording of an odd kind into an MP4 at `draft`: the one place where anybody's footage is made usual. Its pictures
 * stay as they are where an MP4 with H.264 holds them. False if it can't be read.
 */
export async function bringIntoMp4(
  tools: Tools,
  { file, format, args = [], anew }: Brought,
  draft: string,
  { serves = async () => true, signal }: { readonly serves?: Serves; readonly signal?: AbortSignal } = {},
): Promise<boolean> {
  for (const { encodes, ...job } of ways) {
    if (anew && !encodes) continue;
    const run = { inputs: [{ file, args: ['-f', format, ...args] }], output: draft, ...job };
    const made = await runFfmpeg(tools, run, signal ? { signal } : {});
    if (signal?.aborted) return false;
    // Other codings than H.264 can't be copied into a film.
    const usual =
      made.ok && (encodes || (await readFootage(draft).catch(() => undefined))?.avc !== undefined);
    if (usual && (await serves(draft))) return true;
  }
  return false;
}

const inMp4 = ['-f', 'mp4', '-movflags', '+faststart', '-fflags', '+bitexact', '-map_metadata', '-1'];
const tracks = ['-map', '0:v:0', '-map', '0:a:0?', '-c:v', 'copy'];
const whole = {
  encodes: true,
  // A size that changes on the way becomes the first one. Both sides even, as H.264 needs them.
  graph: '[0:v:0]scale=out_range=tv,bwdif=mode=send_frame:deint=interlaced,pad=ceil(iw/2)*2:ceil(ih/2)*2[v]',
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
