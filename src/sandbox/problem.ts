import { err, type Result } from '../core/result.ts';

/** Why a call is refused, before a dialect puts it into its format. */
export interface CallProblem {
  readonly status: number;
  readonly message: string;
  /** The invalid field. */
  readonly param?: string;
  readonly code?: string;
}

export const refused = (problem: CallProblem): Result<never, CallProblem> => err(problem);

export const invalid = (param: string, message: string, code = 'invalid_value'): CallProblem => ({
  status: 400,
  message,
  param,
  code,
});

export const unknownVideo = (id: string): CallProblem => ({
  status: 404,
  message: `Video with id '${id}' not found.`,
  param: 'video_id',
});

/** The problem for a bare status code that a fault asks for. */
export function problemOf(status: number): CallProblem {
  const code = codes[status];
  return {
    status,
    message: `The sandbox was told to answer ${status}.`,
    ...(code === undefined ? {} : { code }),
  };
}

const codes: Readonly<Record<number, string>> = {
  400: 'invalid_value',
  401: 'invalid_api_key',
  403: 'organization_not_verified',
  409: 'conflict',
  429: 'rate_limit_exceeded',
  500: 'server_error',
  503: 'server_overloaded',
};
