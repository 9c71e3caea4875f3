import type { Clock } from '../core/ports.ts';
import { err, type Result } from '../core/result.ts';
import { type FailureCause, failureOf, type JobFailure } from './failure.ts';
import { type IdOf, newId } from './sandbox-id.ts';
import type { ServedVideo } from './served-video.ts';
import type { SandboxStudio, Shooting } from './studio.ts';

/** How a job ends, if that is decided in advance. */
export type Fate =
  | { readonly kind: 'fail'; readonly cause: FailureCause }
  | { readonly kind: 'stall' }
  /** It waits long before it begins. */
  | { readonly kind: 'throttle' }
  /** It is completed, without what it extends. */
  | { readonly kind: 'part' };

export interface Pace {
  /** Milliseconds that a job takes for this many seconds of footage. */
  readonly jobTime: (seconds: number) => number;
  /** Milliseconds that content can be fetched after completion. */
  readonly lifetime: number;
}

/** What a shelf has to know of its service: see there. */
export interface ShelfService {
  readonly id: IdOf;
  readonly atOnce?: number;
  readonly renews?: true;
}

interface Held {
  readonly id: string;
  readonly shooting: Shooting;
  readonly more: More;
  readonly createdAt: number;
  /** Before it could be begun: all others were running. */
  readonly freeAt: number;
  readonly beginsAt: number;
  readonly endsAt: number;
  ended?: { readonly at: number; readonly footage: Result<string, string> };
  expiresAt?: number;
}

interface More {
  readonly remixOf: string | undefined;
  /** How often it was extended, from its beginning. */
  readonly extensions: number;
  readonly cost: number;
  readonly fate: Fate | undefined;
}

/** A video with what only the server knows about it. */
export interface Shelved {
  readonly video: ServedVideo;
  readonly file: string | undefined;
  readonly extensions: number;
}

/** The share of a job's time that it is queued, and how often its time a throttled one waits before. */
const queue = 0.1;
const throttledFor = 10;

/**
 * The videos, in memory, oldest first. Progress follows from the clock; a video is completed when its time is over and its
 * clip has been made.
 */
export function videoShelf(
  service: ShelfService,
  studio: SandboxStudio,
  clock: Clock,
  pace: Pace,
  links: (id: string) => ServedVideo['links'],
) {
  const held = new Map<string, Held>();
  const removed = new Set<string>();

  /** When another job of a model may begin: at the end of the last but so many. */
  const freeAt = (model: string, now: number): number => {
    const { atOnce } = service;
    if (atOnce === undefined) return now;
    const ends = [...held.values()].filter((one) => one.shooting.model === model).map((one) => one.endsAt);
    const latest = ends.filter((end) => end > now).sort((a, b) => b - a);
    return latest[atOnce - 1] ?? now;
  };

  const add = (shooting: Shooting, more: More): ServedVideo => {
    const id = newId(service.id);
    const createdAt = clock.now();
    const time = pace.jobTime(shooting.seconds);
    const free =
      freeAt(shooting.model, createdAt) + (more.fate?.kind === 'throttle' ? throttledFor * time : 0);
    const times = { createdAt, freeAt: free, beginsAt: free + queue * time, endsAt: free + time };
    const one: Held = { id, shooting, more, ...times };
    held.set(id, one);
    // A job that will fail needs no clip.
    if (!['fail', 'stall'].includes(more.fate?.kind ?? '')) void end(one);
    return shown(one, createdAt);
  };

  const end = async (one: Held): Promise<void> => {
    const footage = await studio.shoot(one.shooting).catch((error: unknown) => err(String(error)));
    one.ended = { at: Math.max(one.endsAt, clock.now()), footage };
    one.expiresAt = one.ended.at + pace.lifetime;
  };

  const shown = (one: Held, now: number): ServedVideo => {
    const { id, shooting, createdAt, beginsAt, endsAt, ended } = one;
    const { remixOf, cost } = one.more;
    const { model, prompt, size, total } = shooting;
    const failure = failed(one, now);
    const completed = ended?.footage.ok === true && now >= ended.at;
    const share = (now - beginsAt) / Math.max(1, endsAt - beginsAt);
    const progress = Math.min(99, Math.max(0, Math.floor(100 * share)));
    return {
      ...{ id, model, prompt, size, createdAt, failure, remixOf },
      seconds: total,
      state: failure ? 'failed' : completed ? 'completed' : now < beginsAt ? 'queued' : 'running',
      throttled: now < one.freeAt,
      progress: completed ? 100 : progress,
      completedAt: completed ? ended.at : undefined,
      expiresAt: completed ? one.expiresAt : undefined,
      links: links(id),
      cost,
    };
  };

  const shelved = (one: Held): Shelved => {
    const now = clock.now();
    const video = shown(one, now);
    const { ended } = one;
    const { extensions } = one.more;
    const fresh = video.expiresAt !== undefined && (service.renews || now < video.expiresAt);
    return { video, extensions, file: fresh && ended?.footage.ok ? ended.footage.value : undefined };
  };

  return {
    add,
    get: (id: string): Shelved | undefined => {
      const one = held.get(id);
      return one && shelved(one);
    },
    all: (): readonly ServedVideo[] => [...held.values()].map((one) => shown(one, clock.now())),
    remove(id: string): void {
      held.delete(id);
      removed.add(id);
    },
    /** Whether it existed and was removed. */
    hasRemoved: (id: string): boolean => removed.has(id),
    expire(id: string): void {
      const one = held.get(id);
      if (one?.ended) one.expiresAt = clock.now();
    },
  };
}

export type VideoShelf = ReturnType<typeof videoShelf>;

function failed({ more: { fate }, endsAt, ended }: Held, now: number): JobFailure | undefined {
  if (fate?.kind === 'fail' && now >= endsAt) return failureOf(fate.cause);
  if (ended && !ended.footage.ok) return { ...failureOf('failed'), message: ended.footage.error };
  return undefined;
}
