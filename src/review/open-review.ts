import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { err, ok, type Result } from '../core/result.ts';
import type { Refusal } from '../project/events/run-end.ts';
import { loadFilm } from '../project/film/film.ts';
import { editDoings, type ReviewedFilm } from './doings/edits.ts';
import { inTurn } from './doings/in-turn.ts';
import { judgingFor, mendDoing } from './doings/judging.ts';
import { makingFor } from './doings/making.ts';
import { noteDoings } from './doings/note-doings.ts';
import { eventFeed } from './http/event-feed.ts';
import { type Doing, type LocalServer, serveLocally } from './http/serve.ts';
import { watchFilm } from './live/watch-film.ts';
import { mediaLibrary } from './media/library.ts';
import { mediaViews } from './media/views.ts';
import { pageFiles } from './page-files.ts';

export interface ReviewSettings extends ReviewedFilm {
  readonly port?: number | undefined;
  /** Whose notes they are. */
  readonly who?: string | undefined;
  readonly onOpened?: (() => void) | undefined;
}

/** A page about a film, for browsers on this machine. */
export type Review = Pick<LocalServer, 'addresses' | 'port' | 'link' | 'close'>;

/** Serves a page about a film. Throws the error of the system if the port can't be had. */
export async function openReview(settings: ReviewSettings): Promise<Result<Review, Refusal>> {
  const { world, request } = settings;
  const loaded = await loadFilm(world, request);
  // A storyboard that is wrong is what people mend while they look; one that is not there is none.
  const located = loaded.ok ? loaded.value : undefined;
  if (!located) return err({ why: 'input', diagnostics: loaded.ok ? [] : loaded.error });
  const files = await pageFiles();
  const ending = new AbortController();
  const temporary = await mkdtemp(join(tmpdir(), 'storycut-review-'));
  const library = mediaLibrary();
  const feed = eventFeed();
  const watched = await watchFilm(settings, located, feed, library.hold);
  const tools = await world.tools();
  const state = await stat(located.state).catch(() => undefined);
  const kept = state?.isDirectory() ? join(located.state, 'cache', 'posters') : temporary;
  const views = tools.ok ? mediaViews(tools.value, library, kept, ending.signal) : undefined;
  const making = makingFor(settings);
  const judging = judgingFor(settings, (data) => feed.tell({ event: 'judging', data }));

  /** `close` ends what is served, after what it tells of. */
  const leave = async (close?: () => Promise<void>): Promise<void> => {
    ending.abort();
    await Promise.all([making.stop(), judging.stop(), watched.stop()]);
    await close?.();
    await rm(temporary, { recursive: true, force: true, maxRetries: 5 });
  };
  const server = await serveLocally(
    {
      page: files.page,
      files: files.others,
      documents: { '/film.json': async () => (await watched.film()).document },
      media: (hash) => library.file(hash),
      poster: async (hash, ms) => await views?.poster(hash, ms),
      peaks: async (hash) => await views?.peaks(hash),
      feed,
      missed: async (after) => watched.missed(after),
      doings: new Map([
        ...changing(settings, watched.lookSoon),
        ...Object.entries(making.doings),
        ['judge', judging.judge] as const,
      ]),
    },
    { port: settings.port, onOpened: settings.onOpened },
  ).catch(async (error: unknown) => {
    await leave();
    throw error;
  });
  return ok({
    ...{ addresses: server.addresses, port: server.port, link: server.link },
    close: () => leave(server.close),
  });
}

/** What changes the storyboard or the notes. */
function changing(settings: ReviewSettings, after: () => void): readonly (readonly [string, Doing])[] {
  const each = inTurn(after);
  const doings = {
    ...editDoings(settings),
    ...noteDoings(settings, settings.who),
    mend: mendDoing(settings),
  };
  return Object.entries(doings).map(([name, doing]) => [name, each(doing)]);
}
