import { type Sentence, say, says } from '../../core/sentence.ts';
import type { Failure } from '../provider.ts';
import type { Exchange, RefusedCall } from './exchange.ts';
import type { retirementOf } from './retired.ts';
import { retryAfterOf } from './retry-after.ts';
import { isCapacity, isModeration, isQuota, readProblem, type ServerProblem } from './server-problem.ts';

/** The provider that failures are about, and the time at which they are read. */
export interface Teller {
  /** The provider's name in the storyboard. */
  readonly provider: string;
  readonly baseUrl: string;
  readonly retired: ReturnType<typeof retirementOf>;
  readonly now: () => number;
}

/** The server refused. `again` is about the same request, sent later. */
export function refusalFailure(teller: Teller, refusal: RefusedCall): Failure {
  const { status } = refusal;
  const problem = readProblem(refusal.body);
  if (teller.retired && [403, 404, 410].includes(status)) {
    const { reason, help } = teller.retired;
    return {
      reason: 'permission',
      ...says(say`${reason} It answered ${said(status, problem, refusal)}`, say`${help}`),
      again: false,
    };
  }
  const { reason, verb, help, again } = meaningOf(status, problem);
  const retryAfter = again ? retryAfterOf(refusal.retryAfter, teller.now()) : undefined;
  return {
    reason,
    ...says(say`${{ provider: teller.provider }} ${verb}: ${said(status, problem, refusal)}`, help),
    again,
    ...(retryAfter !== undefined && { retryAfter }),
  };
}

interface Meaning {
  readonly reason: Failure['reason'];
  readonly verb: string;
  readonly help?: Sentence;
  readonly again: boolean;
}

const refusedPrompt: Meaning = {
  reason: 'moderation',
  verb: 'refused the prompt because of its content',
  help: say`Reword it, or give the segment \`fallbacks\`; real people, brands and violence are refused most often.`,
  again: false,
};

const noMoney: Meaning = {
  reason: 'quota',
  verb: 'says that the account has no money or quota left',
  help: say`Top up the account or raise its limit at the provider. The next run makes only what is missing.`,
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
        verb: 'rejected the request as invalid',
        help: say`\`storycut show\` prints what is sent; the model may support less than is configured for it.`,
        again: false,
      };
    case 401:
      return {
        reason: 'permission',
        verb: 'rejected the key',
        help: say`Check the key: \`storycut doctor\` shows where each provider reads it from.`,
        again: false,
      };
    case 403:
      return {
        reason: 'permission',
        verb: 'denied this account access',
        help: say`The account may need to be verified, or to be given access to the model.`,
        again: false,
      };
    case 404:
      return {
        reason: 'invalid',
        verb: 'has no such model or URL',
        help: say`Check the model's name and the base URL.`,
        again: false,
      };
    case 429:
      return { reason: 'rate', verb: 'is rate-limiting this account', again: true };
    case 503:
      return { reason: 'capacity', verb: 'has no capacity right now', again: true };
    default:
      return { reason: 'other', verb: 'failed', again: true };
  }
}

/** The exchange failed, or its response is invalid. */
export function brokenFailure(
  teller: Teller,
  broken: Exclude<Exchange, RefusedCall | { kind: 'answered' }>,
): Failure {
  const { provider, baseUrl } = teller;
  switch (broken.kind) {
    case 'unsent':
      return {
        reason: 'network',
        ...says(
          say`${{ provider }} can't be reached at ${{ host: hostOf(baseUrl) }}: ${{ cause: broken.why }}. Nothing was sent.`,
          say`Check the base URL, the network, and whether the server is running.`,
        ),
        again: true,
      };
    case 'lost':
      return {
        reason: 'network',
        ...says(say`${{ provider }} did not respond: ${{ cause: broken.why }}.`),
        again: true,
      };
    case 'garbled':
      return {
        reason: 'other',
        ...says(
          say`${{ provider }} sent an invalid response: ${{ cause: broken.why }}.${idOf(broken)}`,
          say`Check that the base URL is that of a Videos API.`,
        ),
        again: true,
      };
  }
}

/** The job itself failed at the server. */
export function jobFailure({ provider }: Teller, problem: ServerProblem): Failure {
  const why = describe(problem);
  const { reason, verb, help, again } = isModeration(problem)
    ? refusedPrompt
    : isQuota(problem, false)
      ? noMoney
      : couldNot(problem);
  return { reason, ...says(say`${{ provider }} ${verb}: ${why}`, help), again };
}

const couldNot = (problem: ServerProblem): Meaning => ({
  reason: isCapacity(problem) ? 'capacity' : 'other',
  verb: 'could not make the footage',
  again: true,
});

const said = (
  status: number,
  problem: ServerProblem,
  of: { readonly requestId?: string | undefined },
): Sentence => say`${describe(problem, status)}${idOf(of)}`;

function describe({ code, message }: ServerProblem, status?: number): Sentence {
  const head = [status, code].filter((one) => one !== undefined).join(' ');
  const text = message?.replace(/[.\s]*$/, '.');
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

const idOf = ({ requestId }: { readonly requestId?: string | undefined }): Sentence =>
  requestId === undefined ? say`` : say` (request ${{ requestId: requestId.slice(0, 100) }})`;

const hostOf = (baseUrl: string): string => (URL.canParse(baseUrl) ? new URL(baseUrl).host : baseUrl);
