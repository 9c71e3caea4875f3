import type { ServerResponse } from 'node:http';
import type { Clock } from '../core/ports.ts';
import { unreachable } from '../core/result.ts';
import { type Answer, json } from './answer.ts';
import type { Act } from './fault.ts';
import type { Asked } from './ledger.ts';
import { send, sendSpoilt } from './send.ts';
import type { Origins, SandboxService } from './service.ts';

/** Applies faults to answers. */
export interface Mischief {
  /** What happens before the call takes effect. True if the call ends there. */
  before(act: Act, response: ServerResponse, asked: Asked, id: string): Promise<boolean>;
  /** Sends the answer, or a damaged one. */
  after(act: Act | undefined, response: ServerResponse, answer: Answer): Promise<void>;
}

export interface MischiefSettings {
  readonly service: SandboxService;
  readonly clock: Clock;
  readonly origins: Origins;
  /** A video is forgotten, or can no longer be downloaded. */
  readonly forget: (id: string) => void;
  readonly expire: (id: string) => void;
}

export function mischiefWith({ service, clock, origins, forget, expire }: MischiefSettings): Mischief {
  const refuse = async (act: Act & { kind: 'answer' }, response: ServerResponse): Promise<void> => {
    const headers = act.retryAfter === undefined ? {} : { 'retry-after': act.retryAfter };
    await send(response, service.refuse(act.problem, headers));
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
          await send(
            response,
            json(307, {}, { location: act.away ? `${origins.away}/elsewhere` : asked.path }),
          );
          return true;
        case 'forget':
          forget(id);
          return false;
        case 'expire':
          expire(id);
          return false;
        case 'fail':
        case 'stall':
        case 'throttle':
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
