import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { Result } from '../core/result.ts';
import type { Answer } from './answer.ts';
import type { Act, Fault } from './fault.ts';
import type { Fields, ReceivedBody } from './fields.ts';
import type { Asked } from './ledger.ts';
import type { Mischief } from './mischief.ts';
import { isMaking, type Operation } from './operation.ts';
import type { CallProblem } from './problem.ts';
import type { Route } from './route.ts';
import { send } from './send.ts';
import type { Call, Endpoint, SandboxService } from './service.ts';
import { takeBody } from './take-body.ts';
import type { Fate } from './video-shelf.ts';

export interface ExchangeSettings {
  readonly service: SandboxService;
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
  const { service, mischief } = settings;

  const perform = async (
    call: Omit<Call, 'body'>,
    body: Result<ReceivedBody, CallProblem>,
    asked: Asked,
    headers: IncomingHttpHeaders,
  ): Promise<Answer> => {
    const refusal = gateRefusal(settings, call.operation, asked, headers);
    if (refusal) return refusal;
    const result = body.ok ? await settings.perform({ ...call, body: body.value }) : body;
    return result.ok ? result.value : service.refuse(result.error);
  };

  return async (request, response, route, query, asked) => {
    const body = await takeBody(request);
    if (route.kind !== 'found') {
      const [status, what] = route.kind === 'none' ? [404, 'Not Found'] : [405, 'Method Not Allowed'];
      return await send(response, service.refuse({ status, message: `${what}: ${asked.path}` }));
    }
    const { endpoint, id } = route;
    const fields = body.ok ? body.value.fields : {};
    const operation = operationOf(service, endpoint, fields);
    asked.operation = operation;
    asked.encoding = body.ok ? body.value.encoding : undefined;
    asked.fields = Object.keys(fields);
    const prompt = promptIn(fields, service);
    const fault = settings.deal(
      operation,
      typeof prompt === 'string' ? prompt : (settings.promptOf(id) ?? ''),
    );
    asked.fault = fault?.name;
    const act = fault?.act;
    if (act && (await mischief.before(act, response, asked, id))) return;
    const fate = act && isFate(act) ? act : undefined;
    const answer = await perform(
      { operation, route: endpoint.route, id, query, fate },
      body,
      asked,
      request.headers,
    );
    if (operation === 'content' && answer.status === 200 && !isSpoilt(act)) settings.onFetched(id);
    await mischief.after(act, response, answer);
  };
}

const promptIn = (fields: Fields, { promptField }: SandboxService): unknown =>
  typeof promptField === 'string' ? fields[promptField] : promptField(fields);

const isFate = (act: Act): act is Fate => ['fail', 'stall', 'throttle', 'part'].includes(act.kind);

const isSpoilt = (act: Act | undefined): boolean =>
  act !== undefined && !(act.kind === 'spoil' && act.how === 'slow');

const operationOf = (service: SandboxService, endpoint: Endpoint, fields: Fields): Operation =>
  service.operationOf?.(endpoint, fields) ?? endpoint.operation;

/** What a server checks before the request itself: key, encoding, rate. */
function gateRefusal(
  { service, wait }: ExchangeSettings,
  operation: Operation,
  { keyed, away, encoding }: Asked,
  headers: IncomingHttpHeaders,
): Answer | undefined {
  if (away) return undefined;
  // Price lists and the public halves of keys are for everybody.
  if (service.keyed && !keyed && operation !== 'models' && operation !== 'signing-keys') {
    const message = "You didn't provide an API key. Use an Authorization header with a Bearer token.";
    return service.refuse({ status: 401, message, code: 'invalid_api_key' });
  }
  if (encoding !== undefined && !service.accepts.includes(encoding)) {
    const message = `This server accepts ${service.accepts.join(' or ')}, not ${encoding}.`;
    return service.refuse({ status: 415, message, code: 'unsupported_content_type' });
  }
  const unfit = service.gate?.(operation, headers);
  if (unfit) return service.refuse(unfit);
  const seconds = isMaking(operation) ? wait() : undefined;
  if (seconds === undefined) return undefined;
  const message = `Rate limit reached for requests. Please try again in ${seconds}s.`;
  const problem = { status: 429, message, code: 'rate_limit_exceeded' };
  return service.refuse(problem, { 'retry-after': String(seconds) });
}
