import { type JournalEntry, type JournalLine, readLine } from './line.ts';

/** The content of a journal. */
export interface Scan {
  /** In order; after damage, what is still readable. */
  readonly entries: readonly JournalEntry[];
  /** Bytes up to the first unreadable line. */
  readonly sound: number;
  readonly condition:
    | { readonly kind: 'whole' }
    /** Whole but for its last line feed: an editor took it, or a crash came just before. */
    | { readonly kind: 'unended' }
    /** A write that a crash cut short; it was never acknowledged as durable. */
    | { readonly kind: 'torn' }
    /**
     * A durable record can't be read, or may be one. `seq` is the first such; `of`: how many there were at least; `copy`: the name
     * of a file beside the journal that has records which it lacks.
     */
    | { readonly kind: 'damaged'; readonly seq: number; readonly of: number; readonly copy?: string }
    /** A record of a type that this version does not know. */
    | { readonly kind: 'newer'; readonly type: string };
}

/**
 * Distinguishes a torn tail from damage. `anchored` is how many records the journal is known to have held: fewer are
 * damage, whatever happened to the file, and what follows them was never acknowledged. If that is unknown, a line is damage
 * unless its write was not completed. So is a record in the place of another: no crash writes one, but a merge of the journals of
 * two machines does, and nothing else here may say what it paid for.
 */
export function scan(bytes: Uint8Array, anchored?: number): Scan {
  const entries: JournalEntry[] = [];
  const isRepeated = repeatsOf(entries);
  let next = 1;
  let sound = 0;
  let broken: number | undefined;
  let merged: number | undefined;
  let acknowledged = anchored ?? 0;
  let newer: string | undefined;

  for (const { line, end } of linesAndRest(bytes)) {
    const position = positionOf(line);
    if (position === undefined || position.seq < next) {
      if (line.kind === 'entry' && !isRepeated(line.entry)) {
        entries.push(line.entry);
        merged ??= line.entry.seq;
      } else broken ??= next;
      continue;
    }
    if (position.seq > next) broken ??= next;
    next = position.seq + 1;
    acknowledged = Math.max(acknowledged, position.w);
    if (broken === undefined) sound = end;
    if (line.kind === 'entry') entries.push(line.entry);
    if (line.kind === 'newer') newer ??= line.type;
  }

  if (newer !== undefined) return { entries, sound, condition: { kind: 'newer', type: newer } };
  const upTo = broken ?? next;
  const mayBeLost = anchored === undefined && (broken !== undefined || !isBeginning(restOf(bytes)));
  if (acknowledged >= upTo || mayBeLost) {
    return { entries, sound, condition: { kind: 'damaged', seq: upTo, of: Math.max(acknowledged, upTo) } };
  }
  if (merged !== undefined) {
    return { entries, sound, condition: { kind: 'damaged', seq: merged, of: next - 1 } };
  }
  return { entries: entries.filter((entry) => entry.seq < upTo), sound, condition: endOf(bytes, sound) };
}

function endOf(bytes: Uint8Array, sound: number): Scan['condition'] {
  if (sound < bytes.length) return { kind: 'torn' };
  return { kind: restOf(bytes).length === 0 ? 'whole' : 'unended' };
}

/** Whether a record is just what one of these says, which may grow: most journals never ask. */
function repeatsOf(entries: readonly JournalEntry[]): (entry: JournalEntry) => boolean {
  const texts = new Set<string>();
  let known = 0;
  return (entry) => {
    while (known < entries.length) texts.add(JSON.stringify(entries[known++]));
    return texts.has(JSON.stringify(entry));
  };
}

/** What follows the last line feed. */
const restOf = (bytes: Uint8Array): Uint8Array => bytes.subarray(bytes.lastIndexOf(10) + 1);

/** Whether this may be all that was written of a line. */
const isBeginning = (tail: Uint8Array): boolean =>
  tail.every((byte) => byte >= 32) &&
  /^[0-9a-f]{0,8}$|^[0-9a-f]{8} (?:$|\{)/.test(Buffer.from(tail.subarray(0, 12)).toString('latin1'));

function positionOf(line: JournalLine): { seq: number; w: number } | undefined {
  if (line.kind === 'unreadable') return undefined;
  return line.kind === 'entry' ? line.entry : line;
}

/** What follows the last line feed is a line only if all of it is there. */
function* linesAndRest(bytes: Uint8Array): Generator<{ line: JournalLine; end: number }> {
  yield* linesOf(bytes);
  const line = readLine(restOf(bytes));
  if (line.kind !== 'unreadable') yield { line, end: bytes.length };
}

/** What follows the last line feed is left out: its write may not have been completed. */
export function* linesOf(bytes: Uint8Array): Generator<{ line: JournalLine; end: number }> {
  let start = 0;
  for (;;) {
    const feed = bytes.indexOf(10, start);
    if (feed < 0) return;
    yield { line: readLine(bytes.subarray(start, feed)), end: feed + 1 };
    start = feed + 1;
  }
}
