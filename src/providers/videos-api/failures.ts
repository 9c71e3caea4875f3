import type { Failure } from '../provider.ts';
import type { Exchange, RefusedCall } from './exchange.ts';
import type { retirementOf } from './retired.ts';
import { retryAfterOf } from './retry-after.ts';
import { isCapacity, isModeration, isQuota, readProblem, type ServerProblem } from './server-problem.ts';

/** Whom failures are about, and when they are read. */
export interface Teller {
  /** The provider's name in the storyboard. */
  readonly provider: string;
  readonly baseUrl: string;
  readonly retired: ReturnType<typeof retirementOf>;
  readonly now: () => number;
}

/** The server said no. `again` holds for the same request, sent later. */
export function refusalFailure(teller: Teller, refusal: RefusedCall): Failure {
  const { status } = refusal;
  const problem = readProblem(refusal.body);
  if (teller.retired && [403, 404, 410].includes(status)) {
    const { reason, help } = teller.retired;
    return {
      reason: 'permission',
      message: `${reason} It answered ${said(status, problem, refusal)}`,
      help,
      again: false,
    };
  }
  const { reason, verb, help, again } = meaningOf(status, problem);
  const retryAfter = again ? retryAfterOf(refusal.retryAfter, teller.now()) : undefined;
  return {
    reason,
    message: `${teller.provider} ${verb}: ${said(status, problem, refusal)}`,
    ...(help !== undefined && { help }),
    again,
    ...(retryAfter !== undefined && { retryAfter }),
  };
}

interface Meaning {
  readonly reason: Failure['reason'];
  readonly verb: string;
  readonly help?: string;
  readonly again: boolean;
}

const refusedPrompt: Meaning = {
  reason: 'moderation',
  verb: 'refuses the prompt for what it says or shows',
  help: 'Word it differently, or give the segment `fallbacks`; real people, brands and violence are refused most often.',
  again: false,
};

const noMoney: Meaning = {
  reason: 'quota',
  verb: 'says that the account has no money or quota left',
  help: "Top up or raise the limit at the provider, then run again: what is made already isn't made twice.",
  again: false,
};

function meaningOf(status: number, problem: ServerProblem): Meaning {
  if (status === 402 || (status < 500 && isQuota(problem, status === 429))) return noMoney;
  if (status < 500 && status !== 429 && status !== 401 && isModeration(problem)) return refusedPrompt;
  switch (status) {
    case 400:
    case 413:
    case 422:
      return {
        reason: 'invalid',
        verb: 'refuses the request as it stands',
        help: '`storycut show` prints what is sent; the model may be able to do less than is configured for it.',
        again: false,
      };
    case 401:
      return {
        reason: 'permission',
        verb: 'does not accept the key',
        help: 'Check the key: `storycut doctor` says where each provider takes it from.',
        again: false,
      };
    case 403:
      return {
        reason: 'permission',
        verb: 'does not let this account do it',
        help: 'The account may need to be verified, or be given access to the model.',
        again: false,
      };
    case 404:
      return {
        reason: 'invalid',
        verb: 'does not know the model or the address',
        help: "Check the model's name and the base URL.",
        again: false,
      };
    case 429:
      return { reason: 'rate', verb: 'asks to come more slowly', again: true };
    case 503:
      return { reason: 'capacity', verb: 'has no room now', again: true };
    default:
      return { reason: 'other', verb: 'failed', again: true };
  }
}

/** The exchange failed, or its answer means nothing. */
export function brokenFailure(
  teller: Teller,
  broken: Exclude<Exchange, RefusedCall | { kind: 'answered' }>,
): Failure {
  const { provider, baseUrl } = teller;
  switch (broken.kind) {
    case 'unsent':
      return {
        reason: 'network',
        message: `${provider} can't be reached at ${hostOf(baseUrl)}: ${broken.why}. Nothing was sent.`,
        help: 'Check the base URL, the network, and whether the server runs.',
        again: true,
      };
    case 'lost':
      return { reason: 'network', message: `${provider} did not answer: ${broken.why}.`, again: true };
    case 'garbled':
      return {
        reason: 'other',
        message: `${provider} gave an answer that means nothing: ${broken.why}.${requestId(broken)}`,
        help: 'Is the base URL really that of a Videos API?',
        again: true,
      };
  }
}

/** The job itself failed at the server. */
export function jobFailure({ provider }: Teller, problem: ServerProblem): Failure {
  const why = describe(problem);
  if (isModeration(problem)) {
    return { ...pick(refusedPrompt), message: `${provider} ${refusedPrompt.verb}: ${why}` };
  }
  if (isQuota(problem, false)) return { ...pick(noMoney), message: `${provider} ${noMoney.verb}: ${why}` };
  return {
    reason: isCapacity(problem) ? 'capacity' : 'other',
    message: `${provider} could not make it: ${why}`,
    again: true,
  };
}

const pick = ({ reason, help, again }: Meaning) => ({ reason, again, ...(help !== undefined && { help }) });

const said = (
  status: number,
  problem: ServerProblem,
  of: { readonly requestId?: string | undefined },
): string => `${describe(problem, status)}${requestId(of)}`;

function describe({ code, message }: ServerProblem, status?: number): string {
  const head = [status, code].filter((one) => one !== undefined).join(' ');
  const text = message?.replace(/[.\s]*$/, '.');
  if (text === undefined) return head === '' ? 'no reason was given.' : `${head}.`;
  return head === '' ? text : `${head}, ${text}`;
}

const requestId = ({ requestId }: { readonly requestId?: string | undefined }): string =>
  requestId === undefined ? '' : ` (request ${requestId.slice(0, 100)})`;

const hostOf = (baseUrl: string): string => (URL.canParse(baseUrl) ? new URL(baseUrl).host : baseUrl);
