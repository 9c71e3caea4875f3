import type { IncomingHttpHeaders } from 'node:http';
import type { Clock } from '../core/ports.ts';
import type { Result } from '../core/result.ts';
import type { Tools } from '../media/tools.ts';
import type { Answer } from './answer.ts';
import type { Callbacks } from './callbacks.ts';
import type { Encoding, Fields, ReceivedBody } from './fields.ts';
import type { Paid } from './ledger.ts';
import type { Operation } from './operation.ts';
import type { CallProblem } from './problem.ts';
import type { IdOf } from './sandbox-id.ts';
import type { ServedVideo } from './served-video.ts';
import type { Fate, VideoShelf } from './video-shelf.ts';

/**
 * One service that the sandbox imitates: its protocol, and its server's habits. Described from its documentation, not from
 * our client.
 */
export interface SandboxService {
  readonly name: string;
  /** The path that the base URL ends with. */
  readonly base: string;
  /** Whether a key is required, and whether a call came with one. */
  readonly keyed: boolean;
  readonly hasKey: (headers: IncomingHttpHeaders) => boolean;
  /** What bodies may be, on its own origin. */
  readonly accepts: readonly Encoding[];
  /** Its operations below the base, and those on the other origin, where the bytes are. Others are answered with 404 or 405. */
  readonly endpoints: readonly Endpoint[];
  readonly awayEndpoints: readonly Endpoint[];
  /** The operation, if the endpoint alone doesn't tell. */
  readonly operationOf?: (endpoint: Endpoint, fields: Fields) => Operation;
  /** The field that holds the prompt, or how it is found. */
  readonly promptField: string | ((fields: Fields) => string | undefined);
  /** A new job's id, from 32 random hexadecimal digits. */
  readonly id: IdOf;
  readonly links: (id: string, origins: Origins) => ServedVideo['links'];
  /** How many jobs of one model run at once; further ones wait. Default: all. */
  readonly atOnce?: number;
  /** Milliseconds that a download is offered. Default: an hour. */
  readonly lifetime?: number;
  /** Whether it is then offered anew to those who ask for the job, instead of being gone. */
  readonly renews?: true;
  /** Why a call is refused before its body is read. */
  readonly gate?: (operation: Operation, headers: IncomingHttpHeaders) => CallProblem | undefined;
  readonly refuse: (problem: CallProblem, headers?: Readonly<Record<string, string>>) => Answer;
  /** Begins to serve. */
  readonly open: (backstage: Backstage) => OpenService;
}

export interface OpenService {
  perform(call: Call): Promise<Result<Answer, CallProblem>>;
  /** What was offered for download no longer can be. */
  expire(id: string): void;
}

/** `POST /v1/videos/{id}`, and what it does. */
export interface Endpoint {
  readonly operation: Operation;
  readonly route: string;
}

/** This server, and another one for bytes. */
export interface Origins {
  readonly here: string;
  readonly away: string;
}

/** A parsed call: an operation, its subject, and its fields. */
export interface Call {
  readonly operation: Operation;
  readonly route: string;
  readonly id: string;
  readonly query: URLSearchParams;
  readonly body: ReceivedBody;
  /** How its job ends, if a fault says so. */
  readonly fate: Fate | undefined;
}

/** What a service works with. */
export interface Backstage {
  readonly shelf: VideoShelf;
  readonly clock: Clock;
  readonly tools: Tools;
  readonly folder: string;
  readonly paid: Paid[];
  readonly callbacks: Callbacks;
  /** Milliseconds that a download is offered. */
  readonly lifetime: number;
  /** Known as soon as it listens. */
  readonly origins: Origins;
  /** Milliseconds after which to poll a job again, as servers announce it. */
  readonly pollAfter: number;
}

export const bearer = ({ authorization }: IncomingHttpHeaders): boolean =>
  /^Bearer \S/.test(authorization ?? '');
