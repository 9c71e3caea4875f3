import type { ListedJob, Looked, Polled } from '../provider.ts';

/** What a look at a job says of it, where the answer also tells its state. */
export const lookedOf = (polled: Polled, job: ListedJob): Looked =>
  polled.kind === 'unreachable' || polled.kind === 'gone' ? polled : { kind: 'found', job };
