import { type Sentence, say } from '../../core/sentence.ts';
import type { Failure } from '../provider.ts';
import {
  isBarred,
  isCancelled,
  isCapacity,
  isInvalid,
  isLate,
  isModeration,
  isNobody,
  isNoModel,
  isOutOfMoney,
  isOutright,
  isQuota,
  isRefusedKey,
} from './problem-words.ts';
import { refusing } from './refusal.ts';
import type { ServerProblem } from './server-problem.ts';

/** What a server's words or status mean for people, and for what to do next. */
interface Meaning {
  readonly reason: Failure['reason'];
  readonly verb: string;
  readonly help?: Sentence;
  readonly again: boolean;
}

export const refusedPrompt: Meaning = {
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

const noModel: Meaning = {
  reason: 'invalid',
  verb: 'has no such model or URL',
  help: say`Check the model's name and the base URL.`,
  again: false,
};

const noCapacity: Meaning = { reason: 'capacity', verb: 'has no capacity right now', again: true };

const nobody: Meaning = {
  reason: 'capacity',
  verb: 'has nothing to pass the request on to',
  help: say`Check the model's name, and whether this account may use it there; it may also be out of service for a while.`,
  again: true,
};

const invalid: Meaning = {
  reason: 'invalid',
  verb: 'rejected the request as invalid',
  help: say`\`storycut show\` prints what is sent; the model may support less than is configured for it.`,
  again: false,
};

/** What the words mean counts first; a server's own error has words about anything. */
export function meaningOf(status: number, problem: ServerProblem): Meaning {
  const says: typeof isOutright = status < 500 ? (is, about) => is(about) : isOutright;
  if (status === 402 || says(isOutOfMoney, problem)) return noMoney;
  if (says(isNobody, problem)) return nobody;
  if (status >= 500 && says(isNoModel, problem)) return noModel;
  if (status < 500) {
    if (isQuota(problem, status === 429)) return noMoney;
    if (isRefusedKey(problem)) return wrongKey;
    if (status === 400 && isBarred(problem)) return barred;
    if (status !== 429 && status !== 401 && isModeration(problem)) return refusedPrompt;
    if (status >= 300 && status < 400) return redirected;
    if (status !== 429 && status !== 401 && isLate(problem)) return late;
  }
  return byStatus[status] ?? (refusing.has(status) ? invalid : broken);
}

const redirected: Meaning = {
  reason: 'invalid',
  verb: 'is at another URL',
  help: say`Set the base URL to where it leads; requests are never redirected.`,
  again: false,
};

const broken: Meaning = { reason: 'other', verb: 'failed', again: true };
const unanswered: Meaning = { ...broken, verb: 'did not answer the gateway in front of it' };
const late: Meaning = { ...broken, verb: 'gave up before it had an answer' };
const unoffered: Meaning = { ...noModel, verb: 'does not offer this' };

const wrongKey: Meaning = {
  reason: 'permission',
  verb: 'rejected the key',
  help: say`Check the key: \`storycut doctor\` shows where each provider reads it from.`,
  again: false,
};

const barred: Meaning = {
  reason: 'permission',
  verb: 'is not offered where you are',
  help: say`Use another provider, or ask this one where it is offered.`,
  again: false,
};

const byStatus: Readonly<Record<number, Meaning>> = {
  401: wrongKey,
  403: {
    reason: 'permission',
    verb: 'denied this account access',
    help: say`The account may need to be verified, or to be given access to the model.`,
    again: false,
  },
  404: noModel,
  405: unoffered,
  407: {
    reason: 'permission',
    verb: 'is behind a proxy that asks who you are',
    help: say`Name its user and password in the proxy's address: \`HTTPS_PROXY=http://USER:PASSWORD@HOST:PORT\`, or \`HTTP_PROXY\`.`,
    again: false,
  },
  408: { ...broken, verb: 'did not wait for the whole request' },
  409: { reason: 'other', verb: 'refused, because of a conflict', again: true },
  410: noModel,
  425: broken,
  429: { reason: 'rate', verb: 'is rate-limiting this account', again: true },
  451: {
    reason: 'moderation',
    verb: 'refused for legal reasons',
    help: say`Reword the prompt, or give the segment \`fallbacks\`; or it is not offered where you are.`,
    again: false,
  },
  499: broken,
  501: unoffered,
  502: unanswered,
  503: noCapacity,
  504: unanswered,
  505: unoffered,
  529: noCapacity,
};

const cancelled: Meaning = { reason: 'cancelled', verb: 'says that the job was cancelled', again: false };

/** What it means that a job failed for this. */
export function meaningOfFailure(problem: ServerProblem): Meaning {
  if (isModeration(problem)) return refusedPrompt;
  if (isQuota(problem, false)) return noMoney;
  if (isCancelled(problem)) return cancelled;
  // What was sent is no better the next time, and may be charged again.
  if (isInvalid(problem) || /^4(00|22)$/.test(problem.code ?? '')) return invalid;
  const reason = isCapacity(problem) ? 'capacity' : 'other';
  return { reason, verb: 'could not make the footage', again: true };
}
