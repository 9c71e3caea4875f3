import type { SequenceFacts } from './sequence.ts';
import type { SliceHeader } from './slice.ts';

/** A coded picture: the frame that it shows, and the header of its first slice. */
export interface CodedPicture {
  readonly show: number;
  readonly header: Pick<SliceHeader, 'type' | 'idr' | 'kept' | 'frame' | 'place' | 'dropped' | 'ahead'>;
}

/** How pictures are numbered anew. */
export interface NewNumber {
  readonly frame: number;
  readonly place: number;
}

/** A picture to be encoded anew in place of another, which is `index`. */
export interface Restored extends NewNumber {
  readonly index: number;
  readonly kept: boolean;
  /** By how far back their numbers are: pictures before it to which nothing refers behind it. */
  readonly dropped: readonly number[];
}

/** How decoding can begin at a frame in the middle of a group. */
export interface Restart {
  /** In decode order. The first is where decoding begins. */
  readonly restored: readonly Restored[];
  /** The first picture that is copied, and the new numbers of it and all behind it. */
  readonly index: number;
  readonly numbers: readonly NewNumber[];
}

/**
 * How to begin at frame `begin` of a group of pictures, of which only the first is a true beginning. Pictures that were decoded
 * before, and are shown from there on, are encoded anew as pictures that refer to nothing. Behind them a decoder keeps the same
 * pictures as it did, if only those: so all others can be copied. Undefined if that never comes to pass with at most `most`.
 */
export function restartAt(
  group: readonly CodedPicture[],
  begin: number,
  { numbering }: Pick<SequenceFacts, 'numbering'>,
  most: number,
): Restart | undefined {
  const limit = 2 ** numbering.frameBits;
  const places = placesOf(
    group.map(({ header }) => header),
    numbering.orderBits,
  );
  const first = group.findIndex(({ show }) => show === begin);
  const last = group.findLastIndex(({ show }) => show < begin);
  const origin = places[first];
  if (first <= 0 || origin === undefined) return undefined;
  const keptAfter = keptIn(group, numbering.kept, limit);
  const isFree = freeFrom(group, places, keptAfter, limit);
  for (let index = Math.max(first, last) + 1; index < group.length; index++) {
    const order = [first];
    for (let i = 0; i < index; i++) if (i !== first && (group[i]?.show ?? 0) > begin) order.push(i);
    if (order.length > most) return undefined;
    const found = isFree(index) ? restarted(group, order, index, origin) : undefined;
    if (found) return found;
  }
  return undefined;

  function restarted(
    all: typeof group,
    order: readonly number[],
    index: number,
    origin: number,
  ): Restart | undefined {
    let anew: readonly Kept[] = [];
    let frame = 0;
    const placeOf = (i: number): number => (places[i] ?? 0) - origin;
    const restored = order.map((i, n): Restored => {
      const isKept = n === 0 || all[i]?.header.kept === true;
      const number = { frame: wrapped(frame), place: lower(placeOf(i)) };
      if (!isKept) return { index: i, kept: false, dropped: [], ...number };
      // As in the footage, except for what is before the beginning.
      const stays = (one: Kept): boolean => keptAfter[i]?.some((other) => other.index === one.index) === true;
      const dropped = anew.filter((one) => !stays(one)).map((one) => wrapped(frame - one.frame));
      anew = [...anew.filter(stays), { index: i, frame: number.frame }];
      frame++;
      return { index: i, kept: true, dropped, ...number };
    });
    const before = keptAfter[index - 1] ?? [];
    const shift = (before.at(-1)?.frame ?? 0) - (anew.at(-1)?.frame ?? 0);
    const isSame = (one: Kept, n: number): boolean =>
      one.index === anew[n]?.index && wrapped(one.frame - shift) === anew[n]?.frame;
    if (before.length !== anew.length || !before.every(isSame)) return undefined;
    const numbers = all.slice(index).map(({ header }, n) => ({
      frame: wrapped(header.frame - shift),
      place: lower(placeOf(index + n)),
    }));
    return isInPlace() ? { restored, index, numbers } : undefined;

    function isInPlace(): boolean {
      const told = [
        ...restored.map((one, n) => ({ ...one, idr: n === 0 })),
        ...numbers.map((one, n) => ({ ...one, idr: false, kept: all[index + n]?.header.kept === true })),
      ];
      const wanted = [...order, ...numbers.map((_, n) => index + n)].map(placeOf);
      return placesOf(told, numbering.orderBits).every(
        (place, n) => place === wanted[n] && (n === 0 || numbering.order === 2 || place > 0),
      );
    }
  }

  function wrapped(frame: number): number {
    return ((frame % limit) + limit) % limit;
  }
  function lower(place: number): number {
    const places = 2 ** numbering.orderBits;
    return ((place % places) + places) % places;
  }
}

/** Each picture's place in the order of showing (H.264, 8.2.1.1), from the lower bits that its slices say. */
function placesOf(
  pictures: readonly Pick<SliceHeader, 'idr' | 'kept' | 'place'>[],
  bits: number,
): readonly number[] {
  const all = 2 ** bits;
  let before = 0;
  return pictures.map(({ idr, kept, place }) => {
    if (idr) before = 0;
    const lower = ((before % all) + all) % all;
    let high = before - lower;
    if (place < lower && lower - place >= all / 2) high += all;
    else if (place > lower && place - lower > all / 2) high -= all;
    const at = high + place;
    if (kept) before = at;
    return at;
  });
}

interface Kept {
  readonly index: number;
  readonly frame: number;
}

/** The pictures that a decoder keeps to refer to (H.264, 8.2.5) after each, the oldest first. */
function keptIn(group: readonly CodedPicture[], most: number, limit: number): readonly (readonly Kept[])[] {
  let kept: readonly Kept[] = [];
  return group.map(({ header: { idr, kept: isKept, frame, dropped } }, index) => {
    if (!isKept) return kept;
    if (idr) kept = [];
    else if (dropped === 'oldest') kept = kept.slice(Math.max(0, kept.length - Math.max(1, most) + 1));
    else {
      const gone = new Set(dropped.map((back) => (frame - back + limit) % limit));
      kept = kept.filter((one) => !gone.has(one.frame));
    }
    kept = [...kept, { index, frame }];
    return kept;
  });
}

/**
 * From which pictures on none takes motion from one before. A picture between two others may take that of the next one shown
 * (8.4.1.2.1), and a picture that was encoded anew has none.
 */
function freeFrom(
  group: readonly CodedPicture[],
  places: readonly number[],
  keptAfter: readonly (readonly Kept[])[],
  limit: number,
): (index: number) => boolean {
  const earliest = group.map(({ header: { type, frame, ahead } }, i) => {
    if (type !== 1) return i;
    const others = keptAfter[i - 1] ?? [];
    if (ahead !== undefined)
      return others.find((one) => one.frame === (frame + ahead + limit) % limit)?.index ?? -1;
    const placeOf = (index: number): number => places[index] ?? Number.POSITIVE_INFINITY;
    const later = others.map(({ index }) => index).filter((index) => placeOf(index) > placeOf(i));
    return later.reduce((best, index) => (placeOf(index) < placeOf(best) ? index : best), -1);
  });
  for (let i = group.length - 2; i >= 0; i--) earliest[i] = Math.min(earliest[i] ?? i, earliest[i + 1] ?? i);
  return (index) => (earliest[index] ?? index) >= index;
}
