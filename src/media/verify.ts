import type { Size } from '../core/frames.ts';
import { err, ok, type Result } from '../core/result.ts';
import { runFfmpeg } from './ffmpeg.ts';
import { probe } from './probe.ts';
import { readFootage } from './read-footage.ts';
import type { Tools } from './tools.ts';

export interface VerifiedClip {
  /** Of picture. */
  readonly seconds: number;
  readonly frames?: number;
  readonly size: Size;
  /** Frames per second. */
  readonly fps: number;
  readonly hasAudio: boolean;
}

/**
 * Decodes a clip once from beginning to end: a file of the right length with the right first bytes can still be damaged
 * inside. The error is one sentence.
 */
export async function verifyClip(
  tools: Tools,
  file: string,
  signal?: AbortSignal,
): Promise<Result<VerifiedClip, string>> {
  const facts = await probe(file);
  if (!facts.ok) return err(facts.error.message);
  if (facts.value.kind !== 'video') return err(`The file is ${facts.value.kind}, not footage.`);
  // An animated picture has no tracks.
  const footage = await readFootage(file).catch(() => undefined);
  const { picture, sound } = footage?.tracks ?? { picture: 0, sound: 0 };
  let frames = 0;
  const decoded = await runFfmpeg(
    tools,
    {
      inputs: [{ file }],
      output: '-',
      args: ['-map', `0:v:${picture}`, '-map', `0:a:${sound}?`, '-f', 'null'],
    },
    { onFrame: (count) => (frames = count), ...(signal ? { signal } : {}) },
  );
  if (!decoded.ok) return err(`The footage could not be decoded: ${decoded.error.message}`);
  if (frames === 0) return err('No frame of the footage could be decoded.');
  const { seconds, size, fps, hasAudio } = facts.value;
  return ok({ seconds, frames, size, fps, hasAudio });
}
