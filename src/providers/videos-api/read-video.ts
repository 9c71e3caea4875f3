import { parseSize } from '../../core/frames.ts';
import type { ListedJob } from '../provider.ts';
import { type Json, numberOf, objectOf, textOf } from './json.ts';
import { readProblem, type ServerProblem } from './server-problem.ts';

/**
 * A job as any of the servers describes it. Real responses omit fields that the reference requires and add others, so
 * everything is read leniently; only the id must be valid.
 */
export interface VideoJob {
  readonly status: Status;
  /** The same in the server's word, if that is one. */
  readonly word?: string;
  /** In [0, 1]. */
  readonly progress?: number;
  /** Where the footage is, if the job says so. */
  readonly link?: string;
  /** Milliseconds since 1970, by whatever clock the server has. */
  readonly expires?: number;
  /** Milliseconds from its creation until then. */
  readonly lifetime?: number;
  readonly problem: ServerProblem;
}

/** `unclear`: an unknown word, or none. */
type Status = 'waiting' | 'completed' | 'failed' | 'cancelled' | 'expired' | 'unclear';

const statuses: Readonly<Record<string, Status>> = {
  queued: 'waiting',
  pending: 'waiting',
  submitted: 'waiting',
  created: 'waiting',
  in_progress: 'waiting',
  processing: 'waiting',
  running: 'waiting',
  completed: 'completed',
  complete: 'completed',
  succeeded: 'completed',
  succeed: 'completed',
  success: 'completed',
  done: 'completed',
  failed: 'failed',
  error: 'failed',
  cancelled: 'cancelled',
  canceled: 'cancelled',
  expired: 'expired',
};

export function readVideo(body: unknown): VideoJob {
  const video = objectOf(body);
  const progress = numberOf(video.progress);
  const link = linkOf(video);
  const expires = timeOf(video.expires_at);
  const created = timeOf(video.created_at);
  const word = textOf(video.status);
  return {
    status: statuses[String(video.status).toLowerCase()] ?? 'unclear',
    ...(word !== undefined && /^[\w -]{1,40}$/.test(word) && { word }),
    ...(progress !== undefined && { progress: Math.min(1, Math.max(0, progress / 100)) }),
    ...(link !== undefined && { link }),
    ...(expires !== undefined && { expires }),
    ...(expires !== undefined && created !== undefined && { lifetime: expires - created }),
    problem: readProblem(body),
  };
}

/** Opaque ids may be long, but what can't be put into a path is not an id. */
export function readId(body: unknown): string | undefined {
  const { id, request_id } = objectOf(body);
  const found = textOf(id) ?? textOf(request_id);
  return found !== undefined && /^(?!\.+$)[\w.:~=+@-]{1,1024}$/.test(found) ? found : undefined;
}

/** The members of a job in a list; undefined for one without an id. */
export function readListed(item: unknown): ListedJob | undefined {
  const video = objectOf(item);
  const remote = readId(item);
  if (remote === undefined) return undefined;
  const created = timeOf(video.created_at);
  const model = textOf(video.model);
  const prompt = textOf(video.prompt);
  const seconds = numberOf(video.seconds ?? video.duration);
  const size = parseSize(String(video.size));
  return {
    remote,
    ...(created !== undefined && { created }),
    ...(model !== undefined && { model }),
    ...(prompt !== undefined && { prompt }),
    ...(seconds !== undefined && { seconds }),
    ...(size !== undefined && { size }),
  };
}

function linkOf(video: Json): string | undefined {
  const first = (value: unknown): unknown => (Array.isArray(value) ? value[0] : undefined);
  return [
    video.url,
    first(video.urls),
    objectOf(video.outputs).video_url,
    objectOf(video.video).url,
    first(video.unsigned_urls),
  ]
    .map(textOf)
    .find((link) => link !== undefined);
}

/** Servers count seconds, or fractions of one, or write an ISO 8601 date: without a zone, they mean UTC. */
function timeOf(value: unknown): number | undefined {
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\d[T ]/.test(value)) {
    const date = Date.parse(/(?:Z|[+-]\d\d:?\d\d)$/i.test(value) ? value : `${value}Z`);
    return Number.isNaN(date) ? undefined : date;
  }
  const time = numberOf(value);
  if (time === undefined || time <= 0) return undefined;
  // What would be the year 5138 in seconds is in milliseconds, and so on.
  if (time > 1e17) return time / 1e6;
  if (time > 1e14) return time / 1e3;
  return time > 1e11 ? time : time * 1000;
}
