import { crc32 } from '../../core/crc32.ts';

/**
 * What the projects of one account tell each other: which submissions are open, and which jobs are taken. It holds no key
 * and no prompt.
 */
export type RegisterEntry =
  /** It is about to be submitted. `words`: a hash of its prompt. `late`: it is told after the fact, and so proves nothing. */
  | {
      readonly type: 'intent';
      readonly attempt: string;
      readonly words: string;
      readonly late?: true;
    }
  /** The attempt has this job. */
  | { readonly type: 'has'; readonly attempt: string; readonly remote: string }
  /** No job comes of the attempt. */
  | { readonly type: 'over'; readonly attempt: string };

/** An attempt, as the register knows it. */
interface Registered {
  readonly attempt: string;
  readonly words: string;
  /** Milliseconds since 1970. */
  readonly since: number;
  /** Its job; absent while it is open. */
  readonly remote?: string;
}

export interface Register {
  /** Whether the attempt was told before it was submitted, and nothing told since then was lost. */
  proves(attempt: string): boolean;
  /** The attempts that are open or have a job; one that had several, under each id. */
  readonly attempts: readonly Registered[];
}

/** `crc32 {"t":…,"type":…}` and a line feed, as in a journal. */
export function registerLine(entry: RegisterEntry, t: number): string {
  const json = JSON.stringify({ t, ...entry });
  return `${checksum(Buffer.from(json))} ${json}\n`;
}

/**
 * What the lines say together. An unreadable line may have been anything, so attempts before it prove nothing; one
 * without a line feed is being written, or was cut short.
 */
export function readRegister(bytes: Uint8Array): Register {
  const lines = Buffer.from(bytes).toString('latin1').split('\n').slice(0, -1);
  const proving = new Set<string>();
  const attempts = new Map<string, readonly Registered[]>();
  for (const line of lines) {
    const entry = entryIn(Buffer.from(line, 'latin1'));
    switch (entry?.type) {
      case 'intent': {
        const { attempt, words, t, late } = entry;
        attempts.set(attempt, [{ attempt, words, since: t }]);
        if (!late) proving.add(attempt);
        break;
      }
      case 'has': {
        const { attempt, remote, t } = entry;
        const known = attempts.get(attempt) ?? [];
        const [{ words, since } = { words: '', since: t }] = known;
        const others = known.filter((one) => one.remote !== undefined && one.remote !== remote);
        attempts.set(attempt, [...others, { attempt, words, since, remote }]);
        break;
      }
      case 'over':
        attempts.delete(entry.attempt);
        break;
      // Unreadable, or of a later version of Storycut.
      default:
        proving.clear();
    }
  }
  return { proves: (attempt) => proving.has(attempt), attempts: [...attempts.values()].flat() };
}

/** The lines without those of attempts that began before `since`; unreadable ones stay, for what they mean. */
export function withoutOld(bytes: Uint8Array, since: number): string {
  const lines = Buffer.from(bytes).toString('latin1').split('\n').slice(0, -1);
  const kept = lines.filter((line) => (entryIn(Buffer.from(line, 'latin1'))?.t ?? since) >= since);
  return kept.map((line) => `${line}\n`).join('');
}

function entryIn(line: Uint8Array): (RegisterEntry & { readonly t: number }) | undefined {
  const json = line.subarray(9);
  if (Buffer.from(line.subarray(0, 9)).toString('latin1') !== `${checksum(json)} `) return undefined;
  try {
    return JSON.parse(Buffer.from(json).toString());
  } catch {
    return undefined;
  }
}

const checksum = (bytes: Uint8Array): string => crc32(bytes).toString(16).padStart(8, '0');
