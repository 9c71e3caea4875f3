import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readAsset } from '../../src/media/asset.ts';
import { probedOnce } from '../../src/media/probed-once.ts';
import { wav } from '../rig/wav.ts';

test('a file is looked into again only if its bytes are others, even within a moment and of the same length', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'storycut-once-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, 'steps.wav');
  const looked: string[] = [];
  const read = probedOnce((absolute) => {
    looked.push(absolute);
    return readAsset(absolute);
  });
  const [tone, other] = [wav(440, 0.1), wav(440, 0.1)];
  other[other.length - 1] = 1;

  await writeFile(file, tone);
  const first = await read(file);
  expect(first).toMatchObject({ ok: true, value: { facts: { kind: 'audio' } } });
  expect(await read(file)).toEqual(first);
  expect(looked).toHaveLength(1);

  await writeFile(file, other);
  const second = await read(file);
  expect(second.ok && first.ok && second.value.sha256 !== first.value.sha256).toBe(true);
  expect(looked).toHaveLength(2);

  await writeFile(file, tone.subarray(0, 3));
  expect(await read(file)).toMatchObject({ ok: false });
  await writeFile(file, other);
  expect(await read(file)).toEqual(second);
  await rm(file);
  expect(await read(file)).toMatchObject({ ok: false, error: { code: 'media-unreadable' } });
  expect(looked).toHaveLength(4);
});
