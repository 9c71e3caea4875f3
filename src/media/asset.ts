import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { MediaFacts } from '../core/footage.ts';
import { ok, type Result } from '../core/result.ts';
import { probe } from './probe.ts';
import type { ProbeProblem } from './probed.ts';
import type { FindTools } from './tools.ts';

/** A user's file, identified by its bytes. It is probed first, because only then is it safe to read it to the end. */
export async function readAsset(
  absolute: string,
  tools?: FindTools,
): Promise<Result<{ sha256: string; facts: MediaFacts }, ProbeProblem>> {
  const facts = await probe(absolute, tools);
  if (!facts.ok) return facts;
  return ok({ sha256: await hashOf(absolute), facts: facts.value });
}

/** Of a regular file's bytes. */
export async function hashOf(absolute: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(absolute), hash);
  return hash.digest('hex');
}
