import { describe, expect, it } from 'vitest';
import { asking, text } from '../providers/fal/asking.ts';
import { impatient, on } from '../providers/videos-api/asking.ts';
import { sandbox } from './sandbox.ts';

describe('an order at fal is posted once, and made at most once', () => {
  it.each([
    ['503', 'unknown', 0],
    ['503-after', 'unknown', 1],
    ['500', 'unknown', 0],
    ['429:30', 'rejected', 0],
    ['refused', 'rejected', 0],
    ['quota', 'rejected', 0],
    ['redirect', 'rejected', 0],
    ['redirect-away', 'rejected', 0],
    ['reset', 'unknown', 0],
    ['reset-after', 'unknown', 1],
    ['half-json', 'unknown', 1],
    ['cut', 'unknown', 1],
    ['html', 'unknown', 1],
    ['no-id', 'unknown', 1],
    ['slash-id', 'unknown', 1],
    ['null', 'unknown', 1],
    ['mute', 'unknown', 1],
    ['silence', 'unknown', 1],
  ])('where it is answered by %s: %s', async (fault, outcome, made) => {
    const server = await sandbox({ service: 'fal', faults: `create ${fault}` });
    const patience = fault === 'mute' || fault === 'silence' ? impatient : {};
    expect((await asking(server.url, patience).submit(text(), on())).kind).toBe(outcome);
    expect(server.ledger.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /fal-ai/veo3.1/fast',
    ]);
    expect(server.ledger.paid).toHaveLength(made);
  });
});
