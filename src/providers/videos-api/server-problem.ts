import { objectOf, textOf } from './json.ts';

/** What a server reports as wrong, in any of the usual forms. */
export interface ServerProblem {
  readonly code?: string;
  /** The parameter that it is about, if the server names one. */
  readonly param?: string;
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
  const param = textOf(inner.param);
  return {
    ...(code !== undefined && { code: shortened(code, 80) }),
    ...(param !== undefined && { param }),
    ...(message !== undefined && { message: shortened(message, 300) }),
  };
}

/** FastAPI lists problems: `[{loc, msg}]`. */
function detailText(detail: unknown): string | undefined {
  if (!Array.isArray(detail)) return textOf(detail);
  const texts = detail.map((one) => textOf(objectOf(one).msg)).filter((text) => text !== undefined);
  return texts.length > 0 ? texts.join('; ') : undefined;
}

/** A page of HTML tells a person nothing. */
function shortened(text: string, most: number): string {
  const line = /^\s*</.test(text) ? 'a web page' : text.replace(/\s+/g, ' ').trim();
  return line.length > most ? `${line.slice(0, most - 1)}…` : line;
}

/** Separate patterns for codes: a message may mention safety or quota for other reasons. */
const moderationCode = /moderat|safety|sentinel|content[_ -]?(policy|filter)|sensitive/i;
const moderationText =
  /moderat|sentinel|content[_ -]?(policy|policies|filter|guideline|checker)|responsible ai|safety (system|filter|check|guideline|polic|reason|violation)|(usage|acceptable use) polic|violat\w* (our|the) (?!organi[sz]ation|account|workspace|project|admin)([\w-]+ )*(polic|guideline)|flagged as/i;
/** A parameter is refused, whatever its name is. */
const ofParameter = /parameter|argument|field|invalid_(type|value)|missing|required|extra_forbidden/i;
const otherPolicy = /organi[sz]ation|workspace|administrator/i;

const quotaCode = /insufficient_(quota|credit|balance|fund)|billing_hard_limit|spend_limit/i;
const quotaText =
  /insufficient (quota|credit|balance|fund)|billing hard limit|spend(ing)? limit|out of credit|used all (available|your) credits|enough (credit|balance|fund)|(exhausted|overdue) balance|key limit exceeded/i;
/** Used for money, and for requests per minute or day alike. */
const anyQuota = /quota[_ ]exceeded|exceeded your (current )?quota/i;
const capacity = /capacity|overload|unavailable|busy/i;

const says = (pattern: RegExp, { code = '', message = '' }: ServerProblem): boolean =>
  pattern.test(code) || pattern.test(message);

/** The content is refused, not its form or the account. */
export function isModeration({ code = '', message = '', param }: ServerProblem): boolean {
  if (isOfParameter({ code, message, ...(param !== undefined && { param }) })) return false;
  return moderationCode.test(code) || (moderationText.test(message) && !otherPolicy.test(message));
}

/** What the prompt or a picture is refused for is no matter of how it was sent. A code in words is said of all that is wrong. */
function isOfParameter({ code = '', message = '', param }: ServerProblem): boolean {
  if (param !== undefined) return !/prompt|input|image|video|content|text/i.test(param);
  return ofParameter.test(/\s/.test(code) ? message : code);
}

/** The account has no money left. `hurried`: the response is a rate limit. */
export const isQuota = (problem: ServerProblem, hurried: boolean): boolean =>
  quotaCode.test(problem.code ?? '') ||
  quotaText.test(problem.message ?? '') ||
  (!hurried && says(anyQuota, problem));
export const isCapacity = (problem: ServerProblem): boolean => says(capacity, problem);
