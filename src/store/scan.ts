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
    /** A durable record can no longer be read. `seq` is the first such. */
    | { readonly kind: 'damaged'; readonly seq: number }
    /** A record of a type that this version does not know. */
    | { readonly kind: 'newer'; readonly type: string };
}

/**
 * Distinguishes a torn tail from damage: an unreadable line is damage if a later line was written after it was known to
 * be durable (`w`); otherwise it was never acknowledged.
 */
export function scan(bytes: Uint8Array): Scan {
  const entries: JournalEntry[] = [];
  let next = 1;
  let sound = 0;
  let broken: number | undefined;
  let acknowledged = 0;
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
  if (broken !== undefined && acknowledged >= broken) {
    return { entries, sound, condition: { kind: 'damaged', seq: broken } };
  }
  const upTo = broken ?? next;
  return {
    entries: entries.filter((entry) => entry.seq < upTo),
    sound,
    condition: { kind: sound === bytes.length ? 'whole' : 'torn' },
  };
}

function positionOf(line: JournalLine): { seq: number; w: number } | undefined {
  if (line.kind === 'unreadable') return undefined;
  return line.kind === 'entry' ? line.entry : line;
}

/** What follows the last line feed is not a line: its write was not completed. */
function* linesOf(bytes: Uint8Array): Generator<{ line: JournalLine; end: number }> {
  let start = 0;
  for (;;) {
    const feed = bytes.indexOf(10, start);
    if (feed < 0) return;
    yield { line: readLine(bytes.subarray(start, feed)), end: feed + 1 };
    start = feed + 1;
  }
}
