import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import type { Clock } from '../../../src/core/ports.ts';
import type { EditRequest, ExtendRequest, GenerateRequest, Request } from '../../../src/core/request.ts';
import { typeset } from '../../../src/media/drawing/typeset.ts';
import { discreet } from '../../../src/providers/discreet.ts';
import { type Limits, usualLimits } from '../../../src/providers/http/limits.ts';
import type { Provider, Submission } from '../../../src/providers/provider.ts';
import type { DialectName } from '../../../src/providers/videos-api/dialect.ts';
import { dialects } from '../../../src/providers/videos-api/dialects.ts';
import { openai } from '../../../src/providers/videos-api/models.ts';
import { videosApiProvider } from '../../../src/providers/videos-api/videos-api.ts';

export const key = 'sk-secret-0123456789';

export const clock: Clock = {
  now: () => Date.now(),
  steady: () => performance.now(),
  sleep: async (ms, signal) =>
    void (await sleep(ms, undefined, signal ? { signal } : {}).catch(() => undefined)),
};

/** Little is much here; patience is as usual, so that nothing runs out on a busy machine. */
const lowLimits: Limits = { ...usualLimits, answer: 65_536, footage: 262_144 };

/** Patience that is short, so that a test of silence takes no time. */
export const impatient = { exchange: 1000, stall: 200 };

export function asking(
  baseUrl: string,
  {
    dialect = 'openai',
    pollEvery,
    patience,
    now,
  }: {
    readonly dialect?: DialectName;
    readonly pollEvery?: number;
    readonly patience?: Pick<Limits, 'exchange' | 'stall'>;
    readonly now?: () => number;
  } = {},
): Provider {
  const data = { ...openai, name: 'studio' };
  const calls = videosApiProvider({
    data,
    dialect: dialects[dialect],
    baseUrl,
    key,
    clock: now ? { ...clock, now } : clock,
    limits: { ...lowLimits, ...patience },
    ...(pollEvery !== undefined && { pollEvery }),
  });
  return discreet(data, calls, { key });
}

const common = {
  provider: 'studio',
  model: 'sora-2',
  prompt: 'A lighthouse at dusk',
  size: { width: 1280, height: 720 },
  options: {},
  take: 1,
  variation: 1,
} as const;

export const generate = (more: Partial<GenerateRequest> = {}): GenerateRequest => ({
  ...common,
  kind: 'generate',
  seconds: 8,
  references: [],
  characters: [],
  ...more,
});

export const extend = (): ExtendRequest => ({
  ...common,
  kind: 'extend',
  seconds: 4,
  source: { kind: 'job', fingerprint: 'before' },
});

export const edit = (): EditRequest => ({ ...extend(), kind: 'edit', seconds: 8 });

export const submission = (request: Request, inputs: Submission['inputs'] = new Map()): Submission => ({
  attempt: 'a1',
  request,
  inputs,
});

export async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'storycut-asking-'));
  onTestFinished(() => rm(made, { recursive: true, force: true }));
  return made;
}

/** A PNG whose left half is red and right half is blue. */
export function png(width: number, height: number): Promise<Uint8Array> {
  const half = width / 2;
  return typeset({
    size: { width, height },
    items: [
      { kind: 'fill', box: { x: 0, y: 0, width: half, height }, color: '#ff0000' },
      { kind: 'fill', box: { x: half, y: 0, width: half, height }, color: '#0000ff' },
    ],
  });
}

/** The same in a file. */
export async function picture(width: number, height: number): Promise<string> {
  const file = join(await folder(), 'picture.png');
  await writeFile(file, await png(width, height));
  return file;
}

/** Nothing stops it. */
export const on = (): AbortSignal => new AbortController().signal;
