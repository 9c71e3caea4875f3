import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Clock } from '../../../src/core/ports.ts';
import {
  accountFolder,
  type FolderAccess,
  LockUnavailable,
} from '../../../src/store/account/account-folder.ts';
import type { RegisterEntry } from '../../../src/store/account/register.ts';
import { takeLock } from '../../../src/store/lock.ts';
import { nodeFiles } from '../../../src/store/node-files.ts';
import { virtualClock } from '../../rig/virtual-clock.ts';

const intent = (attempt: string): RegisterEntry => ({ type: 'intent', attempt, words: 'w' });

describe('the folder of an account', () => {
  let root: string;
  let folder: string;
  let clock: Clock;
  let waited: string[];
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'storycut-account-'));
    folder = join(root, 'accounts', 'id');
    clock = virtualClock();
    waited = [];
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  const open = (more: Partial<FolderAccess> = {}) =>
    accountFolder({
      ...{ folder, files: nodeFiles, clock, signal: new AbortController().signal, holder: 'me' },
      onWait: (holder) => void waited.push(holder),
      ...more,
    });

  test('keeps what many tell at once, whole and in the order of each', async () => {
    const projects = [open(), open(), open()];
    const told = projects.flatMap((project, n) =>
      Array.from({ length: 20 }, (_, k) => project.note(intent(`${n}-${String(k).padStart(2, '0')}`))),
    );
    await Promise.all(told);
    const register = await open().read();
    expect(register.attempts).toHaveLength(60);
    expect(register.attempts.every(({ attempt }) => register.proves(attempt))).toBe(true);
    const ofFirst = register.attempts.map(({ attempt }) => attempt).filter((name) => name.startsWith('0-'));
    expect(ofFirst).toEqual(ofFirst.toSorted());
  });

  test('is empty before anything was told, and reading creates nothing', async () => {
    expect((await open().read()).attempts).toEqual([]);
    expect(await nodeFiles.names(root)).toEqual([]);
  });

  test('goes on after a line that was cut short', async () => {
    await open().note(intent('a'));
    await appendFile(join(folder, 'register.jsonl'), '12345678 {"t":1,"ty');
    expect((await open().read()).proves('a')).toBe(true);
    await open().note(intent('b'));
    const register = await open().read();
    expect(register.attempts.map(({ attempt }) => attempt)).toEqual(['a', 'b']);
    expect(['a', 'b'].map((name) => register.proves(name))).toEqual([false, true]);
  });

  test('waits for whoever holds the lock, says so, and never takes it', async () => {
    await open().note(intent('a'));
    const lock = await takeLock(join(folder, 'lock'), 'another');
    if (!lock.ok) throw new Error(lock.error);
    const begun = clock.now();
    let done = false;
    const noted = open()
      .note(intent('b'))
      .then(() => {
        done = true;
      });
    while (clock.now() - begun < 60_000) await new Promise((resolve) => setImmediate(resolve));
    expect(done).toBe(false);
    expect(waited).toEqual(['another']);
    await lock.value.release();
    await noted;
    expect((await open().read()).attempts).toHaveLength(2);
  });

  test('is no longer waited for when the run stops, and what was not written is written next', async () => {
    const first = open();
    await first.note(intent('a'));
    const lock = await takeLock(join(folder, 'lock'), 'another');
    if (!lock.ok) throw new Error(lock.error);
    const stop = new AbortController();
    const stopping = open({ signal: stop.signal });
    const noted = stopping.note(intent('b'));
    stop.abort();
    await expect(noted).rejects.toThrow(LockUnavailable);
    await lock.value.release();
    await stopping.note(intent('c'));
    expect((await first.read()).attempts.map(({ attempt }) => attempt)).toEqual(['a', 'b', 'c']);
  });

  test('spaces the submissions of all projects, each kind by itself', async () => {
    const [one, other] = [open(), open()];
    const begun = clock.now();
    const turns: number[] = [];
    for (let n = 0; n < 3; n++) {
      turns.push((await one.turn('m', 6000)) - begun, (await other.turn('m', 6000)) - begun);
    }
    expect(turns.map((turn) => Math.floor(turn / 6000))).toEqual([0, 1, 2, 3, 4, 5]);
    expect((await other.turn('another', 6000)) - begun).toBeLessThan(6000);
  });

  test('pauses all projects, and does not shorten a pause', async () => {
    const [one, other] = [open(), open()];
    const until = clock.now() + 90_000;
    await one.pause(until);
    await one.pause(until - 50_000);
    expect(await other.turn('', 0)).toBe(until);
    expect(await other.turn('m', 6000)).toBe(until);
    expect(await other.turn('m', 6000)).toBe(until + 6000);
  });

  test.each([
    ['rubbish', 'rubbish'],
    ['a clock that was set', JSON.stringify({ pause: 9e15, next: { m: 9e15 } })],
    ['other shapes', JSON.stringify({ pause: 'x', next: [null] })],
    ['null', 'null'],
  ])('waits for nothing because of %s in the pace', async (_, text) => {
    await open().turn('m', 1000);
    await writeFile(join(folder, 'pace.json'), text);
    expect((await open().turn('m', 1000)) - clock.now()).toBeLessThanOrEqual(0);
    expect((await open().turn('', 0)) - clock.now()).toBeLessThanOrEqual(0);
  });

  test('holds no prompt', async () => {
    await open().note(intent('a'));
    expect(await readFile(join(folder, 'register.jsonl'), 'utf8')).toMatch(
      /^[0-9a-f]{8} \{"t":\d+,"type":"intent","attempt":"a","words":"w"\}\n$/,
    );
  });
});
