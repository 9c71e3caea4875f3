import { err, ok, type Result } from '../../../core/result.ts';
import { type Answer, json } from '../../answer.ts';
import type { Fields } from '../../fields.ts';
import { orderDesk } from '../../order-desk.ts';
import type { CallProblem } from '../../problem.ts';
import { endedWithSandbox, isSandboxId } from '../../sandbox-id.ts';
import type { ServedVideo } from '../../served-video.ts';
import type { Backstage, Call, OpenService } from '../../service.ts';
import { uuid } from '../runway/uuid.ts';
import { falRules, unitPrice } from './endpoints.ts';
import { type PastRequest, toldHistory, toldPrices } from './history.ts';
import { type FalOrder, readOrder } from './read-order.ts';
import { refuse } from './refuse.ts';
import { signer } from './sign.ts';
import { addressesOf, problemOf, toldStatus } from './told-request.ts';
import { uploadShelf } from './uploads.ts';

/** Milliseconds for which a result can be asked for after its request has ended. */
const resultsKept = 3_600_000;

/** A request that was accepted: with what it was sent, and why its model refused it, if it did. */
interface Accepted {
  readonly endpoint: string;
  readonly input: Fields;
  readonly at: number;
  readonly refusal: CallProblem | undefined;
  cancelledAt?: number;
}

/** Carries out each operation. */
export function openFal(backstage: Backstage): OpenService {
  const { shelf, clock, paid, origins, callbacks } = backstage;
  const signing = signer(clock);
  const ordered = orderDesk(backstage);
  const uploads = uploadShelf(() => origins.away);
  const accepted = new Map<string, Accepted>();
  const expired = new Set<string>();

  /** The queue takes whatever is sent: a model reads it only when its turn comes. */
  const create = async ({ route, body, fate, query }: Call): Promise<Result<Answer, CallProblem>> => {
    const endpoint = route.replace(/^POST \//, '');
    const rules = falRules[endpoint];
    if (!rules) return err({ status: 404, message: `Application '${endpoint}' not found` });
    const order = await readOrder(endpoint, rules, body.fields, uploads, backstage);
    const { shooting, cost, ...rest }: FalOrder = order.ok ? order.value : unreadable(endpoint, body.fields);
    const ending = order.ok ? fate : ({ kind: 'fail', cause: 'bad-input' } as const);
    const bill = { operation: 'create', cost, costOfFailure: 0, extensions: 0 } as const;
    const { id } = ordered({ ...bill, ...rest, shooting, fate: ending });
    const refusal = order.ok ? undefined : order.error;
    accepted.set(id, { endpoint, input: body.fields, at: clock.now(), refusal });
    callbacks.later(query.get('fal_webhook'), id, (video) => {
      const answer = resultOf(id, video);
      return signing.letter(video, answer?.body.kind === 'json' ? answer.body.value : null);
    });
    const addresses = addressesOf(origins.here, endpoint, id);
    return ok(json(200, { status: 'IN_QUEUE', request_id: id, ...addresses, queue_position: 0 }));
  };

  const find = (id: string): ServedVideo | undefined => {
    const video = shelf.get(id)?.video;
    const cancelled = accepted.get(id)?.cancelledAt;
    if (video && cancelled !== undefined)
      return { ...endedWithSandbox(id, cancelled), failure: cancelledOne };
    if (video) return video;
    return isSandboxId(id, uuid) && !shelf.hasRemoved(id) ? endedWithSandbox(id, clock.now()) : undefined;
  };

  const status = (id: string): Result<Answer, CallProblem> => {
    const video = find(id);
    if (!video) return err(notFound);
    const before = shelf
      .all()
      .filter((one) => one.state === 'queued' && one.createdAt < video.createdAt).length;
    const told = toldStatus(video, addressesOf(origins.here, endpointOf(id), id), before);
    // fal says nothing of it; without, a rehearsal would be no faster than the adapter's usual pace.
    const headers = { 'openai-poll-after-ms': String(backstage.pollAfter), 'x-fal-request-id': id };
    return ok(json(told.status === 'COMPLETED' ? 200 : 202, told, headers));
  };
  const endpointOf = (id: string): string => accepted.get(id)?.endpoint ?? 'fal-ai/ended';

  const output = (id: string, { links }: ServedVideo) => ({
    video: { url: links.away, content_type: 'video/mp4', file_name: `${id}.mp4` },
  });
  /** What came of a request that has ended. */
  const resultOf = (id: string, video: ServedVideo): Answer | undefined => {
    if (video.state === 'failed') {
      return refuse(accepted.get(id)?.refusal ?? problemOf(video.failure?.cause ?? 'failed'));
    }
    if (video.state !== 'completed') return undefined;
    const rules = falRules[endpointOf(id)];
    const units = rules ? video.cost / unitPrice(rules) : 0;
    return json(200, output(id, video), { 'x-fal-billable-units': String(Number(units.toFixed(6))) });
  };
  const result = (id: string): Result<Answer, CallProblem> => {
    const video = find(id);
    if (!video) return err(notFound);
    if ((video.completedAt ?? clock.now()) + resultsKept < clock.now()) return err(notFound);
    const answer = resultOf(id, video);
    if (!answer) return err({ status: 400, message: 'Request is still in progress' });
    return ok({ ...answer, headers: { ...answer.headers, 'x-fal-request-id': id } });
  };

  /** What has not begun costs nothing. */
  const cancel = (id: string): Result<Answer, CallProblem> => {
    const [video, one] = [find(id), accepted.get(id)];
    if (!video || !one) return ok(json(404, { status: 'NOT_FOUND' }));
    if (video.state === 'completed' || video.state === 'failed') {
      return ok(json(400, { status: 'ALREADY_COMPLETED' }));
    }
    const bill = paid.find((paidOne) => paidOne.id === id);
    if (bill && video.state === 'queued') bill.cost = 0;
    one.cancelledAt = clock.now();
    return ok(json(202, { status: 'CANCELLATION_REQUESTED' }));
  };

  const content = (id: string): Result<Answer, CallProblem> => {
    const file = shelf.get(id)?.file;
    return file === undefined || expired.has(id)
      ? err({ status: 404, message: 'Not Found' })
      : ok({ status: 200, body: { kind: 'file', file, type: 'video/mp4' } });
  };

  const past = (): readonly PastRequest[] =>
    [...accepted].flatMap(([id, { endpoint, input, at }]) => {
      const video = find(id);
      const answer = video && resultOf(id, video);
      const told = answer?.body.kind === 'json' ? answer.body.value : null;
      const ended = answer && { at: video.completedAt ?? at, status: answer.status, output: told };
      return [{ id, endpoint, input, sentAt: at, ended }];
    });

  return {
    async perform(call) {
      switch (call.operation) {
        case 'create':
          return await create(call);
        case 'retrieve':
          return status(call.id);
        case 'result':
          return result(call.id);
        case 'cancel':
          return cancel(call.id);
        case 'content':
          return content(call.id);
        case 'upload':
          return uploads.reserve(call.body);
        case 'upload-file':
          return uploads.receive(call.id, call.query, call.body);
        case 'list':
          return toldHistory(past(), call.query, clock.now());
        case 'models':
          return toldPrices(call.query);
        case 'signing-keys':
          return ok(json(200, signing.keys));
        default:
          return err({ status: 404, message: 'Not Found' });
      }
    },
    expire: (id) => expired.add(id),
  };
}

const notFound: CallProblem = { status: 404, message: 'Request not found' };

const cancelledOne = { cause: 'cancelled', code: 'cancelled', message: 'The job was cancelled.' } as const;

/** What can't be made, as it stands on the bill. */
const unreadable = (endpoint: string, { prompt }: Fields): FalOrder => ({
  order: endpoint,
  shooting: {
    ...{ kind: 'generate', model: endpoint, prompt: typeof prompt === 'string' ? prompt : '' },
    ...{ seconds: 1, total: 1, size: { width: 16, height: 16 } },
  },
  cost: 0,
});
