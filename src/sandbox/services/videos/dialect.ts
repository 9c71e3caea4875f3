import type { Size } from '../../../core/frames.ts';
import type { Clock } from '../../../core/ports.ts';
import type { Result } from '../../../core/result.ts';
import type { Letter } from '../../callbacks.ts';
import type { Encoding, Fields } from '../../fields.ts';
import type { Operation, PaidOperation } from '../../operation.ts';
import type { CallProblem } from '../../problem.ts';
import type { ServedVideo } from '../../served-video.ts';
import type { SandboxOrder } from './order.ts';

/** How one server implements the Videos API, described from its documentation and not from our client. */
export interface SandboxDialect {
  readonly name: string;
  /** The path that the base URL ends with. */
  readonly base: string;
  /** Whether a key is required. */
  readonly keyed: boolean;
  readonly accepts: readonly Encoding[];
  /** Method and path below the base. Operations without a route are answered with 404 or 405. */
  readonly routes: Partial<Readonly<Record<Operation, string>>>;
  /** HTTP status of a call that made a video. */
  readonly made: 200 | 201 | 202;
  /** Which videos can be deleted: all, or those that are completed or failed. */
  readonly deletes: 'all' | 'ended';
  /** A new video's id, from 32 random hexadecimal digits. */
  readonly id: (digits: string) => string;
  /** The answer to a request for content, if the bytes are stored elsewhere and only available by link. */
  readonly contentElsewhere?: CallProblem;
  /** The answer to a request for content of a video that has none yet, or failed. Default: OpenAI's. */
  readonly withheld?: (video: ServedVideo) => CallProblem | undefined;
  /** The answer to a call that asks for another model than this one; undefined for a server that has many. */
  readonly oneModel?: (asked: string, served: string) => CallProblem;
  readonly read: (making: PaidOperation, fields: Fields, id: string) => Result<SandboxOrder, CallProblem>;
  /** Its list of models, if it has one. */
  readonly models?: unknown;
  /** US dollars that footage costs. Default: as sora-2 does. */
  readonly price?: (order: SandboxOrder, footage: OrderedFootage) => number;
  /** The answer to a call that made a video. */
  readonly created: (video: ServedVideo) => unknown;
  /** Undefined: nothing. */
  readonly shown: (video: ServedVideo) => unknown;
  /** The HTTP status with which it is shown. Default: 200. */
  readonly answersWith?: (video: ServedVideo) => 200 | 202 | 500;
  /** Set if its list shows all videos unless told how many, and none after one that it doesn't know. */
  readonly listsAll?: true;
  /** A page of its list. Default: OpenAI's. */
  readonly listed?: (
    data: readonly unknown[],
    of: { readonly page: readonly ServedVideo[]; readonly more: boolean },
  ) => unknown;
  /** The answer to a deletion. Default: OpenAI's. */
  readonly deleted?: (video: ServedVideo) => unknown;
  readonly refused: (problem: CallProblem) => unknown;
  /** The field of an order that names an address to call when its job has ended, and what is posted there. */
  readonly callback?: {
    readonly field: string;
    readonly letter: (video: ServedVideo, clock: Clock) => Letter;
  };
}

/** What an order is for. Lengths in seconds: `total` includes what it continues. */
export interface OrderedFootage {
  readonly model: string;
  readonly size: Size;
  readonly seconds: number;
  readonly total: number;
}

export const unixSeconds = (ms: number | undefined): number | null =>
  ms === undefined ? null : Math.floor(ms / 1000);
