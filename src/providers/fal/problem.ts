import { isObject, objectOf, textOf } from '../http/json.ts';
import type { Exchange, RefusedCall } from '../http/response.ts';
import { readProblem, type ServerProblem } from '../http/server-problem.ts';

/**
 * What fal says is wrong: `{detail: [{loc, msg, type}]}` by a model, `{detail, error_type}` by fal itself. Undefined if the body
 * is neither: then something else answered.
 */
export function problemIn(body: unknown): ServerProblem | undefined {
  if (!isObject(body) || body.detail === undefined) return undefined;
  const [first] = Array.isArray(body.detail) ? body.detail : [];
  const code = textOf(body.error_type) ?? textOf(objectOf(first).type);
  const { message } = readProblem(body);
  return { ...(code !== undefined && { code }), ...(message !== undefined && { message }) };
}

/** The same refusal in the form that all readers know. */
export function plainly<T extends Exchange>(exchange: T): T | RefusedCall {
  const problem = exchange.kind === 'refused' ? problemIn(exchange.body) : undefined;
  return problem && exchange.kind === 'refused'
    ? { ...exchange, body: { error: problem, detail: objectOf(exchange.body).detail } }
    : exchange;
}
