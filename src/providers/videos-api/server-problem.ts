import { objectOf, textOf } from './json.ts';

/** What a server says is wrong, in whichever of the usual forms. */
export interface ServerProblem {
  readonly code?: string;
  /** One line, as the server wrote it. */
  readonly message?: string;
}

/** `{error: {code, type, message}}`, `{error: "…"}`, `{detail}`, RFC 7807, or bare text. */
export function readProblem(body: unknown): ServerProblem {
  const outer = objectOf(body);
  const inner = objectOf(outer.error);
  const code = textOf(inner.code) ?? textOf(outer.code) ?? textOf(inner.type);
  const message =
    textOf(inner.message) ??
    textOf(outer.error) ??
    detailText(outer.detail) ??
    textOf(outer.message) ??
    textOf(outer.title) ??
    textOf(body);
  return {
    ...(code !== undefined && { code: shortened(code, 80) }),
    ...(message !== undefined && { message: shortened(message, 300) }),
  };
}

/** FastAPI lists what it finds wrong: `[{loc, msg}]`. */
function detailText(detail: unknown): string | undefined {
  if (!Array.isArray(detail)) return textOf(detail);
  const texts = detail.map((one) => textOf(objectOf(one).msg)).filter((text) => text !== undefined);
  return texts.length > 0 ? texts.join('; ') : undefined;
}

/** A page of HTML says nothing to a person. */
function shortened(text: string, most: number): string {
  const line = /^\s*</.test(text) ? 'a web page' : text.replace(/\s+/g, ' ').trim();
  return line.length > most ? `${line.slice(0, most - 1)}…` : line;
}

const moderation = /moderat|safety|policy|sentinel|content[_ -]?filter/i;
const quota =
  /insufficient_quota|billing_hard_limit|spend_limit|quota[_ ]exceeded|insufficient (credit|balance|fund)/i;
const capacity = /capacity|overload|unavailable|busy/i;

const says = (pattern: RegExp, { code = '', message = '' }: ServerProblem): boolean =>
  pattern.test(code) || pattern.test(message);

export const isModeration = (problem: ServerProblem): boolean => says(moderation, problem);
export const isQuota = (problem: ServerProblem): boolean => says(quota, problem);
export const isCapacity = (problem: ServerProblem): boolean => says(capacity, problem);
