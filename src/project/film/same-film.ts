import type { Diagnostic } from '../../core/diagnostic.ts';
import { committedOf } from '../../core/holdings.ts';
import { amount } from '../../core/money.ts';
import { say, says } from '../../core/sentence.ts';
import type { Store } from '../../store/store.ts';
import type { Segment, Storyboard } from '../../storyboard/model.ts';
import type { LocatedStoryboard } from '../naming/locate.ts';
import { filmsIn } from '../naming/neighbours.ts';
import { hasMostOf } from './most-words.ts';

type Known = Pick<Store, 'attempts' | 'knows' | 'namesOf' | 'isInUse'>;

/**
 * Settles which film a storyboard is of, before its money is counted: renaming or copying the file starts no new film.
 * Gives a note about each name that it is found to be the same film as.
 */
export async function settleSameFilm(
  { located, storyboard }: { readonly located: LocatedStoryboard; readonly storyboard: Storyboard },
  store: Store,
): Promise<readonly Diagnostic[]> {
  const { name, folder } = located;
  const others = otherFilms(name, store);
  if (others.length === 0) return [];
  const names = new Set(others.flatMap(({ names: of }) => [...of]));
  const present = await filmsIn(folder, names);
  const isNew = !store.knows(name);
  const same = others.filter(
    (other) =>
      (isNew && committedTo(other, store) > 0 && goneOf(other, store, present).length > 0) ||
      isMostlyFrom(other, storyboard, { own: madeAs(new Set([name]), store), isNew }),
  );
  if (same.length === 0) return [];
  const notes = same.map((other) => counted(name, other, store, present));
  await store.sameFilm({
    storyboard: name,
    sameAs: same.flatMap((other) => [...other.names]),
    gone: same.flatMap((other) => goneOf(other, store, present)),
  });
  return notes.flat();
}

/** What the journal has of a film under its names. */
interface OtherFilm extends Made {
  readonly names: ReadonlySet<string>;
}

interface Made {
  /** What was sent for each. */
  readonly segments: ReadonlyMap<string, readonly string[]>;
  /** What may be the own words of its shots. */
  readonly words: ReadonlySet<string>;
}

function otherFilms(name: string, store: Known): readonly OtherFilm[] {
  const seen = new Set(store.namesOf(name));
  const films: OtherFilm[] = [];
  for (const { intent } of store.attempts()) {
    if (seen.has(intent.storyboard)) continue;
    const names = store.namesOf(intent.storyboard);
    for (const one of names) seen.add(one);
    films.push({ names, ...madeAs(names, store) });
  }
  return films;
}

/** Its names under which nobody has gone on since their storyboards went. */
const goneOf = ({ names }: OtherFilm, store: Known, present: ReadonlySet<string>): readonly string[] =>
  [...names].filter((name) => store.isInUse(name) && !present.has(name));

function madeAs(names: ReadonlySet<string>, store: Known): Made {
  const segments = new Map<string, readonly string[]>();
  const words = new Set<string>();
  for (const { intent } of store.attempts()) {
    if (!names.has(intent.storyboard)) continue;
    const { segment, request } = intent;
    segments.set(segment, [...(segments.get(segment) ?? []), request.prompt]);
    for (const own of ownWordsIn(request.prompt)) words.add(own);
  }
  return { segments, words };
}

/**
 * Whether at least half of a storyboard's shots are another film's: by their own words, in whatever style; by their ids with
 * most of their words, whoever plays in them; and, as long as nothing was made for it, by their ids alone. What it has made
 * itself is its own.
 */
function isMostlyFrom(
  other: Made,
  { segments }: Storyboard,
  { own, isNew }: { readonly own: Made; readonly isNew: boolean },
): boolean {
  const shots = segments.flatMap((segment) => shotOf(segment) ?? []);
  const taken = shots.filter(
    (shot) => !isOf(own, shot) && (isOf(other, shot) || (isNew && other.segments.has(shot.id))),
  );
  return taken.length > 0 && 2 * taken.length >= shots.length;
}

interface Shot {
  readonly id: string;
  /** Its own words, whatever the film's style and setting. */
  readonly own: string;
}

const shotOf = ({ id, source }: Segment): Shot | undefined =>
  'prompt' in source ? { id, own: source.own ?? source.prompt } : undefined;

const isOf = ({ words, segments }: Made, { id, own }: Shot): boolean =>
  words.has(own) || (segments.get(id) ?? []).some((prompt) => hasMostOf(own, prompt));

/**
 * What may be a shot's own words in a prompt that was sent: setting and style follow them after empty lines, of which they
 * can have some themselves.
 */
function ownWordsIn(prompt: string): readonly string[] {
  const found = [prompt];
  for (let end = prompt.length; found.length <= mostParagraphs; ) {
    end = prompt.lastIndexOf('\n\n', end - 1);
    if (end <= 0) break;
    found.push(prompt.slice(0, end));
  }
  return found;
}

/** Of setting and style together. */
const mostParagraphs = 8;

/** US dollars. */
function committedTo({ names }: OtherFilm, store: Pick<Store, 'holdings'>): number {
  const [any = ''] = names;
  return committedOf(store.holdings(any).money);
}

/** Nothing need be said where no money is concerned. */
function counted(
  name: string,
  other: OtherFilm,
  store: Store,
  present: ReadonlySet<string>,
): readonly Diagnostic[] {
  const [first = ''] = other.names;
  const [gone] = goneOf(other, store, present);
  const committed = committedTo(other, store);
  if (committed === 0) return [];
  return [
    {
      severity: 'note',
      code: 'same-film',
      ...says(
        gone !== undefined
          ? say`The storyboard of ${{ other: gone }} is gone, so ${{ film: name }} counts as the same film: the ${amount({ committed })} spent or reserved for it count toward the budget.`
          : say`${{ film: name }} has the shots of ${{ other: first }}, so it counts as the same film: the ${amount({ committed })} spent or reserved for it count toward the budget of both.`,
        say`If it is another film, raise its budget, or give it a folder of its own.`,
      ),
    },
  ];
}
