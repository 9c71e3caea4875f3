import { err, ok, type Result } from '../../../core/result.ts';
import { type Answer, json } from '../../answer.ts';
import { failureOf } from '../../failure.ts';
import { orderDesk } from '../../order-desk.ts';
import type { CallProblem } from '../../problem.ts';
import { endedWithSandbox, isSandboxId } from '../../sandbox-id.ts';
import type { ServedVideo } from '../../served-video.ts';
import type { Backstage, Call, OpenService } from '../../service.ts';
import { signedLinks } from '../../signed-links.ts';
import { idOf } from './id.ts';
import { listJobs } from './list-jobs.ts';
import { readOrder, type ToldOrder } from './read-order.ts';
import { toldJob } from './told-job.ts';

/** Carries out each operation. */
export function openByteplus(backstage: Backstage): OpenService {
  const { shelf, clock, paid, lifetime, folder } = backstage;
  const ordered = orderDesk(backstage);
  const links = signedLinks(clock, lifetime);
  const orders = new Map<string, ToldOrder>();
  const cancelled = new Set<string>();
  // Nobody announces it; without, a rehearsal would be no faster than five seconds between polls.
  const pace = { 'openai-poll-after-ms': String(backstage.pollAfter) };

  const create = async ({ body, fate }: Call): Promise<Result<Answer, CallProblem>> => {
    const order = await readOrder(body.fields, folder);
    if (!order.ok) return order;
    const { told, ...rest } = order.value;
    const { id } = ordered({ operation: 'create', ...rest, costOfFailure: 0, extensions: 0, fate });
    orders.set(id, told);
    return ok(json(200, { id }));
  };

  const tell = (video: ServedVideo) => {
    const shown: ServedVideo = cancelled.has(video.id)
      ? { ...video, state: 'failed', failure: failureOf('cancelled') }
      : video;
    return toldJob(shown, orders.get(video.id), () => links.sign(video.id, video.links.away), lifetime);
  };

  const retrieve = (id: string): Result<Answer, CallProblem> => {
    const video = shelf.get(id)?.video;
    if (video) return ok(json(200, tell(video), pace));
    return isSandboxId(id, idOf) && !shelf.hasRemoved(id)
      ? ok(json(200, tell(endedWithSandbox(id, clock.now()))))
      : err(notFound(id));
  };

  /** One that waits is cancelled, one that has ended is deleted; one that is being made is neither. */
  const remove = (id: string): Result<Answer, CallProblem> => {
    const video = shelf.get(id)?.video;
    if (!video) return err(notFound(id));
    if (video.state === 'running') return err(isRunning(id));
    if (video.state === 'queued') {
      cancelled.add(id);
      const bill = paid.find((one) => one.id === id);
      if (bill) bill.cost = 0;
    } else shelf.remove(id);
    return ok(json(200, {}));
  };

  return {
    async perform(call) {
      const { operation, id, query } = call;
      switch (operation) {
        case 'create':
          return await create(call);
        case 'retrieve':
          return retrieve(id);
        case 'list':
          return ok(json(200, listJobs(shelf.all(), tell, query)));
        case 'delete':
          return remove(id);
        case 'content': {
          const file = shelf.get(id)?.file;
          return file !== undefined && links.isValid(id, query)
            ? ok({ status: 200, body: { kind: 'file', file, type: 'video/mp4' } })
            : err({ status: 403, message: 'Request has expired' });
        }
        default:
          return err({ status: 404, message: 'Not Found' });
      }
    },
    expire(id) {
      shelf.expire(id);
      links.revoke(id);
    },
  };
}

const notFound = (id: string): CallProblem => ({
  status: 404,
  message: `The specified resource ${id} is not found.`,
});

const isRunning = (id: string): CallProblem => ({
  status: 409,
  message: `The task ${id} is running and cannot be cancelled.`,
});
