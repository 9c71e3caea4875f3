import { isJobId } from '../http/job-id.ts';
import { numberOf, objectOf, textOf } from '../http/json.ts';

/** Where a job is: `OWNER/APP/…/requests/ID`, its endpoint and its id there. */
export interface FalJob {
  /** The endpoint that it was ordered from, if it is named. */
  readonly endpoint?: string;
  readonly id: string;
}

const isId = (id: unknown): id is string =>
  typeof id === 'string' && /^[\w-]{1,100}$/.test(id) && isJobId(id);

/** What is stored of a job that was accepted; undefined if the answer has no id that can be one. */
export function remoteOf(endpoint: string, body: unknown): string | undefined {
  const { request_id: id } = objectOf(body);
  return isId(id) ? `${endpoint}/requests/${id}` : undefined;
}

/** The same, or an id alone, as fal's own pages show it; undefined if it is neither. */
export function jobIn(remote: string): FalJob | undefined {
  const [, endpoint, id] = /^(?:((?:[\w.-]+\/){1,6}[\w.-]+)\/requests\/)?([^/]+)$/.exec(remote) ?? [];
  if (!isId(id) || endpoint?.split('/').some((step) => /^\.+$/.test(step))) return undefined;
  return { ...(endpoint !== undefined && { endpoint }), id };
}

/** Its path in the queue, which has the owner and the app of an endpoint alone. */
export const pathOf = (endpoint: string, id: string): string =>
  `/${endpoint.split('/').slice(0, 2).join('/')}/requests/${id}`;

/** A job as the queue tells it. */
export interface FalStatus {
  /** As fal writes it, in capitals. */
  readonly status?: string;
  /** How many are before it. */
  readonly position?: number;
}

export function readStatus(body: unknown): FalStatus {
  const { status, queue_position: before } = objectOf(body);
  const position = numberOf(before);
  const word = textOf(status)?.toUpperCase();
  return {
    ...(word !== undefined && { status: word }),
    ...(position !== undefined && position >= 0 && { position }),
  };
}

/** Where the footage of an output is. */
export const linkIn = (output: unknown): string | undefined =>
  textOf(objectOf(objectOf(output).video).url) ?? textOf(objectOf(output).video);
