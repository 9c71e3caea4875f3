import { describe, expect, it } from 'vitest';
import { crc32 } from '../../src/core/crc32.ts';
import { readLine } from '../../src/store/line.ts';

/** A line with a correct checksum, whatever it says. */
const line = (record: object): Uint8Array => {
  const json = JSON.stringify({ seq: 1, w: 0, t: 1, ...record });
  return Buffer.from(`${crc32(Buffer.from(json)).toString(16).padStart(8, '0')} ${json}`);
};

describe('a line of the journal', () => {
  const failed = { type: 'failed', attempt: 'a', reason: 'other', message: 'no' };

  it.each([
    { ...failed, charged: Number.NaN },
    { ...failed, charged: -1 },
    { ...failed, charged: '0' },
    { type: 'charged', attempt: 'a', charged: null, by: 'user' },
    { type: 'made', attempt: 'a', cost: null, clip: 'c', extension: 'mp4', bytes: 1 },
    { type: 'intent', attempt: 'a', price: Number.POSITIVE_INFINITY },
  ])('with a sum that is none is damage, and never nothing charged: %o', (record) => {
    expect(readLine(line(record))).toEqual({ kind: 'unreadable' });
  });

  it.each([failed, { ...failed, charged: 0 }, { ...failed, charged: 0.4 }])(
    'is read otherwise: %o',
    (record) => {
      expect(readLine(line(record))).toMatchObject({ kind: 'entry', entry: record });
    },
  );
});
