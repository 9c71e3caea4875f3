import { say, says } from '../../core/sentence.ts';
import type { Deleted, Downloaded, Failure, Gone, Polled, Submitted, Waiting } from '../provider.ts';
import type { Exchange } from './exchange.ts';
import { brokenFailure, jobFailure, refusalFailure, type Teller } from './failures.ts';
import type { Fetched } from './fetch-footage.ts';
import { objectOf } from './json.ts';
import { readId, type VideoJob } from './read-video.ts';

/** Statuses of a create that a server returns before it does anything. */
const definiteNo: ReadonlySet<number> = new Set([400, 401, 402, 403, 404, 413, 422, 429]);

/** Anything except a job's id or a definite no may have created a job: it counts as unknown. */
export function submittedOf(exchange: Exchange, teller: Teller): Submitted {
  switch (exchange.kind) {
    case 'answered': {
      const remote = readId(exchange.body);
      if (remote !== undefined) return { kind: 'accepted', remote };
      const garbled = { ...exchange, kind: 'garbled', why: 'it has no usable job id' } as const;
      return { kind: 'unknown', failure: brokenFailure(teller, garbled) };
    }
    case 'refused': {
      const failure = refusalFailure(teller, exchange);
      const definite = definiteNo.has(exchange.status) || failure.reason === 'permission';
      return { kind: definite ? 'rejected' : 'unknown', failure };
    }
    case 'unsent':
      return { kind: 'rejected', failure: brokenFailure(teller, exchange) };
    case 'garbled':
    case 'lost':
      return { kind: 'unknown', failure: brokenFailure(teller, exchange) };
  }
}

export function unanswered(
  exchange: Exclude<Exchange, { kind: 'answered' }>,
  teller: Teller,
): Gone | { readonly kind: 'unreachable'; readonly failure: Failure } {
  if (exchange.kind !== 'refused') return { kind: 'unreachable', failure: brokenFailure(teller, exchange) };
  const failure = refusalFailure(teller, exchange);
  // A web page is not an answer of the API's: an address may be wrong, or a proxy may speak.
  if (typeof exchange.body === 'object' && exchange.body !== null) {
    if (exchange.status === 404) return { kind: 'gone' };
    if (exchange.status === 410) return { kind: 'gone', final: true };
  }
  // The job exists whatever the server answers here; only account problems need a person.
  return { kind: 'unreachable', failure: { ...failure, again: failure.reason !== 'permission' } };
}

export function polledOf(video: VideoJob, teller: Teller, charged?: number): Polled {
  const charge = charged === undefined ? {} : { charged };
  switch (video.status) {
    case 'completed':
      return { kind: 'completed', ...(video.expires !== undefined && { expires: video.expires }), ...charge };
    case 'failed':
      return { kind: 'failed', failure: jobFailure(teller, video.problem), ...charge };
    case 'cancelled': {
      const said = says(say`The job was cancelled at ${{ provider: teller.provider }}.`);
      return { kind: 'failed', failure: { reason: 'other', ...said, again: false }, ...charge };
    }
    case 'expired':
      return { kind: 'gone', final: true };
    case 'waiting':
    case 'unclear':
      return waitingOf(video);
  }
}

function waitingOf({ progress, word, problem: { message } }: VideoJob): Waiting {
  return {
    kind: 'waiting',
    ...(progress !== undefined && { progress }),
    ...(word !== undefined && { state: word }),
    ...(message !== undefined && { message }),
  };
}

/** What is already gone needn't be deleted. */
export function deletedOf(exchange: Exchange, teller: Teller): Deleted {
  if (exchange.kind !== 'answered') {
    const missing = unanswered(exchange, teller);
    return missing.kind === 'gone' ? { kind: 'done' } : missing;
  }
  if (objectOf(exchange.body).deleted !== false) return { kind: 'done' };
  const said = says(say`${{ provider: teller.provider }} answered that it deleted nothing.`);
  return { kind: 'unreachable', failure: { reason: 'other', ...said, again: false } };
}

export function downloadedOf(fetched: Fetched, { expires, lifetime }: VideoJob, teller: Teller): Downloaded {
  const { provider } = teller;
  switch (fetched.kind) {
    case 'done':
      return fetched;
    case 'unwritten': {
      const said = says(say`The footage could not be written to this disk: ${{ cause: fetched.why }}.`);
      return { kind: 'unreachable', failure: { reason: 'environment', ...said, again: true } };
    }
    case 'broken': {
      const said = says(say`${{ provider }} did not deliver the footage: ${{ cause: fetched.why }}.`);
      return { kind: 'unreachable', failure: { reason: 'network', ...said, again: true } };
    }
    case 'refused': {
      const missing = fetched.status === 404 || fetched.status === 410;
      if (fetched.status === 410) return { kind: 'gone', final: true };
      // Before it expires, missing footage may still appear. Nobody knows by which clock that is, so it is no proof either.
      if (missing && (expires === undefined || expires <= teller.now())) {
        return { kind: 'gone', ...(lifetime !== undefined && { lifetime }) };
      }
      const said = says(
        say`${{ provider }} did not deliver the footage: it answered ${{ status: fetched.status }}.`,
      );
      return { kind: 'unreachable', failure: { reason: 'other', ...said, again: true } };
    }
  }
}
