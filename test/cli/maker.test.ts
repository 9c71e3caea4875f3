import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { Said } from '../rig/inside.ts';
import { type Project, project } from '../rig/project.ts';
import { houseConfig } from '../rig/served-config.ts';
import { sandbox } from '../sandbox/sandbox.ts';

const file = 'film.storyboard.yaml';
const film = `storyboard: 1
title: Two Doors
format: { size: 1280x720, fps: 24 }
vars: { what: door }
captions: { burn: false, sidecar: [srt] }
scenes:
  - id: only
    segments:
      - { id: a, prompt: "A \${what}", duration: 4, caption: A door }
      - { id: b, prompt: The sea, duration: 4 }
`;

/** A film of which everything was made, and paid, at a server: with flags, since the storyboard names no provider. */
async function paid(...flags: readonly string[]): Promise<Project> {
  const { url } = await sandbox();
  const made = await project({ [file]: film, 'config.yaml': houseConfig({ url }) });
  const run = await made.call(...config, 'run', '--provider', 'house', '--yes', ...flags);
  expect(run, run.stderr).toMatchObject({ code: 0 });
  return made;
}

const config = ['--config', 'config.yaml'] as const;
const lastRun = 'As in the last run: --provider house';

async function good(made: Project, ...args: readonly string[]): Promise<Said> {
  const ended = await made.call(...config, ...args);
  expect(ended.code, `${args.join(' ')}\n${ended.stderr}`).toBe(0);
  return ended;
}

/** What lies beside the storyboard, apart from that and the config file. */
const films = async (made: Project): Promise<readonly string[]> =>
  (await readdir(made.folder)).filter((name) => /\.(mp4|srt|gif)$/.test(name)).toSorted();

describe('a film that was paid for', () => {
  it('goes on with its maker in every verb that says nothing else', async () => {
    const made = await paid('--set', 'what=gate in the sea');
    const told = `${lastRun} --set "what=gate in the sea"\n`;
    const status = await good(made, 'status', '--json');
    expect(status.stderr).toContain(told);
    expect(JSON.parse(status.stdout).segments).toMatchObject([
      { id: 'a', state: 'cached', takes: [{ provider: 'house' }] },
      { id: 'b', state: 'cached', takes: [{ provider: 'house' }] },
    ]);
    const refused = await made.call(...config, 'redo', 'a');
    expect(refused, 'what costs money needs a yes').toMatchObject({ code: 2 });
    const redo = await good(made, 'redo', 'a', '--yes', '--fail-fast');
    expect(redo.stdout).toBe('film.mp4\n');
    expect(redo.stderr).toContain(told);
    expect(redo.stderr).toContain('1 made, 2 already in the store.');
    const pick = await good(made, 'pick', 'a', '1');
    expect(pick.stderr).toContain(
      'the next `storycut --config config.yaml run --provider house --set "what=gate in the sea"` puts take 1 of a into the cut.',
    );
    expect((await good(made, 'stitch')).stdout).toBe('film.mp4\n');
  });

  it('goes on with what the command line and the storyboard leave of that', async () => {
    const made = await paid('--set', 'what=gate in the sea');
    const show = await good(made, 'show', 'a', '--json');
    expect(JSON.parse(show.stdout).jobs[0].request).toMatchObject({
      provider: 'house',
      prompt: expect.stringContaining('A gate in the sea'),
    });
    expect((await good(made, 'export', '--format', 'edl')).stderr).toBe(
      `${lastRun} --set "what=gate in the sea"\n`,
    );
    const now = await good(made, 'status', '--provider', 'animatic', '--json');
    expect(now.stderr).toContain('As in the last run: --set "what=gate in the sea"\n');
    expect(JSON.parse(now.stdout).segments[0].takes).toMatchObject([{ provider: 'animatic' }]);

    await made.write(
      file,
      (await made.read(file)).replace(/vars: .*\n/, '').replace('${what}', 'gate in the sea'),
    );
    expect(JSON.parse((await good(made, 'status', '--json')).stdout).segments[0].state).toBe('cached');
  });

  it('keeps its cut when it is rehearsed, drafted, or cut in part', async () => {
    const made = await paid();
    const [cut, sidecar] = await Promise.all(['film.mp4', 'film.srt'].map((name) => stat(made.path(name))));
    const rehearsed = await good(made, 'run');
    expect(rehearsed.stdout).toBe('film.animatic.mp4\n');
    expect(rehearsed.stderr).toContain(
      'note[cut-apart]: Animatics stand in for real footage in this cut (a, b), so it is named film.animatic.mp4: film.mp4 is kept for the finished film.',
    );
    const over = await made.call(...config, 'run', '--output', 'film.mp4');
    expect(over).toMatchObject({ code: 2, stdout: '' });
    expect(over.stderr).toContain('error[finished-cut-stays]');
    const text = await made.read(file);
    await made.write(file, text.replace('id: a', 'id: renamed'));
    expect((await good(made, 'stitch')).stdout, 'whatever the segments are called').toBe(
      'film.animatic.mp4\n',
    );
    await made.write(file, text);
    expect((await good(made, 'run', '--draft', '--json')).stdout).toContain('"code":"cut-apart"');
    expect((await good(made, 'stitch', '--partial', '--no-draft')).stdout).toBe('film.partial.mp4\n');
    expect(await films(made)).toEqual(
      ['film', 'film.animatic', 'film.draft', 'film.partial']
        .flatMap((name) => [`${name}.mp4`, `${name}.srt`])
        .toSorted(),
    );
    expect((await stat(made.path('film.mp4'))).ino).toBe(cut?.ino);
    expect((await stat(made.path('film.srt'))).ino).toBe(sidecar?.ino);
    expect((await good(made, 'stitch', '--provider', 'house')).stdout).toBe('film.mp4\n');
  });

  it('is known by its clips where the journal has no choices', async () => {
    const made = await paid();
    const journal = made.path('.storycut/journal.jsonl');
    const lines = (await readFile(journal, 'utf8')).split('\n');
    expect(lines[0]).toContain('"type":"choices"');
    await made.write('.storycut/journal.jsonl', await withoutChoices(lines));
    // 0.1 wrote none.
    await rm(made.path('.storycut/journal.anchor'));
    await rm(made.path('.storycut/receipts'), { recursive: true });
    const stitch = await good(made, 'stitch');
    expect(stitch).toMatchObject({ stdout: 'film.mp4\n' });
    expect(stitch.stderr).toContain('As in the last run: --provider house --model sora-2\n');
    expect(await films(made)).toEqual(['film.mp4', 'film.srt']);
  });
});

/** The same journal as 0.1 would have written it. */
async function withoutChoices(lines: readonly string[]): Promise<string> {
  const { writeLine } = await import('../../src/store/line.ts');
  return lines
    .filter((line) => line !== '' && !line.includes('"type":"choices"'))
    .map((line, i) => writeLine({ ...JSON.parse(line.slice(9)), seq: i + 1, w: i }))
    .join('');
}

it('a film that only ever was an animatic keeps the plain name, whatever it is redone with', async () => {
  const made = await project({
    [file]: film.replace('1280x720', '320x180').replaceAll('duration: 4', 'duration: 0.5'),
  });
  for (const args of [['run'], ['redo', 'a'], ['stitch']]) {
    const ended = await made.call(...args);
    expect(ended, ended.stderr).toMatchObject({ code: 0, stdout: 'film.mp4\n' });
    expect(ended.stderr).not.toMatch(/cut-apart|As in the last run/);
  }
});

it('a run of some segments ends well before there is a film, and says how to get one', async () => {
  const made = await project({
    [file]: film.replace('1280x720', '320x180').replaceAll('duration: 4', 'duration: 0.5'),
  });
  const only = await made.call('run', '--only', 'a', '--set', 'what=gate');
  expect(only).toMatchObject({ code: 0, stdout: '' });
  expect(only.stderr).toContain(
    'note[no-cut-yet]: No cut yet: 1 of 2 segments has no footage (b). `storycut run --set what=gate` makes it.\n',
  );
  const json = await made.call('run', '--only', 'a', '--set', 'what=gate', '--json');
  expect(json.code).toBe(0);
  expect(json.stdout).toMatch(/^\{"type":"notice",.*"code":"no-cut-yet"/m);
  const strict = await made.call('stitch');
  expect(strict.code).toBe(1);
  expect(strict.stderr).toContain('help: `storycut run --set what=gate` makes what is missing');
  const run = await made.call('run', '--set', 'what=gate');
  expect(run, run.stderr).toMatchObject({ code: 0, stdout: 'film.mp4\n' });
  expect(run.stderr).toContain('1 made, 1 already in the store.');
});
