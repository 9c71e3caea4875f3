import { rename, rm } from 'node:fs/promises';
import { err, ok, type Result } from '../core/result.ts';
import { bringIntoMp4 } from './bring-in.ts';
import { oddFile } from './odd-files.ts';
import { withFile } from './open-file.ts';
import type { Tools } from './tools.ts';
import { type VerifiedClip, verifyClip } from './verify.ts';

interface ReceivedClip extends VerifiedClip {
  /** What it was in, where it had to be brought into an MP4 from another container. */
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
  const odd = await withFile(file, oddFile);
  if (odd?.holds !== 'recording' || odd.anew) return verifyClip(tools, file, signal);
  const draft = `${file}.draft`;
  let verified: Result<VerifiedClip, string> | undefined;
  const serves = async (made: string): Promise<boolean> => {
    verified = await verifyClip(tools, made, signal);
    return verified.ok;
  };
  try {
    const brought = await bringIntoMp4(tools, { file, ...odd }, draft, { serves, ...(signal && { signal }) });
    if (signal?.aborted) return err('The run was stopped.');
    if (!brought || !verified?.ok) return err(`It is ${odd.name} that can't be read.`);
    await rename(draft, file);
    return ok(odd.known ? verified.value : { ...verified.value, was: odd.name });
  } finally {
    await rm(draft, { force: true });
  }
}
