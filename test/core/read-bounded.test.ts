import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readBounded, textWithin } from '../../src/core/read-bounded.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'storycut-bounded-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function made(name: string, bytes: number): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, 'x'.repeat(bytes));
  return file;
}

describe('a file of which only so much is read', () => {
  it('is read whole up to the bound', async () => {
    const file = await made('fits', 3_000_000);
    expect(await readBounded(file, 3_000_000)).toMatchObject({ ok: true, value: { length: 3_000_000 } });
    expect(await textWithin(await made('empty', 0), 10)).toBe('');
  });

  it('is not read beyond it', async () => {
    const file = await made('long', 101);
    expect(await readBounded(file, 100)).toEqual({ ok: false, error: { kind: 'too-large', size: 101 } });
    expect(await textWithin(file, 100)).toBeUndefined();
  });

  it.runIf(process.platform === 'linux')('may say that it has no bytes', async () => {
    const whole = await textWithin('/proc/self/maps', 1 << 24);
    expect(whole).toContain('[stack]');
    expect(await readBounded('/proc/self/maps', 100)).toMatchObject({ error: { kind: 'too-large' } });
  });

  it('is no folder, no device, and no pipe that nobody writes to', async () => {
    expect(await readBounded(folder, 10)).toEqual({ ok: false, error: { kind: 'not-a-file' } });
    if (process.platform === 'win32') return;
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    for (const path of [pipe, '/dev/zero'])
      expect(await readBounded(path, 10)).toEqual({ ok: false, error: { kind: 'not-a-file' } });
  });

  it.skipIf(process.platform === 'win32')('is not read through a link if told so', async () => {
    await made('target', 5);
    await symlink('target', join(folder, 'link'));
    expect(await textWithin(join(folder, 'link'), 10)).toBe('xxxxx');
    await expect(textWithin(join(folder, 'link'), 10, { follow: false })).rejects.toThrow('ELOOP');
  });
});
