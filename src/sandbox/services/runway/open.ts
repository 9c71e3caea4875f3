import { err, ok, type Result } from '../../../core/result.ts';
import { type Answer, json } from '../../answer.ts';
import { orderDesk } from '../../order-desk.ts';
import type { CallProblem } from '../../problem.ts';
import { endedWithSandbox, isSandboxId } from '../../sandbox-id.ts';
import type { Backstage, Call, OpenService } from '../../service.ts';
import { signedLinks } from '../../signed-links.ts';
import { account } from './account.ts';
import { type RunwayInput, readOrder } from './read-order.ts';
import { toldJob } from './told-job.ts';
import { uploadShelf } from './uploads.ts';
import { uuid } from './uuid.ts';

/** Carries out each operation. */
export function openRunway(backstage: Backstage): OpenService {
  const { shelf, clock, paid, origins } = backstage;
  const ordered = orderDesk(backstage);
  const links = signedLinks(clock, backstage.lifetime);
  const uploads = uploadShelf(clock, () => origins.away);
  const credits = account(shelf, clock);

  const create = async (way: RunwayInput, { body, fate }: Call): Promise<Result<Answer, CallProblem>> => {
    const order = await readOrder(way, body.fields, uploads, backstage);
    if (!order.ok) return order;
    const { operation, shooting } = order.value;
    const { final, estimated } = order.value.credits;
    const refusal = credits.refusal(shooting.model, estimated);
    if (refusal) return err(refusal);
    const bill = { cost: final / 100, costOfFailure: 0 };
    const { id } = ordered({ operation, order: order.value.order, shooting, extensions: 0, fate, ...bill });
    credits.charge(id, shooting.model, estimated);
    return ok(json(200, { id, estimatedCost: { credits: estimated } }));
  };

  const retrieve = (id: string): Result<Answer, CallProblem> => {
    const video = shelf.get(id)?.video;
    if (video)
      return ok(
        json(
          200,
          toldJob(video, credits.estimateOf(id), () => links.sign(id, video.links.away)),
          // Runway says nothing of it; without, a rehearsal would be no faster than its five seconds between polls.
          { 'openai-poll-after-ms': String(backstage.pollAfter) },
        ),
      );
    return isSandboxId(id, uuid) && !shelf.hasRemoved(id)
      ? ok(
          json(
            200,
            toldJob(endedWithSandbox(id, clock.now()), 0, () => ''),
          ),
        )
      : err(notFound);
  };

  /** A task that has not begun costs nothing. */
  const remove = (id: string): Result<Answer, CallProblem> => {
    const video = shelf.get(id)?.video;
    if (!video) return err(notFound);
    const left = video.state === 'queued' ? 0 : credits.creditsFor(id);
    const bill = paid.find((one) => one.id === id);
    if (bill) bill.cost = left / 100;
    credits.settle(id, left);
    shelf.remove(id);
    return ok(json(204, undefined));
  };

  const content = (id: string, query: URLSearchParams): Result<Answer, CallProblem> => {
    const file = shelf.get(id)?.file;
    return file !== undefined && links.isValid(id, query)
      ? ok({ status: 200, body: { kind: 'file', file, type: 'video/mp4' } })
      : err({ status: 403, message: 'Access Denied' });
  };

  return {
    async perform(call) {
      switch (call.operation) {
        case 'create':
        case 'extend':
        case 'edit':
          return await create(inputOf(call.route), call);
        case 'retrieve':
          return retrieve(call.id);
        case 'delete':
          return remove(call.id);
        case 'content':
          return content(call.id, call.query);
        case 'upload':
          return uploads.reserve(call.body.fields);
        case 'upload-file':
          return uploads.receive(call.body.fields);
        case 'account':
          return ok(credits.told());
        default:
          return err({ status: 404, message: 'Not Found' });
      }
    },
    expire: (id) => links.revoke(id),
  };
}

const notFound: CallProblem = { status: 404, message: 'Task not found.' };

const inputOf = (route: string): RunwayInput =>
  route.includes('/text_') ? 'text' : route.includes('/image_') ? 'image' : 'video';
