import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Result } from '../core/result.ts';
import { type Answer, json } from './answer.ts';
import type { SandboxDialect } from './dialect.ts';
import type { Act, Fault } from './fault.ts';
import type { ReceivedBody } from './fields.ts';
import type { Asked } from './ledger.ts';
import type { Mischief } from './mischief.ts';
import { isMaking, type Operation } from './operation.ts';
import type { Call } from './operations.ts';
import type { CallProblem } from './problem.ts';
import type { Route } from './route.ts';
import { send } from './send.ts';
import { takeBody } from './take-body.ts';
import type { Fate } from './video-shelf.ts';

export interface ExchangeSettings {
  readonly dialect: SandboxDialect;
  readonly deal: (operation: Operation, prompt: string) => Fault | undefined;
  readonly mischief: Mischief;
  readonly perform: (call: Call) => Promise<Result<Answer, CallProblem>>;
  /** The prompt that a video was made from. */
  readonly promptOf: (id: string) => string | undefined;
  /** Called when a video's footage was sent completely. */
  readonly onFetched: (id: string) => void;
  /** Seconds until another request is allowed; undefined if it is allowed now. */
  readonly wait: () => number | undefined;
}

export type RequestHandler = (
  request: IncomingMessage,
  response: ServerResponse,
  route: Route,
  query: URLSearchParams,
  asked: Asked,
) => Promise<void>;

/** Handles one request from its first byte to its answer, and applies the faults that were ordered. */
export function exchangeWith(settings: ExchangeSettings): RequestHandler {
  const { dialect, mischief } = settings;

  const perform = async (
    call: Omit<Call, 'body'>,
    body: Result<ReceivedBody, CallProblem>,
    asked: Asked,
  ): Promise<Answer> => {
    const refusal = gateRefusal(settings, call.operation, asked);
    if (refusal) return refusal;
    const result = body.ok ? await settings.perform({ ...call, body: body.value }) : body;
    return result.ok ? result.value : problemAnswer(dialect, result.error);
  };

  return async (request, response, route, query, asked) => {
    const body = await takeBody(request);
    if (route.kind !== 'found') {
      const [status, what] = route.kind === 'none' ? [404, 'Not Found'] : [405, 'Method Not Allowed'];
      return await send(response, problemAnswer(dialect, { status, message: `${what}: ${asked.path}` }));
    }
    const { operation, id } = route;
    const fields = body.ok ? body.value.fields : {};
    asked.encoding = body.ok ? body.value.encoding : undefined;
    asked.fields = Object.keys(fields);
    const prompt = typeof fields.prompt === 'string' ? fields.prompt : settings.promptOf(id);
    const fault = settings.deal(operation, prompt ?? '');
    asked.fault = fault?.name;
    const act = fault?.act;
    if (act && (await mischief.before(act, response, asked, id))) return;
    const fate = act && isFate(act) ? act : undefined;
    const answer = await perform({ operation, id, query, fate }, body, asked);
    if (operation === 'content' && answer.status === 200 && !isSpoilt(act)) settings.onFetched(id);
    await mischief.after(act, response, answer);
  };
}

const isFate = (act: Act): act is Fate => ['fail', 'stall', 'part'].includes(act.kind);

const isSpoilt = (act: Act | undefined): boolean =>
  act !== undefined && !(act.kind === 'spoil' && act.how === 'slow');

export const problemAnswer = (
  dialect: SandboxDialect,
  problem: CallProblem,
  headers: Readonly<Record<string, string>> = {},
): Answer => json(problem.status, dialect.refused(problem), headers);

/** What a server checks before the request itself: key, encoding, rate. */
function gateRefusal(
  { dialect, wait }: ExchangeSettings,
  operation: Operation,
  { keyed, away, encoding }: Asked,
): Answer | undefined {
  if (dialect.keyed && !keyed && !away) {
    const message = "You didn't provide an API key. Use an Authorization header with a Bearer token.";
    return problemAnswer(dialect, { status: 401, message, code: 'invalid_api_key' });
  }
  if (encoding !== undefined && !dialect.accepts.includes(encoding)) {
    const message = `This server accepts ${dialect.accepts.join(' or ')}, not ${encoding}.`;
    return problemAnswer(dialect, { status: 415, message, code: 'unsupported_content_type' });
  }
  if (dialect.contentElsewhere && operation === 'content' && !away) {
    return problemAnswer(dialect, dialect.contentElsewhere);
  }
  const seconds = isMaking(operation) ? wait() : undefined;
  if (seconds === undefined) return undefined;
  const message = `Rate limit reached for requests. Please try again in ${seconds}s.`;
  const problem = { status: 429, message, code: 'rate_limit_exceeded' };
  return problemAnswer(dialect, problem, { 'retry-after': String(seconds) });
}
