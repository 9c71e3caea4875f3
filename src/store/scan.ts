import { type JournalEntry, type JournalLine, readLine } from './line.ts';

/** The content of a journal. */
export interface Scan {
  /** In order; after damage, what is still readable. */
  readonly entries: readonly JournalEntry[];
  /** Bytes up to the first unreadable line. */
  readonly sound: number;
  readonly condition:
    | { readonly kind: 'whole' }
    /** A write that a crash cut short; it was never acknowledged as durable. */
    | { readonly kind: 'torn' }
    /** A durable record can't be read, or may be one. `seq` is the first such; `of`: how many there were at least. */
    | { readonly kind: 'damaged'; readonly seq: number; readonly of: number }
    /** A record of a type that this version does not know. */
    | { readonly kind: 'newer'; readonly type: string };
}

/**
 * Distinguishes a torn tail from damage. `anchored` is how many records the journal is known to have held: fewer are
 * damage, whatever happened to the file, and what follows them was never acknowledged. If that is unknown, a line is damage
 * unless its write was not completed.
 */
export function scan(bytes: Uint8Array, anchored?: number): Scan {
  const entries: JournalEntry[] = [];
  let next = 1;
  let sound = 0;
  let broken: number | undefined;
  let acknowledged = anchored ?? 0;
  let newer: string | undefined;

  for (const { line, end } of linesOf(bytes)) {
    const position = positionOf(line);
    if (position === undefined || position.seq < next) {
      broken ??= next;
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
  const mayBeLost =
    anchored === undefined && (broken !== undefined || !isBeginning(bytes.subarray(endOfLines(bytes))));
  if (acknowledged >= upTo || mayBeLost) {
    return { entries, sound, condition: { kind: 'damaged', seq: upTo, of: Math.max(acknowledged, upTo) } };
  }
  return {
    entries: entries.filter((entry) => entry.seq < upTo),
    sound,
    condition: { kind: sound === bytes.length ? 'whole' : 'torn' },
  };
}

const endOfLines = (bytes: Uint8Array): number => bytes.lastIndexOf(10) + 1;

/** Whether this may be all that was written of a line. */
const isBeginning = (tail: Uint8Array): boolean =>
  tail.every((byte) => byte >= 32) &&
  /^[0-9a-f]{0,8}$|^[0-9a-f]{8} (?:$|\{)/.test(Buffer.from(tail.subarray(0, 12)).toString('latin1'));

function positionOf(line: JournalLine): { seq: number; w: number } | undefined {
  if (line.kind === 'unreadable') return undefined;
  return line.kind === 'entry' ? line.entry : line;
}

/** What follows the last line feed is not a line: its write was not completed. */
export function* linesOf(bytes: Uint8Array): Generator<{ line: JournalLine; end: number }> {
  let start = 0;
  for (;;) {
    const feed = bytes.indexOf(10, start);
    if (feed < 0) return;
    yield { line: readLine(bytes.subarray(start, feed)), end: feed + 1 };
    start = feed + 1;
  }
}
