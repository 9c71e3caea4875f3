import type { Failure, Provider } from '../provider.ts';

/** The provider, with its key taken out of whatever it says: a server may quote what it was sent. */
export function redacted(provider: Provider, key: string | undefined): Provider {
  if (key === undefined || key === '') return provider;
  const clean = <T extends object>(outcome: T): T =>
    'failure' in outcome ? { ...outcome, failure: cleaned(outcome.failure as Failure, key) } : outcome;
  const { list, delete: remove } = provider;
  return {
    ...provider,
    submit: async (submission, signal) => clean(await provider.submit(submission, signal)),
    poll: async (remote, signal) => clean(await provider.poll(remote, signal)),
    download: async (remote, file, signal) => clean(await provider.download(remote, file, signal)),
    ...(list && {
      list: async (since: number, signal: AbortSignal) => clean(await list(since, signal)),
    }),
    ...(remove && {
      delete: async (remote: string, signal: AbortSignal) => clean(await remove(remote, signal)),
    }),
  };
}

const cleaned = (failure: Failure, key: string): Failure => ({
  ...failure,
  message: failure.message.replaceAll(key, '[key]'),
});
