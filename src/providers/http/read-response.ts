import type { Clock } from '../../core/ports.ts';
import { parseJson } from './json.ts';
import { nothingWasSent, reasonOf } from './network-error.ts';
import { requestIdOf } from './request-id.ts';
import type { Exchange } from './response.ts';
import { pollAfterOf } from './retry-after.ts';

/** An answer that was read, as far as it arrived. */
export interface ReadAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string | { readonly cut: unknown };
}

/** How answers are read. */
export interface Reading {
  readonly clock: Clock;
  /** Headers of an answer that mean something at that service, in lower case. */
  readonly keeps?: readonly string[];
}

/** What a response of success says. Never throws. */
export async function readResponse(response: Response, reading: Reading): Promise<Exchange> {
  return answered(await answerOf(response), reading);
}

/** What a response of any other status says. Never throws. */
export async function readRefusal(response: Response): Promise<Exchange> {
  return refused(await answerOf(response));
}

/** How an exchange ended whose answer was read, or did not come. Never throws. */
export async function exchangeOf(answering: Promise<ReadAnswer>, reading: Reading): Promise<Exchange> {
  try {
    const answer = await answering;
    return answer.status >= 200 && answer.status <= 299 ? answered(answer, reading) : refused(answer);
  } catch (error) {
    return { kind: nothingWasSent(error) ? 'unsent' : 'lost', why: reasonOf(error) };
  }
}

async function answerOf(response: Response): Promise<ReadAnswer> {
  const { status, headers } = response;
  return { status, headers, text: await response.text().catch((cut: unknown) => ({ cut })) };
}

function answered(answer: ReadAnswer, { clock, keeps = [] }: Reading): Exchange {
  const { headers, text } = answer;
  const said = responded(answer);
  if (typeof text !== 'string')
    return { kind: 'garbled', why: `it was cut off: ${reasonOf(text.cut)}`, ...said };
  if (typeof said.body === 'string' && !isWord(said.body))
    return { kind: 'garbled', why: 'it is not JSON', ...said };
  const kept = keeps.flatMap((name) => {
    const value = headers.get(name);
    return value === null ? [] : [[name, value] as const];
  });
  return {
    kind: 'answered',
    ...said,
    ...{ pollAfter: pollAfterOf(headers, clock.now()), date: dateOf(headers) },
    ...(kept.length > 0 && { kept: Object.fromEntries(kept) }),
  };
}

const refused = (answer: ReadAnswer): Exchange => ({
  kind: 'refused',
  ...responded(answer),
  retryAfter: answer.headers.get('retry-after') ?? undefined,
});

/** What answers of any status have. */
function responded({ status, headers, text }: ReadAnswer) {
  const whole = typeof text === 'string' ? text : '';
  return {
    status,
    body: whole.trim() === '' ? undefined : (parseJson(whole) ?? whole),
    requestId: requestIdOf(headers),
    location: headers.get('location') ?? undefined,
  };
}

/** Some servers answer with an id, a state or a link, and nothing around it. */
const isWord = (text: string): boolean => /^\s*[\w.:~=+@/?&%-]{1,1024}\s*$/.test(text);

function dateOf(headers: Headers): number | undefined {
  const date = Date.parse(headers.get('date') ?? '');
  return Number.isNaN(date) ? undefined : date;
}
