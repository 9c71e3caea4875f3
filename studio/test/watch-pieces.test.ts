import { expect, test, vi } from 'vitest';
import { type Watch, watching } from '../src/pieces/watch.ts';

type Jobs = Awaited<ReturnType<Parameters<typeof watching>[1]>>;
type Job = Jobs[number];

const sha256 = 'a'.repeat(64);
const job = (state: Job['state'], output: unknown = null, beat = 0): Job => ({
  id: 'one',
  state,
  output: output as object,
  heartbeatOn: new Date(beat),
});

/** A piece that is watched in a time of the test's own, and what has become of it. */
function watched() {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  let jobs: () => Jobs = () => [job('created')];
  const watch = watching(100, async () => jobs());
  const piece: Watch = watch.add('one');
  const seen = { end: 'open' as unknown, late: false };
  void piece.ended.then((end) => {
    seen.end = end;
  });
  void piece.overdue.then(() => {
    seen.late = true;
  });
  return {
    piece,
    seen,
    /** So many milliseconds in which the queue says this. */
    async pass(ms: number, says: () => Jobs) {
      jobs = says;
      await vi.advanceTimersByTimeAsync(ms);
    },
  };
}

test.each([
  [
    'made',
    [job('completed', { kind: 'made', sha256, damaged: false })],
    { kind: 'made', sha256, damaged: false },
  ],
  [
    'made, of something damaged',
    [job('completed', { kind: 'made', sha256, damaged: 'x' })],
    { kind: 'made', sha256, damaged: true },
  ],
  ['left', [job('completed', { kind: 'left', why: 'odd' })], undefined],
  ['made, under a path', [job('completed', { kind: 'made', sha256: '../../x', damaged: false })], undefined],
  ['nonsense', [job('completed', 'made')], undefined],
  ['failed', [job('failed')], undefined],
  ['withdrawn', [job('cancelled')], undefined],
  ['gone', [], undefined],
])('a piece that is %s', async (_, jobs, end) => {
  const { seen, pass } = watched();
  await pass(150, () => jobs);
  expect(seen.end).toEqual(end);
  vi.useRealTimers();
});

test('a machine that gives signs of life is waited for, but not for ever', async () => {
  const { seen, pass } = watched();
  const alive = () => [job('active', null, Math.floor(performance.now() / 3000))];
  await pass(4500, alive);
  expect(seen).toEqual({ end: 'open', late: false });
  await pass(1000, alive);
  expect(seen).toEqual({ end: 'open', late: true });
  vi.useRealTimers();
});

test('a machine that gives none is overdue, however long a piece may take', async () => {
  const { piece, seen, pass } = watched();
  await pass(500, () => [job('active', null, 1)]);
  await pass(200, () => [job('retry')]);
  expect(seen.late).toBe(false);
  // Nobody could take it back while a machine was at it; now it only waits.
  piece.want();
  await pass(200, () => [job('retry')]);
  expect(seen.late).toBe(true);
  vi.useRealTimers();
});

test('a database that is away for a moment changes nothing; for longer, nobody waits for it', async () => {
  const { seen, pass } = watched();
  const away = (): never => {
    throw new Error('away');
  };
  await pass(9000, away);
  await pass(500, () => [job('created')]);
  await pass(9000, away);
  expect(seen.end).toBe('open');
  await pass(2000, away);
  expect(seen.end).toBeUndefined();
  vi.useRealTimers();
});
