import { renderAhead } from '../../stitch/render-ahead.ts';
import { planFilm } from '../film/film.ts';
import { filmFor } from '../film/film-for.ts';
import { roomAt } from './room.ts';
import type { AtWork } from './workbench.ts';

/** The cut of a film whose clips are still being made. */
export interface CutAhead {
  /** A clip is in the store. */
  clipCame(hash: string): void;
  /** Nothing more will come: returns once nothing is in progress. */
  end(): Promise<void>;
}

/**
 * Renders as much of the cut as possible while the providers work, so that little is left to do after the last
 * clip. One pass at a time: clips that come meanwhile are left to the next one.
 */
export function cutAhead(work: AtWork): CutAhead {
  const stop = new AbortController();
  work.signal.addEventListener('abort', () => stop.abort(), { once: true });
  const ahead = { ...work, signal: stop.signal };
  let fresh = new Set<string>();
  let looking = later(look());

  /** The first pass covers everything, each later one only what the clips since then have made possible. */
  async function look(clips?: ReadonlySet<string>): Promise<void> {
    await renderWhatIsThere(ahead, clips);
  }
  async function lookAgain(): Promise<void> {
    const clips = fresh;
    fresh = new Set();
    if (clips.size > 0 && !stop.signal.aborted) await look(clips);
  }
  return {
    clipCame(hash) {
      fresh.add(hash);
      looking = later(looking.then(lookAgain));
    },
    async end() {
      stop.abort();
      await looking;
    },
  };
}

/** Its errors are thrown where its end is awaited, not while footage is being paid for. */
function later(work: Promise<void>): Promise<void> {
  work.catch(() => undefined);
  return work;
}

async function renderWhatIsThere(
  { bench, world, request, signal }: AtWork,
  fresh: ReadonlySet<string> | undefined,
): Promise<void> {
  const { film, store, outputs } = bench;
  const plan = planFilm(film, store.holdings(film.located.name), { ...request, only: undefined });
  if (!plan.ok) return;
  // Whoever makes a piece reports its problems: the cut finds it made.
  const room = roomAt(bench, (event) => event.type === 'notice' && world.emit(event), signal);
  for (const { output } of outputs) {
    if (output.as !== 'mp4' || signal.aborted) continue;
    await renderAhead({ ...room, film: filmFor(film.storyboard, plan.value.timeline, output) }, fresh);
  }
}
