import type { Told } from '../../project/events/film-event.ts';
import type { HeardJudging } from '../doings/judging.ts';
import type { ShownDocument, ShownNote } from '../film/shown.ts';

/** Where the page gets what it shows, and takes what people want changed. */
export interface Counterpart {
  /** Whether anything can be changed but notes: a page that was sent to somebody shows what there was. */
  readonly live: boolean;
  document(): Promise<ShownDocument>;
  media(hash: string): string | undefined;
  poster(hash: string, ms: number): string | undefined;
  /** How loud a file is, from 0 to 255 for each twentieth of a second. */
  peaks(hash: string): Promise<Uint8Array>;
  /** Asks for a change; rejects with why it was refused. */
  ask(doing: string, asked: Readonly<Record<string, unknown>>): Promise<unknown>;
  listen(listener: Listener): void;
}

interface Listener {
  /** Something about the film is another now. */
  film(): void;
  told(told: Told): void;
  judging(heard: HeardJudging): void;
  /** All that was told is void. */
  reset(): void;
  connected(is: boolean): void;
}

/** A browser's own words for this, such as "Failed to fetch", tell nobody what to do. */
const unanswered =
  'Storycut no longer answers. Run `storycut review` again, open its new link, and look there whether this was done.';

/** The server that this page came from. */
export function liveCounterpart(ticket: string): Counterpart {
  return {
    live: true,
    document: async () => (await fetch('/film.json')).json(),
    media: (hash) => `/media/${hash}`,
    poster: (hash, ms) => `/poster/${hash}/${Math.max(0, Math.round(ms))}`,
    async peaks(hash) {
      const answer = await fetch(`/peaks/${hash}`);
      if (!answer.ok) throw new Error(`no peaks of ${hash}`);
      return new Uint8Array(await answer.arrayBuffer());
    },
    async ask(doing, asked) {
      const answer = await fetch(`/do/${doing}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-storycut-ticket': ticket },
        body: JSON.stringify(asked),
      }).catch(() => {
        throw new Error(unanswered);
      });
      const value = await answer.json();
      if (!answer.ok) throw new Error(value.message);
      return value;
    },
    listen(listener) {
      let source: EventSource | undefined;
      const open = (): void => {
        if (source) return;
        source = new EventSource('/events');
        source.addEventListener('open', () => listener.connected(true));
        source.addEventListener('error', () => listener.connected(false));
        source.addEventListener('film', () => listener.film());
        source.addEventListener('reset', () => listener.reset());
        source.addEventListener('judging', ({ data }) => listener.judging(JSON.parse(data)));
        source.addEventListener('told', ({ data }) => listener.told(JSON.parse(data)));
      };
      open();
    },
  };
}

/** What a page that was written to a folder has in it. */
export interface PackedFilm {
  readonly document: ShownDocument;
  readonly told: readonly Told[];
  /** Files by the hash of what they show. */
  readonly media: Readonly<Record<string, string>>;
  readonly posters: Readonly<Record<string, string>>;
  /** How loud files are, by their hash: bytes in base64. */
  readonly peaks: Readonly<Record<string, string>>;
  /** Names its notes in the browser's storage. */
  readonly name: string;
}

/** A page without a server. Notes stay in this browser until they are saved as a file. */
export function packedCounterpart(packed: PackedFilm): Counterpart {
  const place = `storycut notes ${packed.name}`;
  const read = (): readonly ShownNote[] => {
    try {
      const value: unknown = JSON.parse(localStorage.getItem(place) ?? 'null');
      return Array.isArray(value) ? value : (packed.document.film?.notes ?? []);
    } catch {
      return packed.document.film?.notes ?? [];
    }
  };
  let hear: Listener | undefined;
  const write = (notes: readonly ShownNote[]): void => {
    localStorage.setItem(place, JSON.stringify(notes));
    hear?.film();
  };
  const now = (): string => new Date().toISOString().replace(/\.\d+Z$/, 'Z');
  const lookUp = (table: Readonly<Record<string, string>>, name: string): string | undefined =>
    Object.hasOwn(table, name) ? table[name] : undefined;
  return {
    live: false,
    async document() {
      const { film, diagnostics } = packed.document;
      return { diagnostics, ...(film && { film: { ...film, notes: read() } }) };
    },
    media: (hash) => lookUp(packed.media, hash),
    poster: (hash) => lookUp(packed.posters, hash),
    peaks: async (hash) =>
      Uint8Array.from(atob(lookUp(packed.peaks, hash) ?? ''), (sign) => sign.charCodeAt(0)),
    async ask(doing, asked) {
      if (doing === 'note')
        write([...read(), { ...(asked as unknown as ShownNote), id: crypto.randomUUID(), when: now() }]);
      else if (doing === 'settle')
        write(
          read().map(({ done: _, ...note }) =>
            note.id === asked.id ? { ...note, ...(asked.done === true && { done: now() }) } : note,
          ),
        );
      else throw new Error('This is a copy of the page: only notes can be written in it.');
      return {};
    },
    listen(listener) {
      hear = listener;
      for (const told of packed.told) listener.told(told);
    },
  };
}
