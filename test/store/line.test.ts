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
    { type: 'charged', attempt: 'a', charged: 1e308, by: 'user' },
    { type: 'made', attempt: 'a', cost: null, clip: 'c', extension: 'mp4', bytes: 1 },
    { type: 'intent', attempt: 'a', price: Number.POSITIVE_INFINITY },
  ])('with a sum that is none is damage, and never nothing charged: %o', (record) => {
    expect(readLine(line(record))).toEqual({ kind: 'unreadable' });
  });

  const hash = 'a'.repeat(64);
  const made = { type: 'made', attempt: 'a', cost: 1, clip: hash, extension: 'mp4', bytes: 1 };
  const accepted = { type: 'accepted', attempt: 'a', remote: 'video_1' };
  const intent = {
    ...{ type: 'intent', attempt: 'a', kind: 'generate', price: 1, fingerprint: 'f' },
    ...{ storyboard: 'film', segment: 's', take: 1, link: 1 },
  };

  it.each([
    { ...made, clip: '../../../home/me/private' },
    { ...made, extension: 'mp4/../../private.mp4' },
    { ...made, bytes: '1' },
    { ...accepted, remote: '..' },
    { ...accepted, remote: 'requests/../../keys' },
    { ...accepted, remote: '' },
    { ...accepted, remote: 'a\r\nX-Key: b' },
    { ...accepted, remote: { a: 1 } },
    { type: 'accepted', attempt: 'a' },
    { ...intent, request: { provider: 'p', model: 'm', prompt: 'A gull' } },
    { type: 'resolved', attempt: 'a', answer: 'adopted' },
    { type: 'resolved', attempt: 'a', answer: 'whatever' },
    { type: 'film', storyboard: 'film', sameAs: 'other', gone: null },
    { type: 'choices', storyboard: 'film', vars: null },
    { type: 'recovered', lost: -5 },
    { ...failed, t: 1e20 },
  ])('that leads elsewhere, or is no record of ours, is damage, whoever wrote its checksum: %o', (record) => {
    expect(readLine(line(record))).toEqual({ kind: 'unreadable' });
  });

  it.each([
    ...[made, accepted, { ...accepted, remote: 'fal-ai/kling/v2/requests/1-a' }],
    { ...accepted, remote: 'https://video.example/jobs/1' },
  ])('is read: %o', (record) => {
    expect(readLine(line(record))).toMatchObject({ kind: 'entry', entry: record });
  });

  it.each([failed, { ...failed, charged: 0 }, { ...failed, charged: 0.4 }])(
    'is read otherwise: %o',
    (record) => {
      expect(readLine(line(record))).toMatchObject({ kind: 'entry', entry: record });
    },
  );
});
