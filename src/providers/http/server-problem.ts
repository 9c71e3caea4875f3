import { isObject, type Json, membersNamed, objectOf, parseJson, textOf } from './json.ts';
import { withPlaces } from './problem-places.ts';

/** What a server reports as wrong, in any of the usual forms. */
export interface ServerProblem {
  readonly code?: string;
  /** The parameter that it is about, if the server names one. */
  readonly param?: string;
  /** One line, as the server wrote it. */
  readonly message?: string;
  /** The same for people, with the fields that it is about: what they are called must not be taken for what is wrong. */
  readonly told?: string;
}

const longest = { code: 80, message: 300 };

/** Names of what says why, the surest first. Plain ones are said of a success, too. */
const reasons = [
  ...['errormessage', 'errormsg', 'errmsg', 'failreason', 'failurereason', 'failuremessage', 'failure'],
  ...[
    'failmessage',
    'failmsg',
    'taskstatusmsg',
    'statusmsg',
    'statusmessage',
    'errordetail',
    'errordetails',
    'faultstring',
  ],
];
const plainReasons = ['detail', 'message', 'msg', 'reason', 'title', 'description'];
const codes = ['errorcode', 'errcode', 'failurecode', 'failcode', 'code', 'statuscode', 'type'];

/**
 * `{error: {code, type, message}}`, `{error: "…"}`, `{errors: […]}`, `{detail}`, `{fail_reason}`, `{base_resp: {…}}`, RFC 7807,
 * one of these in the text of another, or bare text.
 */
export function readProblem(body: unknown): ServerProblem {
  if (Array.isArray(body)) return readProblem(body[0]);
  const outer = objectOf(body);
  const [error] = membersNamed(outer, ['error', 'errors', 'baseresp', 'err', 'fault']);
  const first: unknown = Array.isArray(error) ? error[0] : error;
  const inner = objectOf(first);
  const innerCode = codeIn(inner, true);
  const code = innerCode ?? codeIn(outer, false);
  const said = messageIn(inner) ?? textOf(first) ?? messageIn(outer) ?? textOf(body);
  const message = withRaw(said, inner);
  const told = withPlaces(said, body);
  const param = textOf(inner.param);
  const nested = nestedIn(message);
  if (code === undefined && message === undefined) {
    // Clouds wrap their refusals, too: `{Response: {Error: {Code, Message}}}`.
    const wrapped = membersNamed(outer, ['response', 'data', 'result']).find(hasError);
    if (wrapped !== undefined) return readProblem(wrapped);
  }
  return {
    ...(code !== undefined && { code: shortened(code, longest.code) }),
    ...(param !== undefined && { param }),
    ...(message !== undefined && { message: shortened(message, longest.message) }),
    ...(told !== undefined && nested.message === undefined && { told: shortened(told, longest.message) }),
    ...nested,
  };
}

function messageIn(json: Json): string | undefined {
  const named = membersNamed(json, [...reasons, ...plainReasons]);
  return named.map(reasonText).find((text) => text !== undefined);
}

/** FastAPI lists problems: `[{loc, msg}]`. */
function reasonText(reason: unknown): string | undefined {
  if (isObject(reason)) return messageIn(reason);
  if (!Array.isArray(reason)) return textOf(reason);
  const texts = reason
    .map((one) => textOf(one) ?? messageIn(objectOf(one)))
    .filter((text) => text !== undefined);
  return texts.length > 0 ? texts.join('; ') : undefined;
}

/** OpenRouter says only that its provider returned an error, and beside that, which. */
function withRaw(message: string | undefined, error: Json): string | undefined {
  const { raw } = objectOf(error.metadata);
  if (message === undefined || raw === undefined || raw === null) return message;
  return `${message}: ${typeof raw === 'string' ? raw : JSON.stringify(raw)}`;
}

/** `success` is the code of no problem. A number is one where an error is, except for one that says that all is well. */
function codeIn(json: Json, isError: boolean): string | undefined {
  return membersNamed(json, codes)
    .map((code) => (typeof code === 'number' && (isError || code !== 0) ? String(code) : textOf(code)))
    .find((code) => code !== undefined && !/^(0|200|ok|success|succeed)$/i.test(code));
}

/** Gateways quote the answer of the server behind them. */
function nestedIn(message: string | undefined): ServerProblem {
  const from = message?.indexOf('{') ?? -1;
  const quoted = message === undefined || from < 0 ? undefined : parseJson(message.slice(from));
  if (!isObject(quoted)) return {};
  const { message: inside, code } = readProblem(quoted);
  return inside === undefined ? {} : { message: inside, ...(code !== undefined && { code }) };
}

/** Whether it has a member for an error, and that is one. */
export function hasError(body: unknown): boolean {
  const [error] = membersNamed(objectOf(body), ['error', 'errors', 'err']);
  return error !== undefined && !isNothing(error);
}

/** Whether a response that should tell of a job tells of a problem instead. */
export function hasProblem(body: unknown): boolean {
  const json = objectOf(body);
  if (hasError(json)) return true;
  if (
    membersNamed(json, reasons).some(
      (reason) => !isNothing(reason) && textOf(reason) !== undefined && !isFine(reason),
    )
  )
    return true;
  if (membersNamed(json, ['success', 'ok']).includes(false)) return true;
  const { status_code: status } = objectOf(membersNamed(json, ['baseresp'])[0]);
  if (typeof status === 'number' && status !== 0) return true;
  const why = messageIn(json);
  const [code] = membersNamed(json, ['code', 'errcode', 'statuscode']);
  return why !== undefined && !isFine(why) && code !== undefined && !isFine(code);
}

/** A place for an error, without one: `"none"`, `[null]`, `{"code": 0, "message": ""}`. */
function isNothing(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isNothing);
  if (isObject(value)) return Object.values(value).every((member) => isNothing(member) || isFine(member));
  if (typeof value === 'string') return /^\W*$|^(none|null|nil|n\/?a|no error)$/i.test(value.trim());
  return value === undefined || value === null || value === false || value === 0;
}

/** Of a code or of what is said beside it. */
const isFine = (code: unknown): boolean =>
  /^(0|2\d\d|10000|ok|success(ful)?|succeed(ed)?|(操作|请求)?成功)[.!]?$/i.test(String(code));

/** Characters of a text that are read to show some of it: among those of a page its title is. */
const mostRead = 20_000;

/** A page of HTML tells a person no more than its title or its heading. */
function shortened(text: string, most: number): string {
  const start = text.trimStart().slice(0, mostRead);
  const line = start.startsWith('<') ? pageText(start) : start.replace(/\s+/g, ' ').trim();
  const letters = [...line];
  return letters.length > most ? `${letters.slice(0, most - 1).join('')}…` : line;
}

function pageText(page: string): string {
  const [, title = ''] = /<(?:title|message|h1)[^>]{0,200}>\s*([^<]{1,200})/i.exec(page) ?? [];
  const line = title.replace(/\s+/g, ' ').trim();
  return line === '' ? 'a web page' : `a web page, “${line}”`;
}
