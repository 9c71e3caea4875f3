import { type Answer, json } from '../../answer.ts';
import { failureOf } from '../../failure.ts';
import type { CallProblem } from '../../problem.ts';

/** What fal calls a failure of its own. */
const errorTypes: Readonly<Record<number, string>> = {
  400: 'bad_request',
  499: 'client_cancelled',
  500: 'internal_error',
  502: 'internal_error',
  503: 'internal_error',
  504: 'request_timeout',
};

/** `{detail: [{loc, msg, type}]}` of what was sent, `{detail, error_type}` of the rest. */
export function refuse(problem: CallProblem, headers: Readonly<Record<string, string>> = {}): Answer {
  const { status, message, param, code } = problem;
  if (code === 'insufficient_quota') {
    return json(403, { detail: 'User is locked. Reason: Exhausted balance. Top up your balance.' }, headers);
  }
  const isModeration = code === failureOf('moderation').code;
  if (status === 400 && (param !== undefined || isModeration)) {
    const type = isModeration ? 'content_policy_violation' : (code ?? 'value_error');
    const loc = ['body', ...(param ?? 'prompt').split('.').map(stepOf)];
    const detail = [{ loc, msg: message, type, url: `https://docs.fal.ai/errors#${type}` }];
    return json(422, { detail }, headers);
  }
  const type = code?.startsWith('runner_') ? code : errorTypes[status];
  return type === undefined
    ? json(status, { detail: message }, headers)
    : json(status, { detail: message, error_type: type }, { ...headers, 'x-fal-error-type': type });
}

const stepOf = (word: string): string | number => (/^\d+$/.test(word) ? Number(word) : word);
