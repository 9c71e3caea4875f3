import { writeFile } from 'node:fs/promises';
import { hashOf } from '../../src/core/canonical.ts';
import type { Clock } from '../../src/core/ports.ts';
import type { Capabilities, ProviderData } from '../../src/providers/capabilities.ts';
import type {
  Downloaded,
  Failure,
  Listed,
  ListedJob,
  Looked,
  Polled,
  Provider,
  Submission,
  Submitted,
  Uploaded,
} from '../../src/providers/provider.ts';

/**
 * A provider that does what a test orders. Each answer may be scripted by the submission it is for and how
 * often that was asked (from 1); without one it accepts, completes at the first poll and delivers.
 */
export interface Script {
  readonly resubmit?: 'safe' | 'ask';
  readonly pollDelay?: number;
  /** What its one model `m` bears. */
  readonly limits?: Pick<Capabilities, 'requestsPerMinute' | 'concurrency'>;
  /** Makes it a provider that wants files beforehand. */
  upload?(submission: Omit<Submission, 'attempt'>, signal: AbortSignal): Promise<Uploaded>;
  submit?(submission: Submission, n: number, signal: AbortSignal): Submitted | Promise<Submitted> | undefined;
  /** Under which id it creates a job all the same, where `submit` is not answered. */
  creates?(submission: Submission): string | undefined;
  /** Seconds after which its list shows each job; null: what it lacks proves nothing. */
  readonly within?: number | null;
  readonly address?: string;
  /** Makes it a provider that lists its jobs; undefined: all of them. */
  list?(jobs: readonly ListedJob[], n: number): Listed | Promise<Listed> | undefined;
  /** Makes it a provider that tells of a job what it was asked for. */
  look?(remote: string): Looked;
  poll?(submission: Submission, n: number): Polled | Promise<Polled> | undefined;
  download?(submission: Submission, n: number): Downloaded | 'garbage' | Promise<Downloaded> | undefined;
}

export interface FakeProvider extends Provider {
  /** In the order they came. */
  readonly submissions: readonly Submission[];
  readonly polls: readonly string[];
  readonly downloads: readonly string[];
  readonly lists: readonly number[];
  /** By which it dates its jobs: the engine's. */
  clock: Pick<Clock, 'now'>;
}

export function fakeProvider(script: Script = {}, name = 'fake'): FakeProvider {
  const accepted = new Map<string, Submission>();
  const created = new Map<string, number>();
  const submissions: Submission[] = [];
  const polls: string[] = [];
  const downloads: string[] = [];
  const lists: number[] = [];
  const known = (remote: string): Submission | undefined => accepted.get(remote);

  return {
    data: {
      ...fakeData(name, script.resubmit, script.limits),
      ...(script.list && { lists: script.within === null ? {} : { within: script.within ?? 0 } }),
      ...(script.address !== undefined && { address: script.address }),
    },
    clock: { now: () => Date.UTC(2026, 0, 1) },
    submissions,
    polls,
    downloads,
    lists,
    ...(script.upload && { upload: script.upload }),
    async submit(submission, signal) {
      submissions.push(submission);
      const n = submissions.filter((one) => hashOf(one.request) === hashOf(submission.request)).length;
      const answer = (await script.submit?.(submission, n, signal)) ?? {
        kind: 'accepted',
        remote: `remote-${submission.attempt}`,
      };
      const remote = answer.kind === 'accepted' ? answer.remote : script.creates?.(submission);
      if (remote !== undefined) {
        accepted.set(remote, submission);
        created.set(remote, this.clock.now());
      }
      return answer;
    },
    async poll(remote) {
      polls.push(remote);
      const submission = known(remote);
      if (submission === undefined) return { kind: 'gone' };
      return (await script.poll?.(submission, count(polls, remote))) ?? { kind: 'completed' };
    },
    async download(remote, file) {
      downloads.push(remote);
      const submission = known(remote);
      if (submission === undefined) return { kind: 'gone' };
      const answer = (await script.download?.(submission, count(downloads, remote))) ?? { kind: 'done' };
      if (answer === 'garbage') await writeFile(file, 'garbage');
      else if (answer.kind === 'done') await writeFile(file, footageOf(submission));
      return answer === 'garbage' ? { kind: 'done' } : answer;
    },
    ...(script.look && { look: async (remote: string) => script.look?.(remote) ?? { kind: 'gone' } }),
    ...(script.list && {
      async list(since: number): Promise<Listed> {
        lists.push(since);
        const jobs = [...accepted].map(([remote, submission]) => ({
          ...listedJob(remote, submission),
          created: created.get(remote) ?? 0,
        }));
        return (await script.list?.(jobs, lists.length)) ?? { kind: 'listed', jobs, whole: true };
      },
    }),
    pollDelay: () => script.pollDelay ?? 1000,
  };
}

export const fakeData = (
  name = 'fake',
  resubmit: 'safe' | 'ask' = 'ask',
  limits: Script['limits'] = {},
): ProviderData => ({
  name,
  defaultModel: 'm',
  resubmit,
  models: [{ ...model, ...limits }],
});

const model: Capabilities = {
  model: 'm',
  lengths: { kind: 'set', seconds: [4, 8] },
  extend: { kind: 'native', lengths: { kind: 'set', seconds: [4] }, most: 6, longest: 120 },
  edit: true,
  sizes: { kind: 'any', min: 16, max: 4096 },
  fps: 24,
  inputs: { firstFrame: 'any', references: { images: 0 }, characters: 0 },
  sound: 'never',
  options: {},
  promptLimit: 1000,
  price: { kind: 'free' },
  pace: { base: 0, perSecond: 15 },
};

const listedJob = (remote: string, { request }: Submission): ListedJob => {
  const { model, prompt, seconds, size } = request;
  return { remote, model, prompt, seconds, size };
};

/** Equal requests give equal footage, as `verifyFootage` knows it. */
export const footageOf = ({ request }: Submission): string => `footage ${hashOf(request)}`;

export const failure = (reason: Failure['reason'], again = false): Failure => ({
  reason,
  message: `it is ${reason}`,
  again,
});

const count = (list: readonly string[], item: string): number => list.filter((one) => one === item).length;
