import { appendFile, mkdtemp, readdir, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, it } from 'vitest';
import { ok } from '../../src/core/result.ts';
import { type AssetReader, knownAssets } from '../../src/media/known-assets.ts';

/** A folder with rushes, and how often they were read. */
async function place(onTestFinished: (clean: () => Promise<void>) => void) {
  const folder = await mkdtemp(join(tmpdir(), 'storycut-known-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const path = (name: string) => join(folder, name);
  const reads: string[] = [];
  /** Says something else at each reading. */
  const read: AssetReader = async (absolute) => {
    reads.push(absolute);
    const sha256 = reads.length.toString(16).padStart(64, '0');
    const size = { width: 160, height: 96 };
    if (absolute.endsWith('.png')) return ok({ sha256, facts: { kind: 'image', format: 'png', size } });
    return ok({ sha256, facts: { kind: 'video', size, seconds: 2, fps: 24, hasAudio: false } });
  };
  return {
    ...{ path, reads, read },
    inSession: () => knownAssets(path('state'), read),
    /** A file of 20 GB that takes no room. */
    async rushes(name: string, bytes = 20e9): Promise<string> {
      await writeFile(path(name), 'film');
      await truncate(path(name), bytes);
      return path(name);
    },
    /** Waits until a change would show in the file's times. */
    async settled(file: string): Promise<string> {
      for (;;) {
        const { ctimeMs, mtimeMs } = await stat(file);
        // The file system's clock lags by some milliseconds.
        if (Math.max(ctimeMs, mtimeMs) + 2000 <= Date.now()) return file;
        await sleep(50);
      }
    },
  };
}

describe.concurrent('what was read of a file', () => {
  it('is known as long as its stamp is the same, in later sessions, too', async ({
    expect,
    onTestFinished,
  }) => {
    const { inSession, reads, rushes, settled } = await place(onTestFinished);
    const file = await settled(await rushes('day-1.mp4'));
    const first = await inSession()(file);
    expect(await inSession()(file)).toEqual(first);
    expect(reads).toHaveLength(1);
  });

  it('is read at once and again of a file that was written just now, and known from then on', async ({
    expect,
    onTestFinished,
  }) => {
    const { inSession, path, reads, rushes, settled } = await place(onTestFinished);
    const file = await rushes('day-1.mp4');
    const soon = new Date(Date.now() + 3_600_000);
    await utimes(file, soon, soon);
    await inSession()(file);
    expect(await readdir(path('.'))).not.toContain('state');
    const now = new Date();
    await utimes(file, now, now);
    await settled(file);
    const second = await inSession()(file);
    expect(await inSession()(file)).toEqual(second);
    expect(reads).toHaveLength(2);
  });

  it('is forgotten after months in which the file was not read anew', async ({ expect, onTestFinished }) => {
    const { inSession, path, rushes, settled } = await place(onTestFinished);
    await inSession()(await settled(await rushes('old.mp4')));
    const [old = ''] = await readdir(path('state'));
    const longAgo = new Date(Date.now() - 91 * 24 * 3_600_000);
    await utimes(path(`state/${old}`), longAgo, longAgo);
    await inSession()(await settled(await rushes('new.mp4')));
    expect(await readdir(path('state'))).toHaveLength(1);
    expect(await readdir(path('state'))).not.toContain(old);
  });

  it('is read again once the file was written, even with the same length and time', async ({
    expect,
    onTestFinished,
  }) => {
    const { inSession, reads, rushes, settled } = await place(onTestFinished);
    const file = await settled(await rushes('day-1.mp4'));
    const { atime, mtime } = await stat(file);
    const asset = inSession();
    const first = await asset(file);
    await appendFile(file, 'more');
    await truncate(file, 20e9);
    await utimes(file, atime, mtime);
    expect((await stat(file)).mtimeMs).toBeCloseTo(mtime.getTime(), -1);
    expect(await asset(file)).not.toEqual(first);
    expect(reads).toHaveLength(2);
  });

  it('is not believed where the file was written while it was read', async ({ expect, onTestFinished }) => {
    const { inSession, path, read, reads, rushes, settled } = await place(onTestFinished);
    const file = await settled(await rushes('day-1.mp4'));
    const writing = knownAssets(path('state'), async (absolute) => {
      await appendFile(absolute, 'more');
      return read(absolute);
    });
    await writing(file);
    await inSession()(file);
    expect(reads).toHaveLength(2);
  });

  it('is read each time of an image, of which requests are made, and of small files', async ({
    expect,
    onTestFinished,
  }) => {
    const { inSession, reads, rushes, settled } = await place(onTestFinished);
    const image = await settled(await rushes('huge.png'));
    const short = await settled(await rushes('short.mp4', 5000));
    for (const file of [image, image, short, short]) await inSession()(file);
    expect(reads).toHaveLength(4);
  });

  it('is read again if nothing can be remembered, or what is there was damaged', async ({
    expect,
    onTestFinished,
  }) => {
    const { path, read, reads, rushes, settled } = await place(onTestFinished);
    const file = await settled(await rushes('day-1.mp4'));
    for (let i = 0; i < 2; i++) await knownAssets(undefined, read)(file);
    await writeFile(path('not-a-folder'), '');
    for (let i = 0; i < 2; i++) await knownAssets(path('not-a-folder'), read)(file);
    expect(reads).toHaveLength(4);
  });
});
