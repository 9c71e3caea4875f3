import type { FilmEvent, Told } from '../../project/events/film-event.ts';
import type { LoadedFilm } from '../../project/film/film.ts';
import { verdictsFile } from '../../project/judging/cache.ts';
import { notesFile } from '../../storyboard/notes/notes-file.ts';
import type { ReviewedFilm } from '../doings/edits.ts';
import { type ToldFilm, tellFilm } from '../film/tell-film.ts';
import type { EventFeed, FeedMessage } from '../http/event-feed.ts';
import { changesOf } from './changes.ts';
import { followJournal } from './follow-journal.ts';
import { journalEvents, journalTells } from './journal-events.ts';

/** Milliseconds between looks at the storyboard, the notes and the journal, which others may write. */
const looking = 300;
/** Events of the past that a page gets at most: enough to replay a long film. */
const mostPast = 20_000;

/** A film as of now, and what happens to it, told to a feed. */
export interface WatchedFilm {
  film(): Promise<ToldFilm>;
  /** What a page that joins has to hear first; `after`: the number of the last message that it heard. */
  missed(after?: number): readonly FeedMessage[];
  /** Notices now what was just done. */
  lookSoon(): Promise<void>;
  stop(): Promise<void>;
}

/** `onPlanned` hears of each plan before it is told. */
export async function watchFilm(
  { world, request }: ReviewedFilm,
  loaded: LoadedFilm,
  feed: EventFeed,
  onPlanned: (planned: NonNullable<ToldFilm['planned']>) => void,
): Promise<WatchedFilm> {
  const { absolute, name } = loaded.located;
  const changes = changesOf([absolute, notesFile(absolute), verdictsFile(loaded)]);
  const journal = followJournal(loaded.state);

  let now: Promise<ToldFilm> | undefined;
  let toldAt = 0;
  const film = (): Promise<ToldFilm> => {
    if (!now) toldAt = world.clock.now();
    now ??= tellFilm(world, request).then((told) => {
      if (told.planned) onPlanned(told.planned);
      return told;
    });
    return now;
  };
  let events = journalEvents((await film()).planned?.names ?? new Set([name]));
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
      feed.tell(messageOf(told));
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
    if (inJournal.has(told.type)) return void lookSoon();
    if (told.type === 'planned') return;
    feed.tell({ event: 'told', data: told });
  });
  return {
    film,
    missed: (after = 0) => past.filter(({ sequence }) => sequence > after).map(messageOf),
    lookSoon,
    async stop() {
      clearInterval(looks);
      heard.stop();
      await looked;
    },
  };
}

const inJournal: ReadonlySet<FilmEvent['type']> = journalTells;

const messageOf = (told: Told): FeedMessage => ({ id: told.sequence, event: 'told', data: told });
