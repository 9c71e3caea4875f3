import { chmod } from 'node:fs/promises';
import { describe, expect, it, vi } from 'vitest';
import { sha256 } from '../../src/core/canonical.ts';
import { project } from '../rig/project.ts';
import { testTools } from '../rig/tools.ts';
import { wav } from '../rig/wav.ts';
import { film } from './film.ts';

it.each([['plan'], ['status'], ['show', 'film.storyboard.yaml', 'door']])(
  '%s --json says in one document why there is nothing to tell',
  async (...verb) => {
    const made = await project({
      'film.storyboard.yaml': film.replace('extend: approach', 'extend: aproach'),
    });
    const { code, stdout, stderr } = await made.call(...verb, '--json');
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({
      schemaVersion: 1,
      diagnostics: [{ severity: 'error', code: 'unknown-segment', place: { line: expect.any(Number) } }],
    });
    expect(stderr).toContain('aproach');
  },
);

it('a plan over the cap is one document still, with what is wrong in it', async () => {
  const made = await project({
    'film.storyboard.yaml': film.replace('{ size: 320x180, fps: 24 }', '{ resolution: 720p }'),
  });
  const flags = ['--provider', 'openai', '--max-cost', '0.01', '--json'];
  const { code, stdout } = await made.call('plan', ...flags);
  expect(code).toBe(2);
  const plan = JSON.parse(stdout);
  expect(plan.jobs.length).toBeGreaterThan(0);
  expect(plan.diagnostics.map((one: { code: string }) => one.code)).toContain('over-budget');
});

it('a cut that waits for footage tells programs which', async () => {
  const made = await project({ 'film.storyboard.yaml': film });
  const { code, stdout } = await made.call('stitch', '--json');
  expect(code).toBe(1);
  const told = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(told.at(-1)).toMatchObject({
    ...{ type: 'ended', kind: 'unfinished' },
    diagnostics: expect.arrayContaining([expect.objectContaining({ code: 'footage-missing' })]),
  });
});

it.each([
  ['run', '--plan', 'nope.json'],
  ['run', 'a.storyboard.yaml', 'b.storyboard.yaml'],
  ['stitch', 'a.storyboard.yaml', 'b.storyboard.yaml'],
  ['redo', 'nope/film.storyboard.yaml', 'door'],
])('%s %s %s tells programs by its one event why there is nothing to do', async (...args) => {
  const made = await project({ 'a.storyboard.yaml': film, 'b.storyboard.yaml': film });
  const { code, stdout } = await made.call(...args, '--json');
  expect(code).toBe(2);
  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines).toMatchObject([
    { type: 'ended', kind: 'refused', sequence: 1, diagnostics: [{ severity: 'error' }] },
  ]);
});

describe('a film that can not be cut, though its footage was made', () => {
  /** An ffmpeg that does nothing with these words among its arguments. */
  const failingAt = async (words: string) =>
    `#!/bin/sh\ncase " $* " in *"${words}"*) echo nothing can be read >&2; exit 1;; esac\nexec '${(await testTools()).ffmpeg.path}' "$@"\n`;
  const told = (stdout: string) => JSON.parse(stdout.trim().split('\n').at(-1) ?? '');

  it('is no refusal: it has an exit code of its own, and what it says gets further', async () => {
    const made = await project({ 'film.storyboard.yaml': film, 'bin/ffmpeg': await failingAt(' -i ') });
    await chmod(made.path('bin/ffmpeg'), 0o755);
    expect(await made.call('run', '--no-stitch')).toMatchObject({ code: 0 });
    vi.stubEnv('FFMPEG_PATH', made.path('bin/ffmpeg'));
    const run = await made.run('run');
    expect(run).toMatchObject({ code: 4, stdout: '' });
    expect(run.stderr).toContain('error[footage-unreadable]');
    expect(run.stderr).toContain('nothing can be read');
    expect(run.stderr).toContain('The footage is complete, but the film is not cut.\n');
    expect(told((await made.call('run', '--json')).stdout)).toMatchObject({ type: 'ended', kind: 'uncut' });
    vi.unstubAllEnvs();
    expect(await made.call('stitch')).toMatchObject({ code: 0, stdout: 'film.mp4\n' });
  });

  it('is wrong input where a recording of the user can not be read', async () => {
    const narrated = film.replace(
      'captions:',
      'audio: { narration: [ { file: voice.wav, at: door } ] }\ncaptions:',
    );
    const files = { 'film.storyboard.yaml': narrated, 'voice.wav': wav(440, 1) };
    const made = await project({ ...files, 'bin/ffmpeg': await failingAt(sha256(wav(440, 1))) });
    await chmod(made.path('bin/ffmpeg'), 0o755);
    expect((await made.call('run', '--no-stitch')).code).toBe(0);
    vi.stubEnv('FFMPEG_PATH', made.path('bin/ffmpeg'));
    const run = await made.call('run');
    vi.unstubAllEnvs();
    expect(run.stderr).toContain('error[sound-unreadable]');
    expect(run.code).toBe(2);
    expect((await made.call('run')).code).toBe(0);
  });
});
