import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import type { Size } from '../core/frames.ts';
import { err, ok, type Result } from '../core/result.ts';
import { guarded } from './ffmpeg.ts';
import type { FootageFacts } from './footage-facts.ts';
import { mergeTracks } from './mix-down.ts';
import { ownMix } from './told-sound.ts';
import type { Tools } from './tools.ts';

/** Who looks at footage, and listens to it. What is passed on is only valid until the call returns. */
export interface Viewer {
  /** A picture as planes: brightness, and the two colours at half the size (YUV 4:2:0, 16 to 235). */
  readonly see: (picture: Uint8Array) => void;
  /** Interleaved stereo at 48 kHz, as fractions of full scale. */
  readonly hear: (sound: Float32Array) => void;
}

export interface Viewed {
  readonly file: string;
  readonly facts: Pick<FootageFacts, 'tracks' | 'hasSound' | 'surround'>;
  /** To which pictures are reduced. */
  readonly size: Size;
  /** Seconds of the file's own time; absent: all of it. */
  readonly part?: { readonly from: number; readonly seconds: number };
}

/**
 * Decodes footage once and shows each of its pictures, none left out or repeated, and all of its sound. What is damaged is
 * passed over. The error is a clause.
 */
export async function viewFootage(
  tools: Tools,
  { file, facts, size, part }: Viewed,
  viewer: Viewer,
  signal?: AbortSignal,
): Promise<Result<void, string>> {
  const { picture, sound, beside } = facts.tracks;
  const { width, height } = size;
  const own = facts.surround && (await ownMix(tools, { file, track: sound }));
  const heard = beside
    ? mergeTracks([sound, ...beside], 'aresample=48000,aresample=async=1:first_pts=0')
    : `[0:a:${sound}]aresample=48000`;
  const args = [
    ...['-hide_banner', '-nostdin', '-v', 'error', ...guarded()],
    ...(part ? ['-seek_timestamp', '1', '-ss', part.from.toFixed(6), '-t', part.seconds.toFixed(6)] : []),
    ...['-i', file],
    // Counted anew, so that no picture is repeated or dropped to keep a rate.
    ...['-map', `0:v:${picture}`, '-vf', `settb=1/25,setpts=N,scale=${width}:${height}:flags=area`],
    ...['-r', '25', '-pix_fmt', 'yuv420p', '-f', 'rawvideo', 'pipe:1'],
    ...(facts.hasSound
      ? [
          ...['-filter_complex', `${heard},${own ? `${own},` : ''}${stereo}[a]`],
          ...['-map', '[a]', '-f', 'f32le', 'pipe:3'],
        ]
      : []),
  ];
  return new Promise((resolve) => {
    const child = spawn(tools.ffmpeg.path, args, {
      stdio: ['ignore', 'pipe', 'pipe', facts.hasSound ? 'pipe' : 'ignore'],
      windowsHide: true,
      ...(signal && { signal }),
    });
    const [, pictures, words, samples] = child.stdio as (Readable | null)[];
    let said = '';
    words?.on('data', (chunk: Buffer) => (said = `${said}${chunk.toString('utf8')}`.slice(-2000)));
    pictures?.on('data', inBlocks(width * height * 1.5, viewer.see));
    samples?.on(
      'data',
      inBlocks(soundBytes, (block) => viewer.hear(new Float32Array(block.buffer, 0, soundBytes / 4))),
    );
    child.on('error', (error) => resolve(err(error.message)));
    child.on('close', (code) =>
      resolve(
        code === 0 ? ok(undefined) : err(said.trim().split('\n').at(-1) || `ffmpeg ended with ${code}`),
      ),
    );
  });
}

/** By itself, ffmpeg would make mono sound 3 dB quieter. */
const stereo = 'aformat=sample_fmts=fltp:channel_layouts=mono|stereo,pan=stereo|FL=FL+FC|FR=FR+FC';

/** A tenth of a second of stereo. */
const soundBytes = 4800 * 2 * 4;

/** Passes on a stream in blocks of so many bytes, each in the same memory; a last one that is incomplete is left out. */
function inBlocks(bytes: number, use: (block: Uint8Array) => void): (chunk: Buffer) => void {
  const block = new Uint8Array(bytes);
  let filled = 0;
  return (chunk) => {
    for (let at = 0; at < chunk.length; ) {
      const count = Math.min(bytes - filled, chunk.length - at);
      block.set(chunk.subarray(at, at + count), filled);
      filled += count;
      at += count;
      if (filled === bytes) {
        use(block);
        filled = 0;
      }
    }
  };
}
