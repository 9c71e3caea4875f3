import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Anchor } from '../../src/store/anchor.ts';
import { openJournal } from '../../src/store/journal.ts';
import { type JournalEntry, writeLine } from '../../src/store/line.ts';
import type { Receipts } from '../../src/store/receipts.ts';
import type { JournalRecord } from '../../src/store/record.ts';
import { scan } from '../../src/store/scan.ts';
import { StoreFailure } from '../../src/store/store-failure.ts';
import { memoryFile } from '../rig/memory-file.ts';
import { request } from '../rig/plans.ts';
import { virtualClock } from '../rig/virtual-clock.ts';

const redo = (take: number): JournalRecord => ({ type: 'redo', requestClass: 'c', take });

const anchor: Anchor = { write: async () => undefined, close: async () => undefined };
const receipts: Receipts = {
  append: async () => undefined,
  takeBack: async () => undefined,
  close: async () => undefined,
};

describe('writing', () => {
  test('resolves when the record is durable, and what was written can be read', async () => {
    const file = memoryFile();
    const journal = openJournal(file, 0, { clock: virtualClock(5), anchor, receipts });
    await journal.append(redo(2));
    await journal.append(redo(3));
    expect(file.syncs()).toBe(2);
    expect(file.text()).toMatch(/^([0-9a-f]{8} \{"seq":\d.*\}\n){2}$/);
    expect(scan(Buffer.from(file.text()))).toEqual({
      entries: [
        { seq: 1, w: 0, t: 5, ...redo(2) },
        { seq: 2, w: 1, t: 5, ...redo(3) },
      ],
      sound: file.text().length,
      condition: { kind: 'whole' },
    });
  });

  test('records that come together share an fsync, and none claims that the other is durable', async () => {
    const file = memoryFile();
    const journal = openJournal(file, 0, { clock: virtualClock(), anchor, receipts });
    await Promise.all([redo(2), redo(3), redo(4)].map((record) => journal.append(record)));
    await journal.append(redo(5));
    expect(file.syncs()).toBe(2);
    expect(scan(Buffer.from(file.text())).entries.map(({ seq, w }) => [seq, w])).toEqual([
      [1, 0],
      [2, 0],
      [3, 0],
      [4, 3],
    ]);
  });

  test('says how many records are durable, once they are', async () => {
    const file = memoryFile();
    const said: (readonly [number, number])[] = [];
    const journal = openJournal(file, 0, {
      clock: virtualClock(),
      anchor: { ...anchor, write: async (records) => void said.push([records, file.syncs()]) },
      receipts,
    });
    await journal.append(redo(2));
    await Promise.all([redo(3), redo(4)].map((record) => journal.append(record)));
    expect(said).toEqual([
      [1, 1],
      [3, 2],
    ]);
  });

  test.each(['append', 'sync'] as const)(
    'after a failed %s nothing is written any more',
    async (operation) => {
      const file = memoryFile();
      const journal = openJournal(file, 0, { clock: virtualClock(), anchor, receipts });
      await journal.append(redo(2));
      file.breakOn(operation);
      const [first, second] = [journal.append(redo(3)), journal.append(redo(4))];
      await expect(first).rejects.toThrow(StoreFailure);
      await expect(second).rejects.toThrow(StoreFailure);
      const left = file.text();
      file.breakOn('append');
      await expect(journal.append(redo(5))).rejects.toThrow(StoreFailure);
      await setImmediate();
      expect(file.text()).toBe(left);
      await journal.close();
    },
  );
});

describe('an intent that could not be made durable', () => {
  const intent: JournalRecord = {
    ...{ type: 'intent', attempt: 'a', kind: 'generate', fingerprint: 'f', price: 1 },
    ...{ storyboard: 'film', segment: 's', take: 1, link: 1 },
    request: request('a gull'),
  };
  const accepted: JournalRecord = { type: 'accepted', attempt: 'a', remote: 'r' };

  test.each(['journal', 'receipts'] as const)(
    'is taken back from what was written of it where the %s failed, since nobody acted on it',
    async (broken) => {
      const file = memoryFile();
      const receipt = memoryFile();
      const kept: Receipts = {
        append: async (lines) => receipt.append(lines).then(() => receipt.sync()),
        takeBack: receipt.takeBack,
        close: receipt.close,
      };
      const journal = openJournal(file, 0, { clock: virtualClock(), anchor, receipts: kept });
      await journal.append(redo(2));
      const before = file.text();
      (broken === 'journal' ? file : receipt).breakOn('sync');
      await expect(journal.append(intent)).rejects.toThrow(StoreFailure);
      expect([file.text(), receipt.text()]).toEqual([before, before]);
    },
  );

  test('stays beside what was heard of a job: its id may be all that is left of it', async () => {
    const file = memoryFile();
    const journal = openJournal(file, 0, { clock: virtualClock(), anchor, receipts });
    file.breakOn('sync');
    const both = [journal.append(intent), journal.append(accepted)];
    for (const one of both) await expect(one).rejects.toThrow(StoreFailure);
    expect(file.text()).toContain('accepted');
  });
});

/** Entries as batches of records would have been written: all of a batch with the `w` of its start. */
const written = fc
  .array(fc.array(fc.string({ maxLength: 12 }), { minLength: 1, maxLength: 4 }), {
    minLength: 1,
    maxLength: 5,
  })
  .map((batches) => {
    const entries: JournalEntry[] = [];
    for (const batch of batches) {
      const w = entries.length;
      for (const text of batch) {
        entries.push({ seq: entries.length + 1, w, t: 0, type: 'redo', requestClass: text, take: 2 });
      }
    }
    return entries;
  });

const bytesOf = (entries: readonly JournalEntry[]): Buffer => Buffer.from(entries.map(writeLine).join(''));

describe('reading', () => {
  test('is the inverse of writing', () => {
    fc.assert(
      fc.property(written, (entries) => {
        const bytes = bytesOf(entries);
        expect(scan(bytes)).toEqual({ entries, sound: bytes.length, condition: { kind: 'whole' } });
      }),
    );
  });

  test('cut at any byte, it gives the records that are whole and says where they end', () => {
    fc.assert(
      fc.property(written, (entries) => {
        const bytes = bytesOf(entries);
        for (let length = 0; length <= bytes.length; length++) {
          const found = scan(bytes.subarray(0, length));
          expect(found.entries).toEqual(entries.slice(0, found.entries.length));
          const feed = found.condition.kind === 'unended' ? 1 : 0;
          expect(bytesOf(found.entries).length).toBe(found.sound + feed);
          const cutIn = ['whole', 'unended'].includes(found.condition.kind) ? found.sound : -1;
          expect(found.condition.kind === 'torn').toBe(cutIn !== length);
        }
      }),
      { numRuns: 12 },
    );
  });

  test('cut at any byte, it is damaged as soon as one record is missing that it is known to have held', () => {
    fc.assert(
      fc.property(written, fc.nat(), (entries, some) => {
        const bytes = bytesOf(entries);
        const anchored = some % (entries.length + 1);
        const ends = entries.map((_, i) => bytesOf(entries.slice(0, i + 1)).length);
        for (let length = 0; length <= bytes.length; length++) {
          const { condition, sound } = scan(bytes.subarray(0, length), anchored);
          const whole = ends.filter((end) => end - 1 <= length).length;
          if (whole < anchored) expect(condition).toEqual({ kind: 'damaged', seq: whole + 1, of: anchored });
          else if (sound < length) expect(condition.kind).toBe('torn');
          else expect(condition.kind).toBe(ends.includes(length + 1) ? 'unended' : 'whole');
        }
      }),
      { numRuns: 12 },
    );
  });

  /** With one bit flipped, and the lines that this makes unreadable. */
  function flipped(entries: readonly JournalEntry[], at: number) {
    const bytes = bytesOf(entries);
    const bit = at % (bytes.length * 8);
    bytes[bit >> 3]! ^= 1 << (bit & 7);
    const { seq, atEnd } = lineAt(entries, bit >> 3);
    // Without its line feed a line takes the next one with it, or is not a line any more.
    return { bytes, seq, lost: atEnd ? [seq, seq + 1] : [seq], ends: atEnd && seq === entries.length };
  }

  test('a flipped bit never changes a record: it is damage', () => {
    fc.assert(
      fc.property(written, fc.nat(), (entries, at) => {
        const { bytes, seq, ends } = flipped(entries, at);
        const found = scan(bytes);
        // Without its line feed, the last line may be one that was not completed.
        if (!ends) expect(found.condition).toMatchObject({ kind: 'damaged', seq });
        for (const entry of found.entries) expect(entry).toEqual(entries[entry.seq - 1]);
        expect(scan(bytes, entries.length).condition).toMatchObject({ kind: 'damaged', seq });
      }),
      { numRuns: 700 },
    );
  });

  test('a flipped bit behind all that is known to be durable is a torn tail', () => {
    fc.assert(
      fc.property(written, fc.nat(), (entries, at) => {
        const { bytes, seq, lost } = flipped(entries, at);
        const known = entries.some((entry) => !lost.includes(entry.seq) && entry.w >= seq);
        expect(scan(bytes, seq - 1).condition.kind).toBe(known ? 'damaged' : 'torn');
      }),
      { numRuns: 700 },
    );
  });

  test('garbage behind the last record is a torn tail if that is known to be the last durable one, else damage', () => {
    fc.assert(
      fc.property(written, fc.uint8Array({ minLength: 1, maxLength: 300 }), (entries, garbage) => {
        const bytes = bytesOf(entries);
        const spoilt = Buffer.concat([bytes, garbage]);
        const torn = { entries, sound: bytes.length, condition: { kind: 'torn' } };
        expect(scan(spoilt, entries.length)).toEqual(torn);
        // What little begins as a line does may be one.
        if (garbage.length > 8 && garbage[8] !== 32)
          expect(scan(spoilt).condition).toMatchObject({ kind: 'damaged', seq: entries.length + 1 });
      }),
      { numRuns: 250 },
    );
  });

  const three = [1, 2, 3].map(
    (seq): JournalEntry => ({ seq, w: seq - 1, t: 0, type: 'redo', requestClass: 'c', take: seq }),
  );

  test('a durable line that is gone is damage, and the rest can still be looked at', () => {
    const [first, second, third] = three;
    const found = scan(bytesOf([first!, third!]));
    expect(found.condition).toEqual({ kind: 'damaged', seq: 2, of: 2 });
    expect(found.entries).toEqual([first, third]);
    expect(scan(bytesOf([first!, second!, first!])).condition).toMatchObject({ kind: 'damaged' });
  });

  test('a last record without its line feed is one: an editor took that', () => {
    const bytes = bytesOf(three).subarray(0, -1);
    for (const anchored of [undefined, 2, 3])
      expect(scan(bytes, anchored)).toMatchObject({ entries: three, condition: { kind: 'unended' } });
    expect(scan(bytes.subarray(0, -1)).condition).toEqual({ kind: 'torn' });
  });

  test('another record in the place of one is damage and not a torn tail, and what it says is kept', () => {
    const [first, second, third] = three;
    const theirs = [2, 3].map((seq): JournalEntry => ({ ...three[seq - 1]!, t: 7 }) as JournalEntry);
    for (const anchored of [undefined, 2, 3]) {
      const { entries, condition } = scan(bytesOf([...three, ...theirs]), anchored);
      expect(condition).toEqual({ kind: 'damaged', seq: 2, of: 3 });
      expect(entries).toEqual([...three, ...theirs]);
    }
    const marked = `${[first, '<', second, third, '=', ...theirs, '>'].map((one) => (typeof one === 'string' ? `${one.repeat(7)} ours\n` : writeLine(one!))).join('')}`;
    expect(scan(Buffer.from(marked), 3).entries).toEqual([...three, ...theirs]);
    // The same line twice says nothing new.
    expect(scan(bytesOf([...three, third!]), 3)).toMatchObject({
      entries: three,
      condition: { kind: 'torn' },
    });
  });

  test('line ends that a tool changed are read', () => {
    const found = scan(Buffer.from(bytesOf(three).toString().replaceAll('\n', '\r\n')), 3);
    expect(found).toMatchObject({ entries: three, condition: { kind: 'whole' } });
  });

  test.each<[string, (bytes: Buffer) => Uint8Array]>([
    ['is gone', () => new Uint8Array()],
    ['is an older copy', () => bytesOf(three.slice(0, 1))],
    ['is a pointer of git’s', () => Buffer.from('version https://git-lfs.github.com/spec/v1\nsize 12345\n')],
    ['is in UTF-16', (bytes) => Buffer.from(bytes.toString(), 'utf16le')],
    ['has a byte order mark', (bytes) => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes])],
    ['is zeros', (bytes) => new Uint8Array(bytes.length)],
    ['ends in zeros', (bytes) => Buffer.concat([bytes.subarray(0, -20), new Uint8Array(20)])],
    ['is merged with another', (bytes) => Buffer.concat([Buffer.from('<<<<<<< ours\n'), bytes])],
  ])('a journal that %s is damage', (name, spoil) => {
    const spoilt = spoil(bytesOf(three));
    expect(scan(spoilt, 3).condition).toMatchObject({ kind: 'damaged', of: 3 });
    // In a clone nobody knows how many there were.
    const unknown = name.startsWith('is gone') || name.startsWith('is an older');
    expect(scan(spoilt).condition.kind).toBe(unknown ? 'whole' : 'damaged');
  });

  test('a record of a type that is not known is refused, not passed over', () => {
    const later = { seq: 1, w: 0, t: 0, type: 'wormhole' } as unknown as JournalEntry;
    expect(scan(bytesOf([later])).condition).toEqual({ kind: 'newer', type: 'wormhole' });
  });
});

/** Which entry's line a byte is in, and whether it is the line feed. */
function lineAt(entries: readonly JournalEntry[], byte: number): { seq: number; atEnd: boolean } {
  let end = 0;
  for (const entry of entries) {
    end += bytesOf([entry]).length;
    if (byte < end) return { seq: entry.seq, atEnd: byte === end - 1 };
  }
  throw new Error('behind the end');
}
