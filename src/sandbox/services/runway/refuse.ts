import { type Answer, json } from '../../answer.ts';
import { failureOf } from '../../failure.ts';
import type { CallProblem } from '../../problem.ts';

/** `{error}`, and for an invalid body what is wrong where. */
export function refuse(problem: CallProblem, headers: Readonly<Record<string, string>> = {}): Answer {
  const { status, message, param, code } = problem;
  if (code === 'insufficient_quota') {
    return json(400, { error: 'You do not have enough credits to run this task.' }, headers);
  }
  if (status !== 400 || param === undefined || code === failureOf('moderation').code) {
    return json(status, { error: message }, headers);
  }
  const issue = { code: code ?? 'custom', message, path: param.split('.').map(stepOf) };
  const docUrl = 'https://docs.dev.runwayml.com/api';
  return json(status, { error: 'Validation of body failed', issues: [issue], docUrl }, headers);
}

const stepOf = (word: string): string | number => (/^\d+$/.test(word) ? Number(word) : word);
