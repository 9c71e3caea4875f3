import type { Teller } from '../http/failures.ts';
import { unanswered } from '../http/unanswered.ts';
import type { Failure, Gone } from '../provider.ts';
import type { AskFal } from './ask.ts';
import { type FalJob, jobIn, readStatus } from './job.ts';
import { falEndpoints } from './wire.ts';

type FoundJob =
  | { readonly kind: 'found'; readonly job: Required<FalJob> }
  | { readonly kind: 'unreachable'; readonly failure: Failure }
  | Gone;

/** An endpoint of each app: its jobs are all in one place. */
const apps: readonly string[] = [
  ...new Set([...falEndpoints.keys()].map((endpoint) => endpoint.split('/').slice(0, 2).join('/'))),
];

/** Where jobs are. fal's own pages show ids alone: a person names such a job, and each app is asked for it. */
export function jobFinder(teller: Teller): (remote: string, ask: AskFal) => Promise<FoundJob> {
  const known = new Map<string, string>();
  return async (remote, ask) => {
    const named = jobIn(remote);
    if (named === undefined) return { kind: 'gone', said: 'fal has no ids like that.' };
    const endpoint = named.endpoint ?? known.get(named.id);
    if (endpoint !== undefined) return { kind: 'found', job: { ...named, endpoint } };
    for (const app of apps) {
      const job = { id: named.id, endpoint: app };
      const exchange = await ask.status(job);
      if (exchange.kind !== 'answered') {
        const why = unanswered(exchange, teller);
        if (why.kind === 'unreachable') return why;
      } else if (readStatus(exchange.body).status !== undefined) {
        known.set(named.id, app);
        return { kind: 'found', job };
      }
    }
    return { kind: 'gone' };
  };
}
