import type { Size } from '../core/frames.ts';
import type { Clock } from '../core/ports.ts';
import { err, type Result } from '../core/result.ts';
import type { SandboxDialect, ServedVideo } from './dialect.ts';
import { newId } from './sandbox-id.ts';
import type { SandboxStudio, Shooting } from './studio.ts';

/** How a job ends, if that is decided in advance. */
export type Fate =
  | { readonly kind: 'fail'; readonly code: string; readonly message: string }
  | { readonly kind: 'stall' }
  /** It is completed, without what it extends. */
  | { readonly kind: 'part' };

export interface Pace {
  /** Milliseconds that a job takes for this many seconds of footage. */
  readonly jobTime: (seconds: number) => number;
  /** Milliseconds that content can be fetched after completion. */
  readonly lifetime: number;
}

interface Held {
  readonly id: string;
  readonly shooting: Shooting;
  readonly remixOf: string | undefined;
  /** How often it was extended, from its beginning. */
  readonly extensions: number;
  readonly createdAt: number;
  readonly endsAt: number;
  readonly fate: Fate | undefined;
  ended?: { readonly at: number; readonly footage: Result<string, string> };
  expiresAt?: number;
}

/** A video with what only the server knows about it. */
export interface Shelved {
  readonly video: ServedVideo;
  readonly file: string | undefined;
  readonly extensions: number;
}

/** The share of a job's time that it is queued. */
const queue = 0.1;

/**
 * The videos, in memory, oldest first. Progress follows from the clock; a video is completed when its time is over and its
 * clip has been made.
 */
export function videoShelf(
  dialect: SandboxDialect,
  studio: SandboxStudio,
  clock: Clock,
  pace: Pace,
  links: (id: string) => ServedVideo['links'],
) {
  const held = new Map<string, Held>();
  const removed = new Set<string>();

  const add = (
    shooting: Shooting,
    more: { readonly remixOf?: string; readonly extensions: number; readonly fate: Fate | undefined },
  ): ServedVideo => {
    const id = newId(dialect);
    const createdAt = clock.now();
    const endsAt = createdAt + pace.jobTime(shooting.seconds);
    const one: Held = { id, shooting, createdAt, endsAt, remixOf: more.remixOf, ...more };
    held.set(id, one);
    // A job that will fail needs no clip.
    if (one.fate === undefined || one.fate.kind === 'part') void end(one);
    return shown(one, createdAt);
  };

  const end = async (one: Held): Promise<void> => {
    const footage = await studio.shoot(one.shooting).catch((error: unknown) => err(String(error)));
    one.ended = { at: Math.max(one.endsAt, clock.now()), footage };
    one.expiresAt = one.ended.at + pace.lifetime;
  };

  const shown = (one: Held, now: number): ServedVideo => {
    const { id, shooting, createdAt, endsAt, ended, remixOf } = one;
    const { model, prompt, size, seconds, total } = shooting;
    const failure = failureOf(one, now);
    const completed = ended?.footage.ok === true && now >= ended.at;
    const share = (now - createdAt) / Math.max(1, endsAt - createdAt);
    const running = share < queue ? 'queued' : 'running';
    const progress = Math.min(99, Math.max(0, Math.floor((100 * (share - queue)) / (1 - queue))));
    return {
      ...{ id, model, prompt, size, createdAt, failure, remixOf },
      seconds: total,
      state: failure ? 'failed' : completed ? 'completed' : running,
      progress: completed ? 100 : progress,
      completedAt: completed ? ended.at : undefined,
      expiresAt: completed ? one.expiresAt : undefined,
      links: links(id),
      cost: listPrice(size, seconds),
    };
  };

  const shelved = (one: Held): Shelved => {
    const now = clock.now();
    const video = shown(one, now);
    const { ended, extensions } = one;
    const fresh = video.expiresAt !== undefined && now < video.expiresAt;
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

function failureOf({ fate, endsAt, ended }: Held, now: number): ServedVideo['failure'] {
  if (fate?.kind === 'fail' && now >= endsAt) return { code: fate.code, message: fate.message };
  if (ended && !ended.footage.ok) return { code: 'processing_error', message: ended.footage.error };
  return undefined;
}

/** What it would cost at the published prices of sora-2: exact enough to tell bills apart. */
const listPrice = ({ width, height }: Size, seconds: number): number =>
  Number((seconds * (width * height > 1280 * 720 ? 0.3 : 0.1)).toFixed(2));
