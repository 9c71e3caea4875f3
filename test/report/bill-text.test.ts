import { expect, it } from 'vitest';
import { billText } from '../../src/report/bill-text.ts';
import type { Fetching, Ledger } from '../../src/sandbox/ledger.ts';

const video = (order: string, footage: Fetching, fails = false): Ledger['paid'][number] => ({
  ...{
    id: 'v',
    operation: 'create',
    prompt: `${order}\r\nby night`,
    model: 'm',
    seconds: 4,
    cost: 0.4,
    take: 1,
  },
  ...{ order, footage, fails },
});

const bill = (...paid: Ledger['paid']): readonly string[] =>
  billText({ requests: [], paid }).split('\n').slice(1);

it('tells takes from what was paid for nothing, which comes first', () => {
  expect(
    bill(
      ...[video('a', 'fetched'), video('b', 'gone'), video('c', 'waiting'), video('d', 'fetched')],
      ...[video('a', 'fetched'), video('b', 'fetched'), video('c', 'fetched'), video('c', 'fetched')],
    ),
  ).toEqual(['Paid twice, fetched once: "b"', 'Paid 3 times, fetched twice: "c"', '2 takes of "a"']);
});

it('says nothing of what failed and was asked for again, or was asked for once', () => {
  expect(bill(video('a', 'failed', true), video('a', 'fetched'), video('b', 'gone'))).toEqual([]);
});

it('says what ended with it, and blames nobody for that', () => {
  expect(bill(video('a', 'fetched'), video('a', 'rendering'))).toEqual([
    '2 takes of "a"',
    '1 video still being made when the sandbox stopped.',
  ]);
});

it('is no longer than somebody reads', () => {
  const orders = Array.from({ length: 60 }, (_, n) => `order ${n}`);
  const lines = bill(...[...orders, ...orders].map((order) => video(order, 'fetched')));
  expect(lines).toHaveLength(11);
  expect(lines.at(-1)).toBe('… and 50 more orders for several takes.');
});
