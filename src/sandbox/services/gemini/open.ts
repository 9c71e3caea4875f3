import { err, ok, type Result } from '../../../core/result.ts';
import { type Answer, json } from '../../answer.ts';
import { failureOf } from '../../failure.ts';
import { orderDesk } from '../../order-desk.ts';
import type { CallProblem } from '../../problem.ts';
import { endedWithSandbox, isSandboxId } from '../../sandbox-id.ts';
import type { ServedVideo } from '../../served-video.ts';
import type { Backstage, Call, OpenService } from '../../service.ts';
import { idOf } from './id.ts';
import { readOrder } from './read-order.ts';
import { refusalOf, toldInteraction } from './told-interaction.ts';
import { costOf, type OmniUsage } from './usage.ts';

/** Carries out each operation. */
export function openGemini(backstage: Backstage): OpenService {
  const { shelf, clock, paid } = backstage;
  const ordered = orderDesk(backstage);
  const usages = new Map<string, OmniUsage>();
  const cancelled = new Set<string>();
  // Nobody announces it; without, a rehearsal would be no faster than five seconds between polls.
  const pace = { 'openai-poll-after-ms': String(backstage.pollAfter) };

  const create = async ({ body, fate }: Call): Promise<Result<Answer, CallProblem>> => {
    const order = await readOrder(body.fields, backstage);
    if (!order.ok) return order;
    const { usage, ...rest } = order.value;
    const isRefused = fate?.kind !== 'fail' || /moderation/.test(fate.cause);
    const costs = { cost: costOf(usage), costOfFailure: isRefused ? costOf(refusalOf(usage)) : 0 };
    const video = ordered({ ...rest, ...costs, extensions: 0, fate });
    usages.set(video.id, usage);
    return ok(json(200, tell(video)));
  };

  const tell = (video: ServedVideo) =>
    toldInteraction(
      cancelled.has(video.id) ? { ...video, state: 'failed', failure: failureOf('cancelled') } : video,
      usages.get(video.id),
    );

  const found = (id: string): Result<ServedVideo, CallProblem> => {
    const video = shelf.get(id)?.video;
    if (video) return ok(video);
    return isSandboxId(id, idOf) && !shelf.hasRemoved(id)
      ? ok(endedWithSandbox(id, clock.now()))
      : err(unknown);
  };

  /** Invented: one that waits costs nothing then. */
  const cancel = (video: ServedVideo): Answer => {
    const bill = paid.find((one) => one.id === video.id);
    if (bill && video.state === 'queued') bill.cost = 0;
    if (video.state === 'queued' || video.state === 'running') cancelled.add(video.id);
    return json(200, tell(video));
  };

  return {
    async perform(call) {
      const { operation, id, query } = call;
      if (operation === 'create' || operation === 'edit' || operation === 'extend') return await create(call);
      const video = found(id);
      if (!video.ok) return video;
      switch (operation) {
        case 'retrieve':
          return ok(json(200, tell(video.value), pace));
        case 'cancel':
          return ok(cancel(video.value));
        case 'delete':
          shelf.remove(id);
          return ok(json(200, {}));
        case 'content': {
          const file = shelf.get(id)?.file;
          if (query.get('alt') !== 'media') return err({ status: 400, message: 'Use alt=media.' });
          return file === undefined
            ? err({
                status: 403,
                message: 'You do not have permission to access the File, or it does not exist.',
              })
            : ok({ status: 200, body: { kind: 'file', file, type: 'video/mp4' } });
        }
        default:
          return err({ status: 404, message: 'Not Found' });
      }
    },
    expire: (id) => shelf.expire(id),
  };
}

/** A name that nobody has is told as one that is wrong. */
const unknown: CallProblem = { status: 400, message: 'Invalid interaction name' };
