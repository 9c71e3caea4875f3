import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findTools } from '../../src/media/tools.ts';
import { type Samples, samples } from '../rig/samples.ts';

let here: Samples;
beforeAll(async () => {
  here = await samples();
});
afterAll(() => here.remove());

/** A folder for PATH with an ffmpeg that says what it is told to. */
async function onPath(name: string, version: string, filters = '', configuration = ''): Promise<string> {
  const folder = here.path(name);
  await mkdir(folder);
  const script = `#!/bin/sh\necho 'ffmpeg version ${version} Copyright' >&2\necho '${configuration}' >&2\ncat <<END\n${filters}\nEND\n`;
  await writeFile(join(folder, 'ffmpeg'), script);
  await chmod(join(folder, 'ffmpeg'), 0o755);
  return folder;
}

const all =
  'aevalsrc aformat apad aresample asetpts atrim boxblur bwdif color concat crop format fps geq hflip hstack hue loop lutyuv maskedmerge overlay pad scale setparams setpts setsar settb split transpose trim vflip vstack zoompan'
    .split(' ')
    .map((name) => ` ... ${name} V->V Does something.`)
    .join('\n');

test('without anything on PATH the one that npm carries is used, and its gaps told', async () => {
  const found = await findTools({ path: '' });
  expect(found).toMatchObject({
    ok: true,
    value: { ffmpeg: { origin: 'bundled' } },
  });
});

test('one on PATH is preferred when it is 5 or newer', async () => {
  const path = await onPath('new', '6.1.1-3ubuntu5', all, '--enable-libx264');
  const found = await findTools({ path: ['relative/bin', here.path('missing'), path].join(delimiter) });
  expect(found).toMatchObject({
    ok: true,
    value: { ffmpeg: { origin: 'PATH', path: join(path, 'ffmpeg'), version: '6.1.1-3ubuntu5' } },
  });
  if (found.ok) expect(found.value.ffmpeg.lacks).toContain('xfade');
});

test.each([
  ['is too old', 'old', '4.4.2', all, '--enable-libx264'],
  ['cannot encode H.264', 'free', '7.0', all, '--enable-gpl'],
  ['has not the filters', 'bare', '7.0', ' ... scale V->V x', '--enable-libx264'],
])('one on PATH that %s is passed over', async (_, name, version, filters, configuration) => {
  const path = await onPath(name, version, filters, configuration);
  expect(await findTools({ path })).toMatchObject({ ok: true, value: { ffmpeg: { origin: 'bundled' } } });
});

test('one that is named is used, however old', async () => {
  const folder = await onPath('named', '4.2', all, '--enable-libx264');
  const found = await findTools({ ffmpegPath: join(folder, 'ffmpeg') });
  expect(found).toMatchObject({ ok: true, value: { ffmpeg: { origin: 'FFMPEG_PATH', version: '4.2' } } });
});

test('one that is named and unusable is an error that says which and why, never passed over', async () => {
  const folder = await onPath('mute', '7.0', ' ... scale V->V x', '--enable-gpl');
  for (const [ffmpegPath, reason] of [
    [join(folder, 'ffmpeg'), 'is 7.0 without libx264'],
    [here.path('nowhere'), 'does not run (ENOENT)'],
    [process.execPath, 'is not ffmpeg'],
  ] as const) {
    const found = await findTools({ ffmpegPath });
    expect(found).toMatchObject({ ok: false, error: { severity: 'error', code: 'ffmpeg-missing' } });
    if (found.ok) continue;
    expect(found.error.message).toContain(`FFMPEG_PATH (${ffmpegPath})`);
    expect(found.error.message).toContain(reason);
    expect(found.error.help).toContain('set FFMPEG_PATH');
  }
});
