import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished } from 'vitest';
import type { Random } from '../../src/core/ports.ts';
import { fixedRandom } from '../rig/fixed-random.ts';
import { printedRandom } from '../rig/printed-random.ts';
import { type TcpFault, tcpProxy } from '../rig/tcp-proxy.ts';
import { jobs, killGroup, paidFilm, trouble, undisturbed } from './paid-film.ts';

/** Three of ten connections have a fault, the first 25 of a film: then the wire is mended. */
function dealer(chance: Random): () => TcpFault {
  let left = 25;
  const under = (most: number): number => Math.floor(chance.next() * most);
  const faults: readonly (() => TcpFault)[] = [
    () => ({ kind: 'reset' }),
    () => ({ kind: 'reset-unanswered' }),
    () => ({ kind: 'half-open' }),
    () => ({ kind: 'close-twice' }),
    () => ({ kind: 'cut', after: under(200) }),
    () => ({ kind: 'cut', after: 200 + under(400) }),
    () => ({ kind: 'cut-clean', after: under(600) }),
    () => ({ kind: 'delay', ms: under(1500) }),
    () => ({ kind: 'slow', ms: under(150) }),
  ];
  return () => {
    left -= 1;
    const fault = faults[under(faults.length)];
    return left > 0 && chance.next() < 0.3 && fault ? fault() : { kind: 'none' };
  };
}

/** So many films over a bad wire, each killed some of the time: each is made, and its jobs are paid for once. */
export async function holdWireFaults(schedules: number): Promise<string> {
  const chance = printedRandom();
  const whole = await undisturbed();
  const wrong: string[] = [];
  let kills = 0;
  for (let n = 0; n < schedules; n++) {
    const own = fixedRandom(Math.floor(chance.next() * 2 ** 31));
    const made = await paidFilm(async ({ url }) => {
      const proxy = await tcpProxy(Number(new URL(url).port), dealer(own));
      onTestFinished(() => proxy.close());
      return url.replace(/:\d+/, `:${proxy.port}`);
    });
    for (let kill = 0; kill < 2 && own.next() < 0.6; kill++) {
      const life = made.live();
      const end = await Promise.race([life.ended, sleep(own.next() * 6000)]);
      if (end !== undefined) break;
      killGroup(life.child);
      kills += 1;
      await life.ended;
    }
    const found = await trouble(made, whole);
    if (found !== undefined) wrong.push(`schedule ${n}: ${found}`);
    await made.remove();
  }
  expect(wrong).toEqual([]);
  return `${schedules} schedules of TCP faults, ${kills} kills: paid ${schedules * jobs} of ${schedules * jobs} expected, the same bytes`;
}
