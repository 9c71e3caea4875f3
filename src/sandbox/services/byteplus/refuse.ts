import { type Answer, json } from '../../answer.ts';
import { failureOf } from '../../failure.ts';
import type { CallProblem } from '../../problem.ts';

/** `{error: {code, message, param, type}}`. */
export function refuse(problem: CallProblem, headers: Readonly<Record<string, string>> = {}): Answer {
  const { status, code, message, param } = problem;
  if (code === 'insufficient_quota') {
    const overdue = { code: 'AccountOverdueError', message: 'The account has an overdue balance.' };
    return json(403, { error: { ...overdue, type: 'Forbidden' } }, headers);
  }
  const isModeration = code === failureOf('moderation').code;
  const own = isModeration ? 'InputTextSensitiveContentDetected' : (byStatus[status] ?? code);
  const error = { code: code?.includes('.') ? code : own, message, param: param ?? '', type: types[status] };
  return json(status, { error }, headers);
}

const byStatus: Readonly<Record<number, string>> = {
  400: 'InvalidParameter',
  401: 'AuthenticationError',
  403: 'AccessDenied',
  404: 'ResourceNotFound',
  409: 'InvalidAction',
  429: 'RateLimitExceeded.EndpointRPMExceeded',
  500: 'InternalServiceError',
  503: 'ServerOverloaded',
};

const types: Readonly<Record<number, string>> = {
  400: 'BadRequest',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  409: 'Conflict',
  429: 'TooManyRequests',
};
