import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { alone, file, machines, on } from './rig/machines.ts';

test('a machine on which the clips are not mounted plans nothing, and pays for nothing again', async () => {
  const { machine, clips, created } = await machines();
  const [a, b] = [await machine(), await machine()];
  expect((await on(a, 'run', file, '--yes', '--no-stitch')).code).toBe(0);
  await alone(b);
  const before = await created();
  await rename(clips, `${clips}.away`);
  try {
    for (const mounted of [false, true]) {
      // The folder to mount it on is there, and empty.
      if (mounted) await mkdir(clips);
      for (const args of [
        ['plan', file],
        ['run', file, '--yes', '--no-stitch'],
      ]) {
        const { code, stderr } = await on(a, ...args);
        expect([code, stderr], args.join(' ')).toEqual([3, expect.stringContaining('error[studio-clips]')]);
      }
      expect((await on(b, 'studio', 'adopt', file)).stderr).toContain('error[studio-clips]');
      if (mounted) expect(await readdir(clips)).toEqual([]);
    }
    await rm(clips, { recursive: true, force: true });
  } finally {
    await rename(`${clips}.away`, clips);
  }
  const next = await on(a, 'run', file, '--yes', '--no-stitch');
  expect(next.stderr).toContain('0 made, 3 already in the store');
  expect(await created()).toBe(before);
});

test('a folder of clips that can not be written to is told as that, and not as the ledger', async () => {
  const { machine, clips } = await machines();
  const a = await machine();
  await rm(clips, { recursive: true });
  await writeFile(clips, 'a file');
  const { code, stderr } = await on(a, 'run', file, '--yes', '--no-stitch');
  expect([code, stderr]).toEqual([3, expect.stringContaining('error[studio-clips]')]);
  expect(stderr).not.toContain('PGPASSWORD');
});
