import type { ServerResponse } from 'node:http';
import type { Clock } from '../core/ports.ts';
import { unreachable } from '../core/result.ts';
import { type Answer, json } from './answer.ts';
import type { SandboxDialect } from './dialect.ts';
import type { Act } from './fault.ts';
import type { Asked } from './ledger.ts';
import { send, sendSpoilt } from './send.ts';
import type { VideoShelf } from './video-shelf.ts';

/** Applies faults to answers. */
export interface Mischief {
  /** What happens before the call takes effect. True if the call ends there. */
  before(act: Act, response: ServerResponse, asked: Asked, id: string): Promise<boolean>;
  /** Sends the answer, or a damaged one. */
  after(act: Act | undefined, response: ServerResponse, answer: Answer): Promise<void>;
}

export function mischiefWith(
  dialect: SandboxDialect,
  shelf: VideoShelf,
  clock: Clock,
  away: () => string,
): Mischief {
  const refuse = async (act: Act & { kind: 'answer' }, response: ServerResponse): Promise<void> => {
    const headers = act.retryAfter === undefined ? {} : { 'retry-after': act.retryAfter };
    await send(response, json(act.problem.status, dialect.refused(act.problem), headers));
  };

  return {
    async before(act, response, asked, id) {
      switch (act.kind) {
        case 'answer':
          if (!act.after) await refuse(act, response);
          return !act.after;
        case 'reset':
          if (!act.after) response.socket?.resetAndDestroy();
          return !act.after;
        case 'redirect':
          await send(response, json(307, {}, { location: act.away ? `${away()}/elsewhere` : asked.path }));
          return true;
        case 'forget':
          shelf.remove(id);
          return false;
        case 'expire':
          shelf.expire(id);
          return false;
        case 'fail':
        case 'stall':
        case 'part':
        case 'spoil':
          return false;
        default:
          return unreachable(act);
      }
    },
    async after(act, response, answer) {
      if (act?.kind === 'answer') return await refuse(act, response);
      if (act?.kind === 'spoil') return await sendSpoilt(response, answer, act.how, clock);
      if (act?.kind === 'reset') response.socket?.resetAndDestroy();
      else await send(response, answer);
    },
  };
}
