import { crc32 } from '../core/crc32.ts';
import { isRecordType, type JournalRecord } from './record.ts';
import { isSound } from './sound-record.ts';

/** A record with its position in the journal. */
export type JournalEntry = JournalRecord & {
  /** Position, from 1 without gaps. */
  readonly seq: number;
  /** The last position known to be durable when this was written. */
  readonly w: number;
  /** Milliseconds since 1970. */
  readonly t: number;
};

export type JournalLine =
  | { readonly kind: 'entry'; readonly entry: JournalEntry }
  /** Intact, but of a later version of Storycut. */
  | { readonly kind: 'newer'; readonly seq: number; readonly w: number; readonly type: string }
  | { readonly kind: 'unreadable' };

/** `crc32 {"seq":…,"w":…,"t":…,"type":…}` and a line feed; the checksum is of the JSON text's bytes. */
export function writeLine(entry: JournalEntry): string {
  const json = JSON.stringify(entry);
  return `${crc32(Buffer.from(json)).toString(16).padStart(8, '0')} ${json}\n`;
}

/** `bytes` without the line feed; a carriage return before it is a tool's, and harmless. */
export function readLine(line: Uint8Array): JournalLine {
  const bytes = line.at(-1) === 13 ? line.subarray(0, -1) : line;
  const checksum = Buffer.from(bytes.subarray(0, 9)).toString('latin1');
  const json = bytes.subarray(9);
  if (!/^[0-9a-f]{8} $/.test(checksum) || Number.parseInt(checksum, 16) !== crc32(json)) {
    return { kind: 'unreadable' };
  }
  return understand(Buffer.from(json).toString());
}

/** Milliseconds since 1970: no date is later. */
const lastMoment = 8.64e15;

function understand(json: string): JournalLine {
  let value: JournalEntry;
  try {
    value = JSON.parse(json);
  } catch {
    return { kind: 'unreadable' };
  }
  const { seq, w, t, type } = value ?? {};
  if (!Number.isSafeInteger(seq) || !Number.isSafeInteger(w) || !(Math.abs(t) <= lastMoment))
    return { kind: 'unreadable' };
  if (typeof type !== 'string') return { kind: 'unreadable' };
  if (!isRecordType(type)) return { kind: 'newer', seq, w, type };
  return isSound(value) ? { kind: 'entry', entry: value } : { kind: 'unreadable' };
}
