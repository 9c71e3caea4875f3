import { type Answer, json } from '../../answer.ts';
import type { CallProblem } from '../../problem.ts';

/** `{error: {code, message, status}}`. */
export function refuse(problem: CallProblem, headers: Readonly<Record<string, string>> = {}): Answer {
  const { code, message } = problem;
  const isPoor = code === 'insufficient_quota';
  // A call without a key is nobody's.
  const status = isPoor ? 429 : problem.status === 401 ? 403 : problem.status;
  const words = isPoor ? 'Your prepayment credits are depleted.' : message;
  return json(
    status,
    { error: { code: status, message: words, status: names[status] ?? 'UNKNOWN' } },
    headers,
  );
}

const names: Readonly<Record<number, string>> = {
  400: 'INVALID_ARGUMENT',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  409: 'ABORTED',
  429: 'RESOURCE_EXHAUSTED',
  500: 'INTERNAL',
  503: 'UNAVAILABLE',
  504: 'DEADLINE_EXCEEDED',
};
