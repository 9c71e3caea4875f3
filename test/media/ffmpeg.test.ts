import { stat, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mp4, picture } from '../../src/media/encoding.ts';
import { foundDiskFull, runFfmpeg } from '../../src/media/ffmpeg.ts';
import { readMovie } from '../../src/media/read-movie.ts';
import { type Samples, samples } from '../rig/samples.ts';

let here: Samples;
beforeAll(async () => {
  here = await samples();
  await here.ffmpeg('-f', 'lavfi', '-i', 'testsrc=s=160x96:r=24:d=1', ...picture(24), 'clip.mp4');
});
afterAll(() => here.remove());

const endless = {
  inputs: [],
  graph: 'color=s=1280x720:r=24:d=100000[v]',
  args: ['-map', '[v]', ...picture(24)],
};

test('an argument with spaces stays one argument', async () => {
  const output = here.path('two words.mp4');
  const said = 'a "b" c\'s  d';
  const job = { inputs: [{ file: here.path('clip.mp4') }], output, args: ['-c', 'copy', ...mp4(24)] };
  const run = await runFfmpeg(here.tools, { ...job, args: [...job.args, '-metadata', `comment=${said}`] });
  expect(run).toEqual({ ok: true, value: undefined });
  expect((await readMovie(output))?.comment).toBe(said);
});

test.skipIf(process.platform === 'win32')(
  'a failure of which it says nothing ends as a sentence can go on',
  async () => {
    const path = here.path('silent');
    await writeFile(path, '#!/bin/sh\nexit 1\n', { mode: 0o755 });
    const tools = { ...here.tools, ffmpeg: { ...here.tools.ffmpeg, path } };
    const run = await runFfmpeg(tools, { ...endless, output: here.path('none.mp4') });
    expect(run).toMatchObject({ ok: false, error: { message: 'ffmpeg exited with code 1' } });
  },
);

test('a signal that is aborted already starts nothing', async () => {
  const output = here.path('never.mp4');
  const run = await runFfmpeg(here.tools, { ...endless, output }, { signal: AbortSignal.abort() });
  expect(run).toMatchObject({ ok: false, error: { aborted: true } });
  await expect(stat(output)).rejects.toThrow('ENOENT');
});

test('an abort before the process exists is not lost', async () => {
  const stop = new AbortController();
  const running = runFfmpeg(
    here.tools,
    { ...endless, output: here.path('early.mp4') },
    { signal: stop.signal },
  );
  stop.abort();
  expect(await running).toMatchObject({ ok: false, error: { aborted: true } });
});

test('an abort in the middle ends the process, and says so', async () => {
  const stop = new AbortController();
  const onFrame = () => stop.abort();
  const options = { signal: stop.signal, onFrame };
  const run = await runFfmpeg(here.tools, { ...endless, output: here.path('half.mp4') }, options);
  expect(run).toMatchObject({ ok: false, error: { aborted: true, message: 'ffmpeg was stopped' } });
});

test('a time limit ends the process, and is not called an abort', async () => {
  const run = await runFfmpeg(here.tools, { ...endless, output: here.path('late.mp4') }, { timeoutMs: 200 });
  expect(run).toMatchObject({ ok: false, error: { aborted: false, message: 'ffmpeg took longer than 0 s' } });
});

test('the line that tells the cause is kept', async () => {
  const file = here.path('nothing.mp4');
  await writeFile(file, 'not a film');
  const run = await runFfmpeg(here.tools, { inputs: [{ file }], output: '-', args: ['-f', 'null'] });
  expect(run).toMatchObject({ ok: false, error: { aborted: false } });
  if (!run.ok) expect(run.error.stderr).toContain('Invalid data found when processing input');
});

test('a tool that has vanished is a failure, not a crash', async () => {
  const ffmpeg = { ...here.tools.ffmpeg, path: here.path('no-such-ffmpeg') };
  const run = await runFfmpeg({ ...here.tools, ffmpeg }, { ...endless, output: here.path('x.mp4') });
  expect(run).toMatchObject({ ok: false, error: { aborted: false } });
  if (!run.ok) expect(run.error.message).toContain('ENOENT');
});

test('a full disk is told from what else may fail', async () => {
  const inputs = [{ file: here.path('clip.mp4') }];
  const args = ['-f', 'rawvideo'];
  const full = await runFfmpeg(here.tools, { inputs, output: '/dev/full', args });
  expect(!full.ok && foundDiskFull(full.error)).toBe(true);
  const nowhere = await runFfmpeg(here.tools, { inputs, output: here.path('no/folder'), args });
  expect(!nowhere.ok && foundDiskFull(nowhere.error)).toBe(false);
});

test('all frames are counted', async () => {
  const counts: number[] = [];
  const job = { inputs: [{ file: here.path('clip.mp4') }], output: '-', args: ['-f', 'null'] };
  await runFfmpeg(here.tools, job, { onFrame: (frames) => counts.push(frames) });
  expect(counts.at(-1)).toBe(24);
});

test.each([
  ['a concat script', 'ffconcat version 1.0\nfile clip.mp4\n'],
  ['an HLS playlist', '#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nclip.mp4\n#EXT-X-ENDLIST\n'],
])('%s is not opened, whatever its name', async (_, text) => {
  const file = here.path('playlist.mp4');
  await writeFile(file, text);
  const run = await runFfmpeg(here.tools, { inputs: [{ file }], output: '-', args: ['-f', 'null'] });
  expect(run.ok).toBe(false);
});

test('an input with a forced format is not opened as another', async () => {
  const input = { file: here.path('clip.mp4'), args: ['-f', 'png_pipe'] };
  const run = await runFfmpeg(here.tools, { inputs: [input], output: '-', args: ['-f', 'null'] });
  expect(run.ok).toBe(false);
});
