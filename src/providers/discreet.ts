import { hiddenIn, say, says } from '../core/sentence.ts';
import type { ProviderData } from './capabilities.ts';
import { hidingKeys, type KeyHider } from './hiding-keys.ts';
import { withinFence } from './http/fence.ts';
import type { Opening } from './kind.ts';
import type { Failure, Listed, Polled, Provider, Submission, Submitted, Waiting } from './provider.ts';
import { failureIn } from './whole-failure.ts';
import { withoutKeys } from './without-keys.ts';

/**
 * A provider that never reveals its keys, whatever a server quotes and an adapter returns or throws: all of it may be
 * shown and journaled. Every provider is opened through this.
 */
export function discreet(data: ProviderData, calls: Omit<Provider, 'data'>, keys: Opening['keys']): Provider {
  const { hide, holds } = hidingKeys(keys);
  const upload = calls.upload?.bind(calls);
  const list = calls.list?.bind(calls);
  const look = calls.look?.bind(calls);
  const cancel = calls.cancel?.bind(calls);
  const remove = calls.delete?.bind(calls);
  const told = async <T extends object>(asked: () => Promise<T>): Promise<T> => {
    try {
      const outcome: T & { readonly failure?: Failure; readonly said?: string } = await asked();
      const failure = failureIn(outcome, data.name);
      return {
        ...outcome,
        ...(failure && { failure: cleaned(failure, hide) }),
        ...(outcome.said !== undefined && { said: hide(outcome.said) }),
        ...numbersIn(outcome),
      };
    } catch (error) {
      throw withoutKeys(error, hide);
    }
  };
  // An id can't be masked, so one that contains a key can't be kept.
  const isId = (remote: unknown): boolean => typeof remote === 'string' && remote !== '' && !holds(remote);
  return {
    data,
    pollDelay(n) {
      try {
        return calls.pollDelay(n);
      } catch (error) {
        throw withoutKeys(error, hide);
      }
    },
    ...(upload && {
      upload: (submission: Omit<Submission, 'attempt'>, signal: AbortSignal) =>
        told(() => upload(submission, signal)),
    }),
    submit: (submission, signal) =>
      told<Submitted>(async () => {
        const submitted = await withinFence(submission.maySend, () => calls.submit(submission, signal));
        return submitted.kind === 'accepted' && !isId(submitted.remote) ? withoutId(data.name) : submitted;
      }),
    poll: (remote, signal) =>
      told<Polled>(async () => {
        const polled = await calls.poll(remote, signal);
        return polled.kind === 'waiting' ? cleanedWaiting(polled, hide) : polled;
      }),
    download: (remote, file, signal) => told(() => calls.download(remote, file, signal)),
    ...(list && {
      list: (since: number, signal: AbortSignal) =>
        told<Listed>(async () => {
          const listed = await list(since, signal);
          if (listed.kind !== 'listed') return listed;
          const jobs = listed.jobs.filter(({ remote }) => isId(remote));
          return { ...listed, jobs, whole: listed.whole && jobs.length === listed.jobs.length };
        }),
    }),
    ...(look && { look: (remote: string, signal: AbortSignal) => told(() => look(remote, signal)) }),
    ...(cancel && {
      cancel: (remote: string, signal: AbortSignal, anyway?: boolean) =>
        told(() => cancel(remote, signal, anyway)),
    }),
    ...(remove && {
      delete: (remote: string, signal: AbortSignal) => told(() => remove(remote, signal)),
    }),
  };
}

/** What is counted with: a figure of another type would make texts of sums, so it is one that can't be right. */
function numbersIn(outcome: object): object {
  const told = Object.entries(outcome).filter(([name]) => figures.has(name));
  return Object.fromEntries(
    told
      .filter(([, value]) => value !== undefined && typeof value !== 'number')
      .map(([name]) => [name, Number.NaN]),
  );
}

const figures: ReadonlySet<string> = new Set(['estimate', 'charged']);

const cleaned = (failure: Failure, hide: KeyHider['hide']): Failure => ({
  ...failure,
  message: hide(failure.message),
  ...(failure.help !== undefined && { help: hide(failure.help) }),
  ...(failure.params && { params: hiddenIn(failure.params, hide) }),
});

const cleanedWaiting = ({ state, message, ...waiting }: Waiting, hide: KeyHider['hide']): Waiting => ({
  ...waiting,
  ...(state !== undefined && { state: hide(state) }),
  ...(message !== undefined && { message: hide(message) }),
});

const withoutId = (provider: string): Submitted => ({
  kind: 'unknown',
  failure: {
    reason: 'other',
    ...says(say`${{ provider }} accepted a job but gave it an unusable id: it is empty, or contains a key.`),
    again: false,
  },
});
