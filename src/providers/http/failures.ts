import { type Sentence, say, says } from '../../core/sentence.ts';
import type { Failure } from '../provider.ts';
import { meaningOf, meaningOfFailure, refusedPrompt } from './meaning.ts';
import { requestIdIn } from './request-id.ts';
import type { Exchange, RefusedCall } from './response.ts';
import { retryAfterOf, waitIn } from './retry-after.ts';
import { readProblem, type ServerProblem } from './server-problem.ts';

/** The provider that failures are about, and the time at which they are read. */
export interface Teller {
  /** The provider's name in the storyboard. */
  readonly provider: string;
  readonly baseUrl: string;
  /** What it offers there, as in `a Videos API`. */
  readonly api: string;
  /** If it has ended there: why, and what to do instead. */
  readonly retired?: { readonly reason: string; readonly help: string } | undefined;
  readonly now: () => number;
}

/** The server refused. `again` is about the same request, sent later. */
export function refusalFailure(teller: Teller, refusal: RefusedCall): Failure {
  const { status, body } = refusal;
  const problem = readProblem(body);
  if (teller.retired && [403, 404, 410].includes(status)) {
    const { reason, help } = teller.retired;
    return {
      reason: 'permission',
      ...says(say`${reason} It answered ${said(problem, refusal)}`, say`${help}`),
      again: false,
    };
  }
  const { reason, verb, help, again } = meaningOf(status, problem);
  const retryAfter = again ? (retryAfterOf(refusal.retryAfter, teller.now()) ?? waitIn(body)) : undefined;
  return {
    reason,
    ...says(
      say`${{ provider: teller.provider }} ${verb}: ${said(problem, refusal)}${redirectOf(refusal)}`,
      isPage(body) ? pageHelp : help,
    ),
    again,
    ...(retryAfter !== undefined && { retryAfter }),
  };
}

/** A page of HTML or XML comes from something else than the API. */
const isPage = (body: unknown): boolean => typeof body === 'string' && /^\s*</.test(body);

const pageHelp = say`That is a web page and not the API: something in between sent it, such as a proxy or a firewall, or the base URL is wrong.`;

function redirectOf({ status, location }: RefusedCall): Sentence {
  if (status < 300 || status > 399 || location === undefined) return say``;
  return say` It leads to ${{ location: location.slice(0, 200) }}.`;
}

/** No answer came, or none that was asked for. */
export const exchangeFailure = (
  teller: Teller,
  exchange: Exclude<Exchange, { kind: 'answered' }>,
): Failure =>
  exchange.kind === 'refused' ? refusalFailure(teller, exchange) : brokenFailure(teller, exchange);

/** The exchange failed, or its response is invalid. */
export function brokenFailure(
  teller: Teller,
  exchange: Exclude<Exchange, RefusedCall | { kind: 'answered' }>,
): Failure {
  const { provider, baseUrl } = teller;
  switch (exchange.kind) {
    case 'unsent':
      return {
        reason: 'network',
        ...says(
          say`${{ provider }} can't be reached at ${{ host: hostOf(baseUrl) }}: ${{ cause: exchange.why }}. Nothing was sent.`,
          say`Check the base URL, the network, and whether the server is running.`,
        ),
        again: true,
      };
    case 'lost':
      return {
        reason: 'network',
        ...says(say`${{ provider }} did not respond: ${{ cause: exchange.why }}.`),
        again: true,
      };
    case 'garbled':
      return {
        reason: 'other',
        ...says(
          say`${{ provider }} sent an invalid response: ${{ cause: exchange.why }}${quotedFrom(exchange.body)}.${idOf(exchange)}`,
          isPage(exchange.body) ? pageHelp : say`Check that the base URL is that of ${teller.api}.`,
        ),
        again: true,
      };
  }
}

function quotedFrom(body: unknown): Sentence {
  const { message } = readProblem(body);
  return message === undefined ? say`` : say`, but ${{ said: message.replace(/[.\s]*$/, '') }}`;
}

/** The server told of a problem, with a status of success. `status`: what it is about, as far as it says. */
export function toldFailure(
  teller: Teller,
  body: unknown,
  status: number | undefined,
  of: RequestNamed,
): Failure {
  const problem = readProblem(body);
  const { reason, verb, help, again } = meaningOf(status ?? 500, problem);
  return {
    reason,
    ...says(say`${{ provider: teller.provider }} ${verb}: ${said(problem, of)}`, help),
    again,
  };
}

interface RequestNamed {
  readonly status?: number | undefined;
  readonly requestId?: string | undefined;
  readonly body?: unknown;
}

/** The job itself failed at the server. */
export function jobFailure({ provider }: Teller, problem: ServerProblem): Failure {
  const { reason, verb, help, again } = meaningOfFailure(problem);
  return { reason, ...says(say`${{ provider }} ${verb}: ${describe(problem)}`, help), again };
}

/** The job is done, and its footage is held back. */
export function heldBack({ provider }: Teller, { message }: ServerProblem, why: Sentence): Failure {
  const { reason, help, again } = refusedPrompt;
  const told = message === undefined ? say`` : say` It says: ${{ cause: message.replace(/[.\s]*$/, '.') }}`;
  return {
    reason,
    ...says(say`${{ provider }} made the footage and does not hand it out: ${why}${told}`, help),
    again,
  };
}

/** What was answered, without more. */
export const answerText = (of: RequestNamed): string => said(readProblem(of.body), of).text;

/** A response that is not footage where footage should be. */
export const undelivered = ({ provider }: Teller, of: RequestNamed) =>
  says(
    say`${{ provider }} did not deliver the footage: it answered ${said(readProblem(of.body), of)}`,
    say`It is made and paid for, and stays at the provider: the next run asks for it again. If that doesn't help, ask the provider.`,
  );

const said = (problem: ServerProblem, of: RequestNamed): Sentence =>
  say`${describe(problem, of.status)}${idOf(of)}`;

function describe({ code, message, told = message }: ServerProblem, status?: number): Sentence {
  const known = code === String(status) ? undefined : code;
  const head = [status, known].filter((one) => one !== undefined).join(' ');
  const text = told?.replace(/[.\s]*$/, '.');
  const end = head === '' ? 'no reason was given.' : `${head}.`;
  return {
    text: text === undefined ? end : head === '' ? text : `${head}, ${text}`,
    params: {
      ...(status !== undefined && { status }),
      ...(code !== undefined && { error: code }),
      ...(text !== undefined && { cause: text }),
    },
  };
}

function idOf({ requestId, body }: RequestNamed): Sentence {
  const id = requestId ?? requestIdIn(body);
  return id === undefined ? say`` : say` (request ${{ requestId: id.slice(0, 100) }})`;
}

const hostOf = (baseUrl: string): string => (URL.canParse(baseUrl) ? new URL(baseUrl).host : baseUrl);
