import { rename, rm } from 'node:fs/promises';
import { err, type Result } from '../core/result.ts';
import { sound } from './encoding.ts';
import { runFfmpeg } from './ffmpeg.ts';
import { withFile } from './open-file.ts';
import { readFootage } from './read-footage.ts';
import type { Tools } from './tools.ts';
import { type VerifiedClip, verifyClip } from './verify.ts';

/** A container that providers send and that nothing else here reads, by its first bytes. */
interface OddContainer {
  readonly name: string;
  /** ffmpeg's name for it: only that is opened. */
  readonly format: string;
  readonly begins: (head: Uint8Array) => boolean;
}

const latin = (head: Uint8Array, from: number, to: number): string =>
  Buffer.from(head.subarray(from, to)).toString('latin1');
const packet = 188;

const oddContainers: readonly OddContainer[] = [
  { name: 'AVI', format: 'avi', begins: (head) => /^RIFF.{4}AVI /s.test(latin(head, 0, 12)) },
  { name: 'MPEG-TS', format: 'mpegts', begins: (head) => head[0] === 0x47 && head[packet] === 0x47 },
  { name: 'MPEG', format: 'mpeg', begins: (head) => latin(head, 0, 4) === '\x00\x00\x01\xba' },
  { name: 'GIF', format: 'gif', begins: (head) => /^GIF8[79]a/.test(latin(head, 0, 6)) },
  { name: 'FLV', format: 'flv', begins: (head) => latin(head, 0, 3) === 'FLV' },
  { name: 'Windows Media', format: 'asf', begins: (head) => latin(head, 0, 4) === '\x30\x26\xb2\x75' },
  { name: 'bare H.264', format: 'h264', begins: (head) => latin(head, 0, 4) === '\x00\x00\x00\x01' },
];

interface ReceivedClip extends VerifiedClip {
  /** What it was in, where it had to be brought into an MP4. */
  readonly was?: string;
}

/**
 * Verifies footage that a provider sent. What came in an unusual container is replaced with an MP4 of it, with the same
 * pictures where that holds them. The error is one sentence.
 */
export async function receiveClip(
  tools: Tools,
  file: string,
  signal?: AbortSignal,
): Promise<Result<ReceivedClip, string>> {
  const odd = await withFile(file, async ({ head }) => oddContainers.find(({ begins }) => begins(head)));
  if (odd === undefined) return verifyClip(tools, file, signal);
  const draft = `${file}.draft`;
  try {
    for (const way of ways) {
      const run = { inputs: [{ file, args: ['-f', odd.format] }], output: draft, ...way.job };
      const made = await runFfmpeg(tools, run, signal ? { signal } : {});
      if (signal?.aborted) return err('The run was stopped.');
      // Other codings than H.264 can't be copied into a film.
      const usual = made.ok && (way.encodes || (await readFootage(draft).catch(() => undefined))?.avc);
      const verified = usual ? await verifyClip(tools, draft, signal) : undefined;
      if (!verified?.ok) continue;
      await rename(draft, file);
      return { ok: true, value: { ...verified.value, was: odd.name } };
    }
    return err(`It is ${odd.name} that can't be read.`);
  } finally {
    await rm(draft, { force: true });
  }
}

const inMp4 = ['-f', 'mp4', '-movflags', '+faststart', '-fflags', '+bitexact', '-map_metadata', '-1'];
const tracks = ['-map', '0:v:0', '-map', '0:a:0?', '-c:v', 'copy'];

/** From what changes least to what always works: both sides even, as H.264 needs them. */
const ways = [
  { encodes: false, job: { args: [...tracks, '-c:a', 'copy', ...inMp4] } },
  { encodes: false, job: { args: [...tracks, ...sound, ...inMp4] } },
  {
    encodes: true,
    job: {
      graph: '[0:v:0]pad=ceil(iw/2)*2:ceil(ih/2)*2[v]',
      args: [
        ...['-map', '[v]', '-map', '0:a:0?', '-c:v', 'libx264', '-preset', 'fast', '-crf', '14'],
        ...['-pix_fmt', 'yuv420p', '-threads:v', '1', ...sound, ...inMp4],
      ],
    },
  },
];
