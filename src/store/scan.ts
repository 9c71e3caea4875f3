import { type JournalEntry, type JournalLine, readLine } from './line.ts';

/** What the bytes of a journal tell. */
export interface Scan {
  /** In order; after damage, what can still be read of the rest. */
  readonly entries: readonly JournalEntry[];
  /** Bytes up to the first line that can't be read. */
  readonly sound: number;
  readonly condition:
    | { readonly kind: 'whole' }
    /** A write that a crash cut short; nobody was told that it was durable. */
    | { readonly kind: 'torn' }
    /** A record that was durable can't be read any more. `seq` is the first such. */
    | { readonly kind: 'damaged'; readonly seq: number }
    /** A record of a kind that this version does not know. */
    | { readonly kind: 'newer'; readonly type: string };
}

/**
 * Tells a torn tail from damage: an unreadable line is damage when a later line was written knowing it
 * durable (`w`), and otherwise was never acknowledged.
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

/** What follows the last line feed is no line: its write did not end. */
function* linesOf(bytes: Uint8Array): Generator<{ line: JournalLine; end: number }> {
  let start = 0;
  for (;;) {
    const feed = bytes.indexOf(10, start);
    if (feed < 0) return;
    yield { line: readLine(bytes.subarray(start, feed)), end: feed + 1 };
    start = feed + 1;
  }
}
