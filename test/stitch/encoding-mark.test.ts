import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { findTools, type Tools } from '../../src/media/tools.ts';
import { encodingMark } from '../../src/stitch/encoding-mark.ts';
import { testTools } from '../rig/tools.ts';

const { signal } = new AbortController();

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'storycut-mark-'));
  onTestFinished(() => rm(made, { recursive: true, force: true }));
  return made;
}

/** The same ffmpeg behind a script that changes what it is called with. */
async function behind(script: string): Promise<Tools> {
  const at = join(await folder(), 'ffmpeg');
  await writeFile(at, `#!/bin/sh\n${script}\n`);
  await chmod(at, 0o755);
  const found = await findTools({ ffmpegPath: at });
  if (!found.ok) throw new Error(found.error.message);
  return found.value;
}

test('a mark is the same for machines that encode alike, and is remembered', async () => {
  const tools = await testTools();
  const { path } = tools.ffmpeg;
  const one = await folder();
  const mark = await encodingMark(tools, one, signal);
  expect(mark).toMatchObject({ ok: true, value: expect.stringMatching(/^[0-9a-f]{64}$/) });
  expect(await readdir(join(one, 'marks'))).toHaveLength(1);
  const stopped = AbortSignal.abort();
  expect(await encodingMark(tools, one, stopped)).toEqual(mark);
  expect(await encodingMark(tools, await folder(), stopped)).toMatchObject({ ok: false });
  expect(await encodingMark(await behind(`exec ${path} "$@"`), await folder(), signal)).toEqual(mark);
});

test('a mark is another one for another version, and for a build that encodes otherwise', async () => {
  const tools = await testTools();
  const { path, version } = tools.ffmpeg;
  const mark = await encodingMark(tools, await folder(), signal);
  const renamed = { ffmpeg: { ...tools.ffmpeg, version: `${version}-other` } };
  expect(await encodingMark(renamed, await folder(), signal)).not.toEqual(mark);
  // Its pictures are a little brighter.
  const brighter = await behind(
    `for arg; do shift; set -- "$@" "$(printf %s "$arg" | sed 's/geq=lum=.16+/geq=lum='"'"'17+/g')"; done\nexec ${path} "$@"`,
  );
  expect(brighter.ffmpeg.version).toBe(version);
  const other = await encodingMark(brighter, await folder(), signal);
  expect(other.ok).toBe(true);
  expect(other).not.toEqual(mark);
});
