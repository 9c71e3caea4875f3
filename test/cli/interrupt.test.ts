import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { listenForInterrupt } from '../../src/cli/interrupt.ts';

/** Thrown in place of ending this process. */
class Ended extends Error {}

const told: string[] = [];
let before: { readonly [Signal in 'SIGINT' | 'SIGTERM']: readonly NodeJS.SignalsListener[] };

beforeEach(() => {
  told.length = 0;
  before = { SIGINT: listeners('SIGINT'), SIGTERM: listeners('SIGTERM') };
  vi.useFakeTimers();
  vi.spyOn(process, 'exit').mockImplementation((code) => {
    throw new Ended(String(code));
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    for (const one of listeners(signal)) if (!before[signal].includes(one)) process.off(signal, one);
});

const listeners = (signal: NodeJS.Signals) => process.listeners(signal) as NodeJS.SignalsListener[];

/** As if the signal came, for those who listen since the test began. */
function send(signal: 'SIGINT' | 'SIGTERM'): void {
  for (const one of listeners(signal)) if (!before[signal].includes(one)) one(signal);
}

it.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('the first %s ends the command within 5 s, even if something hangs', (signal, code) => {
  const interrupt = listenForInterrupt((text) => void told.push(text));
  send(signal);
  expect([interrupt.signal.aborted, interrupt.code()]).toEqual([true, code]);
  expect(told).toEqual(['\nStopping. Run the same command to resume; Ctrl-C again quits now.']);
  expect(process.exit).not.toHaveBeenCalled();
  expect(() => vi.advanceTimersByTime(5000)).toThrow(new Ended(String(code)));
});

it('the second ends it at once', () => {
  listenForInterrupt(() => undefined);
  send('SIGINT');
  expect(() => send('SIGTERM')).toThrow(new Ended('143'));
});
