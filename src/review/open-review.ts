import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { err, ok, type Result } from '../core/result.ts';
import type { Told } from '../project/events/film-event.ts';
import type { Refusal } from '../project/events/run-end.ts';
import { loadFilm } from '../project/film/film.ts';
import { verdictsFile } from '../project/judging/cache.ts';
import { notesFile } from '../storyboard/notes/notes-file.ts';
import { editDoings, type ReviewedFilm } from './doings/edits.ts';
import { judgingFor, mendDoing } from './doings/judging.ts';
import { makingFor } from './doings/making.ts';
import { noteDoings } from './doings/note-doings.ts';
import { type ToldFilm, tellFilm } from './film/tell-film.ts';
import { eventFeed } from './http/event-feed.ts';
import { type Doing, type LocalServer, serveLocally } from './http/serve.ts';
import { changesOf } from './live/changes.ts';
import { followJournal } from './live/follow-journal.ts';
import { journalEvents, journalTells } from './live/journal-events.ts';
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

/** Milliseconds between looks at the storyboard, the notes and the journal, which others may write. */
const looking = 300;
/** Events of the past that a page gets at most: enough to replay a long film. */
const mostPast = 20_000;

/** Serves a page about a film. Throws the error of the system if the port can't be had. */
export async function openReview(settings: ReviewSettings): Promise<Result<Review, Refusal>> {
  const { world, request } = settings;
  const loaded = await loadFilm(world, request);
  // A storyboard that is wrong is what people mend while they look; one that is not there is none.
  const located = loaded.ok ? loaded.value : undefined;
  if (!located) return err({ why: 'input', diagnostics: loaded.ok ? [] : loaded.error });
  const files = await pageFiles();
  const making = makingFor(settings);
  const ending = new AbortController();
  const temporary = await mkdtemp(join(tmpdir(), 'storycut-review-'));
  const library = mediaLibrary();
  const feed = eventFeed();
  const { absolute } = located.located;
  const changes = changesOf([absolute, notesFile(absolute), verdictsFile(located)]);
  const journal = followJournal(located.state);

  let now: Promise<ToldFilm> | undefined;
  let toldAt = 0;
  const film = (): Promise<ToldFilm> => {
    if (!now) toldAt = world.clock.now();
    now ??= tellFilm(world, request).then((told) => {
      if (told.planned) library.hold(told.planned);
      return told;
    });
    return now;
  };
  const { planned } = await film();
  let events = journalEvents(planned?.names ?? new Set([located.located.name]));
  const past: Told[] = [];

  async function look(): Promise<void> {
    const { entries, afresh } = await journal.look();
    if (afresh) {
      events = journalEvents((await film()).planned?.names ?? new Set());
      if (past.length > 0) feed.tell({ event: 'reset', data: {} });
      past.length = 0;
    }
    for (const entry of entries) {
      const told = events.of(entry);
      if (!told) continue;
      past.push(told);
      feed.tell({ id: told.sequence, event: 'told', data: told });
    }
    if (past.length > mostPast) past.splice(0, past.length - mostPast);
    // Some is written a moment after its time.
    const isNews = entries.some(({ t }) => t >= toldAt - 2000);
    if (!(await changes.look()) && !isNews) return;
    now = undefined;
    feed.tell({ event: 'film', data: {} });
  }
  await look();
  let looked = Promise.resolve();
  const lookSoon = (): Promise<void> => {
    looked = looked.then(look).catch(() => undefined);
    return looked;
  };
  const looks = setInterval(lookSoon, looking);
  const heard = world.announcer.subscribe((told) => {
    if (journalTells.has(told.type as never)) return void lookSoon();
    if (told.type === 'planned') return;
    feed.tell({ event: 'told', data: told });
  });

  const tools = await world.tools();
  const state = await stat(located.state).catch(() => undefined);
  const kept = state?.isDirectory() ? join(located.state, 'cache', 'posters') : temporary;
  const views = tools.ok ? mediaViews(tools.value, library, kept, ending.signal) : undefined;
  // One after the other: two changes of a file at once could lose one.
  let busy: Promise<unknown> = Promise.resolve();
  const inTurn =
    (doing: Doing): Doing =>
    (asked) => {
      const done = busy.then(() => doing(asked));
      busy = done.catch(() => undefined);
      return done.finally(lookSoon);
    };
  const judging = judgingFor(settings, (data) => feed.tell({ event: 'judging', data }));
  const doings = {
    ...editDoings(settings),
    ...noteDoings(settings, settings.who),
    mend: mendDoing(settings),
  };
  /** `close` ends what is served, after what it tells of. */
  const leave = async (close?: () => Promise<void>): Promise<void> => {
    clearInterval(looks);
    heard.stop();
    ending.abort();
    await Promise.all([making.stop(), judging.stop(), looked]);
    await close?.();
    await rm(temporary, { recursive: true, force: true, maxRetries: 5 });
  };
  const server = await serveLocally(
    {
      page: files.page,
      files: files.others,
      documents: { '/film.json': async () => (await film()).document },
      media: (hash) => library.file(hash),
      poster: async (hash, ms) => await views?.poster(hash, ms),
      peaks: async (hash) => await views?.peaks(hash),
      feed,
      missed: async (after = 0) =>
        past
          .filter(({ sequence }) => sequence > after)
          .map((told) => ({ id: told.sequence, event: 'told', data: told })),
      doings: new Map([
        ...Object.entries(doings).map(([name, doing]) => [name, inTurn(doing)] as const),
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
