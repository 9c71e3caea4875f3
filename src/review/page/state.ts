import { batch, computed, effect, signal } from '@preact/signals';
import type { Told } from '../../project/events/film-event.ts';
import { Follower } from '../../project/events/standing.ts';
import type { JudgeProgress } from '../../project/judging/judge-film.ts';
import type { ShownDocument, ShownFilm, ShownSegment } from '../film/shown.ts';
import { fromAddress, type Looking, type StageMode, showsTakes, toAddress } from './address.ts';
import { entryAt, type FrameRange, rangeOf, seamOf } from './layers.ts';

/** All that the page shows follows from these: what there is, and what is looked at. */
export const shown = signal<ShownDocument>({ diagnostics: [] });
/** The last film that could be read: a slip in the storyboard takes nothing away. */
export const film = signal<ShownFilm | undefined>(undefined);
/** Of the film, while it plays with a fraction. */
export const frame = signal(0);
export const mode = signal<StageMode>('film');
/** Keys of takes that are looked at: positions among the segment's, from 1. */
export const chosen = signal<readonly number[]>([]);
/** How fast it plays; 0: it is paused. */
export const rate = signal(0);
export const muted = signal(false);
/** Whether seams are shown without their transitions. */
export const plainSeams = signal(false);
/** What was marked by a person, in frames of the film; the end is exclusive. */
export const marked = signal<Partial<FrameRange>>({});
export const dialog = signal<Dialog>({ kind: 'none' });
export const message = signal<{ readonly text: string; readonly bad: boolean } | undefined>(undefined);
export const connected = signal(true);
/** How far judging is, while it is done. */
export const judging = signal<JudgeProgress | undefined>(undefined);
/** How far the wipe between two takes is. */
export const wipeAt = signal(0.5);
/** How many events of the past are shown; undefined: it is now. */
export const replayed = signal<number | undefined>(undefined);

export type Dialog =
  | { readonly kind: 'none' | 'help' }
  | { readonly kind: 'make'; readonly segment: string; readonly redo: boolean; readonly note?: string }
  | { readonly kind: 'note'; readonly segment: string }
  | { readonly kind: 'edit'; readonly segment: string }
  | { readonly kind: 'pick'; readonly segment: string; readonly take: number };

/** What the journal and the runs have told, in order. */
export const told = signal<readonly Told[]>([]);
const follower = new Follower();
/** Counts up with each event that was heard: the standing is one object that changes. */
const heard = signal(0);

let unheard: Told[] = [];

/** Thousands come at once when a page is opened: what comes within a few milliseconds is shown together. */
export function hear(one: Told): void {
  unheard.push(one);
  if (unheard.length === 1) setTimeout(hearAll, 20);
}

function hearAll(): void {
  const all = unheard;
  unheard = [];
  for (const one of all) follower.hear(one);
  batch(() => {
    told.value = [...told.value, ...all.filter(({ run }) => run === 'journal')];
    heard.value += 1;
  });
}

export function forget(): void {
  told.value = [];
  location.reload();
}

/** The standing of the runs now, or as it was when so many events had been told. */
export const standing = computed(() => {
  heard.value;
  const count = replayed.value;
  if (count === undefined) return follower.now;
  const past = new Follower();
  for (const one of told.value.slice(0, count)) past.hear(one);
  return past.now;
});

const nothing: ReadonlyMap<string, number> = new Map();

/** How far each segment's job in progress is, by segment. */
export const working = computed<ReadonlyMap<string, number>>(() => {
  heard.value;
  if (standing.value.working.size === 0) return nothing;
  const places = new Map(
    told.value.flatMap((one) => ('segment' in one && 'job' in one ? [[one.job, one.segment]] : [])),
  );
  return new Map(
    [...standing.value.working].map(([job, { progress }]) => [
      places.get(job) ?? job.replace(/[#.].*$/, ''),
      progress,
    ]),
  );
});

export const segments = computed<ReadonlyMap<string, ShownSegment>>(
  () => new Map(film.value?.segments.map((segment) => [segment.id, segment])),
);

const picked = signal('');

/** The segment that is looked at: the one that a mode or a person holds on to, or the one at this frame. */
export const current = computed<string>(() => {
  const now = film.value;
  if (!now) return '';
  const held = picked.value;
  if (segments.value.has(held)) {
    if (showsTakes(mode.value) || mode.value === 'seam') return held;
    const own = rangeOf(now, held);
    if (own && frame.value >= own.from && frame.value < own.to) return held;
  }
  return now.entries[entryAt(now.entries, frame.value)]?.segment ?? '';
});

export const segment = computed(() => segments.value.get(current.value));

/** The frames that are played: the seam's, the segment's, what is marked, or all of the film. */
export const playing = computed<FrameRange>(() => {
  const now = film.value;
  if (!now) return { from: 0, to: 1 };
  const { from, to } = marked.value;
  if (from !== undefined && to !== undefined && to > from) return { from, to };
  const own =
    mode.value === 'seam'
      ? seamOf(now, current.value)?.range
      : showsTakes(mode.value)
        ? rangeOf(now, current.value)
        : undefined;
  return own ?? { from: 0, to: Math.max(1, now.frames) };
});

/** Holds on to a segment, and goes to its first frame unless its frames are being looked at. */
export function goTo(id: string, at?: number): void {
  const now = film.value;
  const range = now && rangeOf(now, id);
  if (!range) return;
  if (id !== picked.value) chosen.value = [];
  picked.value = id;
  marked.value = {};
  const inside = frame.value >= range.from && frame.value < range.to;
  if (at !== undefined) frame.value = at;
  else if (!inside || mode.value === 'film') frame.value = firstAlone(id, range);
}

/** Its first frame in which it is seen alone. */
function firstAlone(id: string, { from, to }: FrameRange): number {
  const { entries = [] } = film.value ?? {};
  const before = entries[entries.findIndex((entry) => entry.segment === id) - 1];
  return Math.min(to - 1, from + (before?.overlap ?? 0));
}

export function setMode(next: StageMode): void {
  const id = current.value;
  if (next !== 'paper') {
    picked.value = id;
    marked.value = {};
  }
  mode.value = next;
  const { from, to } = playing.value;
  if (frame.value < from || frame.value >= to) frame.value = from;
}

/** The keys of the takes that a mode shows: those chosen, or the one in the cut and others that are made. */
export const compared = computed<readonly number[]>(() => {
  const now = segment.value;
  if (!now) return [];
  const made = now.takes.flatMap(({ hash }, i) => (hash === undefined ? [] : [i + 1]));
  const inCut = now.takes.findIndex(({ picked: is }) => is) + 1;
  const all = [...new Set([...chosen.value, inCut, ...made])].filter((key) => made.includes(key));
  const most = mode.value === 'take' ? 1 : mode.value === 'grid' ? 4 : 2;
  const some = all.slice(0, most);
  return mode.value === 'grid' ? some.toSorted((a, b) => a - b) : some;
});

export function say(text: string, bad = false): void {
  message.value = { text, bad };
}

/** The address and the state say the same. */
export function followAddress(): void {
  const read = (): void => {
    const looking = fromAddress(location.hash);
    if (looking.segment !== '') picked.value = looking.segment;
    chosen.value = looking.takes;
    mode.value = looking.mode;
    frame.value = Math.min(looking.frame, Math.max(0, (film.value?.frames ?? 1) - 1));
  };
  read();
  addEventListener('hashchange', read);
  let written = location.hash;
  effect(() => {
    // While it plays, the address rests.
    if (rate.value !== 0 || !film.value) return;
    const looking: Looking = {
      ...{ mode: mode.value, takes: chosen.value },
      ...{ segment: current.value, frame: frame.value },
    };
    const address = toAddress(looking);
    if (address === written) return;
    written = address;
    history.replaceState(null, '', address);
  });
}
