import { say } from '../../core/sentence.ts';
import { deniesOther } from '../http/denial.ts';
import { cancelledJob } from '../http/ended-jobs.ts';
import {
  answerText,
  brokenFailure,
  heldBack,
  jobFailure,
  refusalFailure,
  type Teller,
  toldFailure,
} from '../http/failures.ts';
import { isBroken, isLate, isMade, isModeration, isNotFound, isOfAsking } from '../http/problem-words.ts';
import { madeNothing, statusOfWords, statusToldIn, wasFiltered } from '../http/refusal.ts';
import type { Exchange, RefusedCall } from '../http/response.ts';
import { hasError, hasProblem, readProblem, type ServerProblem } from '../http/server-problem.ts';
import type { Looked, Polled, Submitted, Waiting } from '../provider.ts';
import { jobIn } from './answer/envelope.ts';
import { ownId } from './answer/job-id.ts';
import { readId, readListed, readVideo, type VideoJob } from './answer/read-video.ts';

type Answered = Extract<Exchange, { kind: 'answered' }>;

/** Anything except a job's id or a definite no may have created a job: it counts as unknown. */
export function submittedOf(exchange: Exchange, teller: Teller): Submitted {
  switch (exchange.kind) {
    case 'answered':
      return acceptedOf(exchange, teller);
    case 'refused': {
      const made = jobMadeIn(exchange.body);
      if (made !== undefined) return { kind: 'accepted', remote: made };
      const failure = refusalFailure(teller, exchange);
      const isDenied =
        failure.reason === 'permission' && !isUncertain(readProblem(exchange.body)) && !wasFiltered(exchange);
      const definite = madeNothing(exchange) || isDenied;
      return { kind: definite ? 'rejected' : 'unknown', failure };
    }
    case 'unsent':
      return { kind: 'rejected', failure: brokenFailure(teller, exchange) };
    case 'garbled':
    case 'lost':
      return { kind: 'unknown', failure: brokenFailure(teller, exchange) };
  }
}

const isUncertain = (problem: ServerProblem): boolean => [isMade, isLate, isBroken].some((is) => is(problem));

/** Some gateways answer an error with a status of success, and some tell the job's address in a header only. */
function acceptedOf(exchange: Answered, teller: Teller): Submitted {
  const { body } = exchange;
  const isProblem = hasProblem(body);
  const remote = isProblem ? jobIdIn(body) : (readId(body) ?? idAt(exchange.location));
  if (remote !== undefined) return { kind: 'accepted', remote };
  if (!isProblem) {
    const why = body === undefined ? 'it is empty, without a job id' : 'it has no usable job id';
    return { kind: 'unknown', failure: brokenFailure(teller, { ...exchange, kind: 'garbled', why }) };
  }
  const status = statusToldIn(body) ?? statusOfWords(readProblem(body));
  const call: RefusedCall = { ...exchange, kind: 'refused', status: status ?? 200, retryAfter: undefined };
  const failure = toldFailure(teller, body, status ?? 200, exchange);
  return { kind: madeNothing(call) ? 'rejected' : 'unknown', failure };
}

/** The id of a job that was made and is told to have failed: beside an error, an id without a state may be the request's. */
function jobIdIn(body: unknown): string | undefined {
  const id = ownId(jobIn(body));
  return hasError(body) && readVideo(body).status === 'unclear' ? undefined : id;
}

/** The id of a job that is told to be in progress, whatever the status of the answer is. */
function jobMadeIn(body: unknown): string | undefined {
  return readVideo(body).status === 'waiting' ? readId(body) : undefined;
}

function idAt(location: string | undefined): string | undefined {
  const last = /\/videos\/(?:generations\/)?([^/?#]+)/.exec(location ?? '')?.[1];
  try {
    return last === undefined ? undefined : readId({ id: decodeURIComponent(last) });
  } catch {
    return undefined;
  }
}

/** What a response that is JSON tells of a job. */
export function polledOf(exchange: Answered, video: VideoJob, teller: Teller, charged?: number): Polled {
  const charge = charged === undefined ? {} : { charged };
  // xAI has nothing to say of a job in progress but that.
  if (exchange.body === undefined && exchange.status === 202) return { kind: 'waiting' };
  if (video.blocked && video.status !== 'waiting') {
    const why = say`its moderation blocked it.`;
    return { kind: 'failed', failure: heldBack(teller, video.problem, why), ...charge };
  }
  switch (video.status) {
    case 'completed':
      return { kind: 'completed', ...(video.expires !== undefined && { expires: video.expires }), ...charge };
    case 'failed':
      if (isOfCall(exchange.body, video)) return refusedPoll(exchange, video, teller);
      return { kind: 'failed', failure: jobFailure(teller, problemOf(video)), ...charge };
    case 'cancelled':
      return cancelledJob(teller, charge);
    case 'expired':
      // Where something else is said, and no job named, a key or a session may be over.
      return namesJob(exchange.body) || video.problem.message === undefined
        ? { kind: 'gone', final: true }
        : { kind: 'gone', said: answerText(exchange) };
    case 'waiting':
      return waitingOf(video);
    case 'unclear':
      return unclearOf(exchange, video, teller);
  }
}

/**
 * xAI answers about a job whose footage moderation refused with 400, and with what it charged: a question has no content that could
 * be meant. Other refusals of a question say nothing of the job.
 */
export function refusedJobOf(
  { status, body }: RefusedCall,
  teller: Teller,
  charged: number | undefined,
): Polled | undefined {
  if ((status !== 400 && status !== 422) || typeof body !== 'object') return undefined;
  const problem = readProblem(body);
  if (!isModeration(problem)) return undefined;
  return {
    kind: 'failed',
    failure: jobFailure(teller, problem),
    ...(charged !== undefined && { charged }),
  };
}

/** The id that an answer gives a job, if that is another than it was asked for by. */
export function otherIdIn(body: unknown, remote: string): string | undefined {
  const id = ownId(jobIn(body, remote));
  return id === remote ? undefined : id;
}

export const withName = (polled: Polled, named: string | undefined): Polled =>
  named === undefined || polled.kind === 'unreachable' || polled.kind === 'gone'
    ? polled
    : { ...polled, named };

/** Times that a job must be said to be done without footage: a link may come late. */
const mostFilmless = 3;

/** The job is done, but has no footage, and nothing says where it could be. */
export function filmlessOf(video: VideoJob, times: number, teller: Teller, charged?: number): Polled {
  if (times < mostFilmless)
    return { ...waitingOf(video), message: 'it is done, but its footage is not there' };
  const why = say`it is done, without any footage: this is how moderation shows at some servers.`;
  return {
    kind: 'failed',
    failure: heldBack(teller, video.problem, why),
    ...(charged !== undefined && { charged }),
  };
}

export function lookedAt(exchange: Answered, remote: string, teller: Teller): Looked {
  const { body } = exchange;
  const polled = polledOf(exchange, readVideo(body, remote), teller);
  if (polled.kind === 'unreachable' || (polled.kind === 'gone' && hasProblem(body))) return polled;
  return { kind: 'found', job: { ...readListed(jobIn(body, remote)), remote } };
}

const namesJob = (body: unknown): boolean => ownId(jobIn(body)) !== undefined;

/**
 * Whether an answer that names no job says `failed` of the call: it has a status such as calls have, or is about the key, the rate or
 * the look at the job, or is nothing but a word. `error` and `fail` are words for calls (JSend).
 */
function isOfCall(body: unknown, { problem, word = '' }: VideoJob): boolean {
  if (namesJob(body) || isModeration(problem)) return false;
  if (typeof body === 'string' || /^(error|fail)$/i.test(word) || isOfAsking(problem)) return true;
  return statusToldIn(body) !== undefined || [401, 403, 429].includes(statusOfWords(problem) ?? 0);
}

/** Where a server has no code, its word for the state may say why. */
function problemOf({ problem, word }: VideoJob): VideoJob['problem'] {
  if (problem.code !== undefined || word === undefined || /^(fail(ed|ure)?|error)$/i.test(word))
    return problem;
  return { ...problem, code: word };
}

/** No state, or a word for it that nobody knows. */
function unclearOf(exchange: Answered, video: VideoJob, teller: Teller): Polled {
  const { body } = exchange;
  if (video.word !== undefined) return { ...waitingOf(video), unclear: true };
  if (!hasProblem(body)) {
    if (video.isJob) return { ...waitingOf(video), unclear: true };
    const why = body === undefined ? 'it is empty' : 'it tells nothing of the job';
    return { kind: 'unreachable', failure: brokenFailure(teller, { ...exchange, kind: 'garbled', why }) };
  }
  return refusedPoll(exchange, video, teller);
}

/** The server tells of a problem instead of the job. */
function refusedPoll(exchange: Answered, { problem }: VideoJob, teller: Teller): Polled {
  const { body } = exchange;
  if (isModeration(problem)) return { kind: 'failed', failure: jobFailure(teller, problem) };
  const status = statusToldIn(body) ?? statusOfWords(problem);
  const failure = toldFailure(teller, body, status, exchange);
  const isDenied = status === 404 || status === 410 || isNotFound(problem);
  if (isDenied && !deniesOther(body)) {
    return { kind: 'gone', said: answerText(exchange) };
  }
  return { kind: 'unreachable', failure: { ...failure, again: failure.reason !== 'permission' } };
}

function waitingOf({ progress, word, problem: { message } }: VideoJob): Waiting {
  return {
    kind: 'waiting',
    ...(progress !== undefined && { progress }),
    ...(word !== undefined && { state: word }),
    ...(message !== undefined && { message }),
  };
}
