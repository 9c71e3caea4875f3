import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { builtInProviders } from '../../src/providers/registry.ts';
import { project } from '../rig/project.ts';
import { film } from './film.ts';

const file = 'film.storyboard.yaml';
const root = join(import.meta.dirname, '../..');

describe('finding the storyboard', () => {
  it('takes the one there is, a named one, or the one in a named folder', async () => {
    const made = await project({ 'a/film.storyboard.yaml': film, 'b/other.storyboard.yaml': film });
    expect((await made.call('check', 'a')).stderr).toBe('a/film.storyboard.yaml: 5 segments, no errors.\n');
    expect((await made.call('check', 'b/other.storyboard.yaml')).code).toBe(0);
  });

  it('says what there is when none is named, and none or several are there', async () => {
    const empty = await project();
    expect(await empty.call('plan')).toMatchObject({
      code: 2,
      stdout: '',
      stderr:
        'error[no-storyboard]: There is no *.storyboard.yaml in this folder.\n' +
        'help: Create one with `storycut init`, or watch a whole film being made with `storycut demo`.\n',
    });
    const two = await project({ 'a.storyboard.yaml': film, 'b.storyboard.yaml': film });
    expect((await two.call('plan')).stderr).toContain('a.storyboard.yaml, b.storyboard.yaml');
    expect(await two.call('plan', 'c.storyboard.yaml')).toMatchObject({ code: 2 });
  });
});

describe('usage', () => {
  it('exits 2 with help for unknown verbs and flags, 0 for --help and --version', async () => {
    const made = await project();
    expect(await made.call('plam')).toMatchObject({ code: 2, stdout: '' });
    expect((await made.call('plam')).stderr).toContain('Did you mean plan?');
    expect(await made.call('plan', '--jsn')).toMatchObject({ code: 2 });
    expect(await made.call('run', '--concurrency', '0')).toMatchObject({ code: 2 });
    expect(await made.call('run', '--max-cost', 'lots')).toMatchObject({ code: 2 });
    expect(await made.call('--help')).toMatchObject({ code: 0, stderr: '' });
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
    expect(await made.call('--version')).toMatchObject({ code: 0, stdout: `${version}\n` });
  });
});

describe('resolve', () => {
  it('takes a segment and exactly one answer, and says so when nothing waits for one', async () => {
    const made = await project({ [file]: film });
    for (const args of [['door'], ['--not-created'], ['door', '--not-created', '--pay-again']]) {
      expect((await made.call('resolve', ...args)).code).toBe(2);
    }
    const idle = await made.call('resolve', 'door', '--not-created');
    expect(idle).toMatchObject({ code: 2, stdout: '' });
    expect(idle.stderr).toContain(
      'error[nothing-to-resolve]: No submission of door is waiting for an answer.',
    );
  });
});

describe('init', () => {
  it('writes a storyboard that checks and plans, and never overwrites one', async () => {
    const made = await project();
    const init = await made.call('init', 'My Film');
    expect(init).toMatchObject({ code: 0, stdout: 'My Film/my-film.storyboard.yaml\n' });
    expect((await made.call('init', 'Über Straßen')).stdout).toBe(
      'Über Straßen/uber-strassen.storyboard.yaml\n',
    );
    expect(await made.call('check', 'My Film')).toMatchObject({ code: 0 });
    expect((await made.call('plan', 'My Film')).stdout).toContain('First Light');
    const schema = JSON.parse(await made.read('My Film/.storycut/storyboard.schema.json'));
    expect(schema.properties.scenes).toBeDefined();
    const again = await made.call('init', 'My Film');
    expect(again.code).toBe(2);
    expect(again.stderr).toContain('already exists');
  });
});

describe('check', () => {
  it('reports all problems at once, with places, and makes nothing', async () => {
    const made = await project({
      [file]: film.replace('extend: approach', 'extend: aproach').replace('title: A Small', 'titel: A Small'),
    });
    const check = await made.call('check');
    expect(check).toMatchObject({ code: 2, stdout: '' });
    expect(check.stderr).toMatch(/^film\.storyboard\.yaml:2:1 error/m);
    expect(check.stderr).toMatch(/^film\.storyboard\.yaml:14:17 error/m);
    expect(check.stderr).toContain('approach');
    const json = JSON.parse((await made.call('check', '--json')).stdout);
    expect(json).toMatchObject({ schemaVersion: 1, ok: false });
    expect(json.diagnostics.length).toBeGreaterThanOrEqual(2);
  });

  it('never sends an escape sequence of the storyboard to the terminal', async () => {
    const made = await project({
      [file]: film
        .replace('A Small Film', '"\\e[31mred\\e]0;title\\a"')
        .replace('extend: approach', 'extend: "\\e[2Jx"'),
    });
    for (const verb of ['check', 'plan', 'status']) {
      const { stdout, stderr } = await made.call(verb);
      expect(stdout + stderr).not.toContain('\u001b');
    }
  });
});

describe('plan', () => {
  it('prints the jobs, the timeline, the money and the time', async () => {
    const made = await project({ [file]: film });
    const plan = await made.call('plan');
    expect(plan.code).toBe(0);
    expect(plan.stdout).toContain('A Small Film  5 segments, 0:05.00 at 24 fps');
    expect(plan.stdout).toMatch(/climb +extend by 1 s +animatic +320x180 +new +free +never made/);
    expect(plan.stdout).toMatch(/0:02\.00 {2}0:03\.00 {2}lamp .*“The lamp”/);
    expect(plan.stdout).toMatch(/0:04\.00 {2}0:05\.00 {2}fin +card/);
    expect(plan.stdout).toMatch(/4 jobs to make, 0 in the store; free/);
  });

  it('prints the contract’s JSON', async () => {
    const made = await project({ [file]: film });
    const plan = JSON.parse((await made.call('plan', '--json')).stdout);
    expect(Object.keys(plan).sort()).toEqual(
      [
        ...['schemaVersion', 'storyboard', 'jobs', 'timeline', 'chapters', 'captions', 'titles'],
        ...['narration', 'cues', 'notes', 'duration', 'cost', 'diagnostics'],
      ].sort(),
    );
    expect(plan).toMatchObject({ schemaVersion: 1, storyboard: file, duration: 5 });
    expect(plan.cost).toEqual({
      ...{ needed: 0, spent: 0, planned: 0, lost: 0, reserved: 0, maybeCharged: 0 },
      ...{ currency: 'USD', estimated: false },
    });
    expect(plan.jobs[1]).toMatchObject({
      id: 'climb',
      kind: 'extend',
      segment: 'climb',
      take: 1,
      provider: 'animatic',
      model: 'animatic',
      seconds: 1,
      size: '320x180',
      needs: ['approach'],
      state: 'new',
      cost: 0,
    });
    expect(plan.timeline[1]).toMatchObject({ segment: 'climb', start: 1, end: 2, 'source-start': 1 });
  });

  it('prices a paid provider without a key, and sends nothing', async () => {
    const made = await project({ [file]: film.replace('size: 320x180', 'size: 1280x720') });
    const plan = JSON.parse((await made.call('plan', '--provider', 'openai', '--json')).stdout);
    // Four jobs of the shortest length that sora-2 makes, 4 s at $0.10.
    expect(plan.cost).toMatchObject({ needed: 1.6, estimated: true });
    expect(plan.jobs.every((job: { model: string }) => job.model === 'sora-2')).toBe(true);
    const text = await made.call('plan', '--provider', 'openai');
    expect(text.stderr).toContain('2026-09-24');
    const run = await made.call('run', '--provider', 'openai', '--yes');
    expect(run.code).toBe(3);
    expect(run.stderr).toContain('error[provider-unavailable]');
  });
});

describe('the price', () => {
  const priced = film.replace('size: 320x180', 'size: 1280x720');

  it('is held against --max-cost and the budget by plan as by run', async () => {
    const made = await project({ [file]: `${priced}budget: { max-cost: 1.5 }\n` });
    const plan = await made.call('plan', '--provider', 'openai', '--max-cost', '1', '--yes', '--no-stitch');
    expect(plan.code).toBe(2);
    expect(plan.stdout).toContain('4 jobs to make');
    expect(plan.stderr).toContain(
      "This run needs $1.60; with $0.00 already spent or reserved, that exceeds the storyboard's budget of $1.50.",
    );
    expect(plan.stderr).toContain('This run needs $1.60, more than the $1.00 that --max-cost allows.');
    const run = await made.call('run', '--provider', 'openai', '--max-cost', '1', '--json');
    expect(run.code).toBe(2);
    const last = JSON.parse(run.stdout.trim().split('\n').at(-1) ?? '');
    expect(last).toMatchObject({
      ...{ type: 'ended', kind: 'refused' },
      diagnostics: expect.arrayContaining([expect.objectContaining({ code: 'over-budget' })]),
    });
  });

  it('says when a new take will not be in the cut', async () => {
    const made = await project({
      [file]: film.replace('        prompt: A man', '        pick: 1\n        prompt: A man'),
    });
    await made.call('run', '--only', 'door', '--no-stitch');
    const redo = await made.call('redo', 'door', '--only', 'door', '--no-stitch');
    expect(redo.code, redo.stderr).toBe(0);
    expect(redo.stderr).toContain(
      'note[pick-stays]: The storyboard picks take 1 of door, which stays in the cut.',
    );
  });
});

describe('show', () => {
  it('prints exactly what would be sent', async () => {
    const made = await project({ [file]: film });
    const show = await made.call('show', 'climb');
    expect(show.code).toBe(0);
    expect(show.stdout).toContain('source       the clip of approach');
    expect(show.stdout).toContain('    The camera rises along the tower\n');
    expect(show.stdout).toContain('    a rocky headland at dusk\n');
    const json = JSON.parse((await made.call('show', file, 'climb', '--json')).stdout);
    expect(json.jobs[0].request.prompt).toContain('The camera rises along the tower');
    expect((await made.call('show', 'fin')).stdout).toContain('nothing is sent');
  });

  it('names the nearest segment when there is none of that name', async () => {
    const made = await project({ [file]: film });
    expect(await made.call('show', 'clmb')).toMatchObject({
      code: 2,
      stderr:
        'error[unknown-segment]: There is no segment or scene clmb in this storyboard.\nhelp: Did you mean climb?\n',
    });
  });
});

describe('pick and redo', () => {
  it('refuse what is not there', async () => {
    const made = await project({ [file]: film });
    expect((await made.call('pick', 'door', '3')).stderr).toMatch(
      /error\[unknown-take\].*\nhelp: It has 1.*, of which not all is made: `storycut run` makes what is missing, and then/,
    );
    expect((await made.call('pick', 'fin', '1')).stderr).toContain('has no takes');
    expect((await made.call('pick', 'door')).code).toBe(2);
    expect((await made.call('redo', 'fin')).stderr).toContain('error[nothing-to-redo]');
    expect((await made.call('redo', 'dor')).stderr).toContain('Did you mean door?');
    expect(await made.read(file)).toBe(film);
  });
});

describe('run and stitch', () => {
  it('makes a film with a dissolve and captions, and a file of those', async () => {
    const made = await project({
      [file]: film
        .replace('prompt: A man', 'transition: { type: dissolve, duration: 0.25 }\n        prompt: A man')
        .replace('{ burn: false }', '{ burn: true, sidecar: [srt] }'),
    });
    const run = await made.call('run');
    expect(run, run.stderr).toMatchObject({ code: 0, stdout: 'film.mp4\n' });
    expect(run.stderr).not.toContain('warning');
    expect(run.stderr.trimEnd().split('\n').at(-1)).toMatch(/^Took .+; spent nothing\.$/);
    expect(run.stderr).not.toContain(' left');
    expect(await made.read('film.srt')).toBe('1\r\n00:00:02,000 --> 00:00:03,000\r\nThe lamp\r\n\r\n');
  });

  it('cuts what is there with --partial, and says what is missing without', async () => {
    const made = await project({ [file]: film });
    expect((await made.did('run', '--only', 'door', '--no-stitch')).code).toBe(0);
    const strict = await made.call('stitch');
    expect(strict.code).toBe(1);
    for (const id of ['approach', 'climb', 'lamp']) expect(strict.stderr).toContain(id);
    const partial = await made.call('stitch', '--partial', '--output', 'rough.mp4');
    expect(partial, partial.stderr).toMatchObject({ code: 0, stdout: 'rough.mp4\n' });
  });

  it('lets one run at a time work on a folder', async () => {
    const made = await project({ [file]: film.replaceAll('duration: 1', 'duration: 8') });
    const first = made.start('run');
    await new Promise<void>((resolve) => {
      first.child.stderr?.on('data', (text: string) => text.includes('→') && resolve());
    });
    const second = await made.call('run');
    expect(second.code).toBe(3);
    expect(second.stderr).toContain('error[');
    expect(second.stderr).toContain(String(first.child.pid));
    expect((await first.ended).code).toBe(0);
  });
});

describe('plan --compare', () => {
  it('plans the same film with models by name, and sends nothing', async () => {
    const made = await project({ [file]: film });
    const { code, stdout } = await made.call('plan', '--compare', 'runway', '--json');
    const { models, asWritten } = JSON.parse(stdout);
    expect({ code, asWritten }).toMatchObject({ code: 0, asWritten: { possible: true, cost: 0 } });
    expect(models[0]).toMatchObject({ provider: 'runway', ready: false, possible: false, cost: null });
    const told = await made.call('plan', '--compare', 'runway');
    expect(told.stdout).toContain('seedance2');
    expect((await made.call('plan', '--compare', 'runway', '--provider', 'xai')).code).toBe(2);
  });

  it('takes a film for a film, where a model could stand', async () => {
    const made = await project({ [file]: film });
    expect((await made.call('plan', '--compare', file, '--json')).code).toBe(0);
    expect((await made.call('plan', '--compare', made.folder, '--json')).code).toBe(0);
  });

  it('takes a provider for one, whatever else is called so here', async () => {
    const made = await project({ [file]: film, 'runway/notes.txt': 'x', xai: 'x' });
    for (const name of ['runway', 'xai']) {
      const { code, stdout } = await made.call('plan', '--compare', name, '--json');
      expect([code, JSON.parse(stdout).models[0]?.provider]).toEqual([0, name]);
    }
  });

  it('compares all where nothing is named, and tells of a service whose models nobody has asked for', async () => {
    const made = await project({ [file]: film });
    expect(
      JSON.parse((await made.call('plan', '--compare', ' , ', '--json')).stdout).models.length,
    ).toBeGreaterThan(9);
    const unread = await made.call('plan', '--compare', 'openrouter');
    expect([unread.code, unread.stderr]).toEqual([2, expect.stringContaining('providers --refresh')]);
  });
});

describe('doctor, providers and schema', () => {
  it('tell of this machine, the models and the language', async () => {
    const made = await project();
    const doctor = JSON.parse((await made.call('doctor', '--json')).stdout);
    expect(doctor.tools.map((tool: { name: string }) => tool.name)).toEqual(['ffmpeg']);
    expect((await made.call('doctor')).stdout).toContain(doctor.tools[0].path);
    const { providers } = JSON.parse((await made.call('providers', '--json')).stdout);
    expect(providers.map((one: { name: string }) => one.name)).toEqual([...builtInProviders.keys()]);
    const { stdout } = await made.call('providers');
    expect(stdout).toContain('sora-2-pro');
    expect(JSON.parse((await made.call('schema')).stdout)).toEqual(
      JSON.parse(await readFile(join(root, 'schemas/storyboard.schema.json'), 'utf8')),
    );
  });

  it('list each model once, with its price, and what is missing; and all about a provider that is named', async () => {
    const made = await project();
    const { stdout } = await made.call('providers');
    expect(stdout).toMatch(/^animatic {2}ready$/m);
    expect(stdout).toMatch(
      /^runway {2}needs a key in the environment variable RUNWAYML_API_SECRET, which is not/m,
    );
    expect(stdout).toMatch(
      /^ {2}veo3\.1_fast +4, 6, 8 s +\$0\.10 to \$0\.15 per second +first and last frame, sound$/m,
    );
    expect(stdout).toMatch(
      /^ {2}dreamina-seedance-2-0-260128 +4 to 15 s +\$4\.00 to \$7\.70 per million tokens/m,
    );
    expect(stdout.match(/^ {2}gen4\.5/gm)).toHaveLength(1);
    expect(stdout).toContain('providers --refresh`, which reads');
    const one = (await made.call('providers', 'xai')).stdout;
    expect(one).toMatch(/^xai\n/);
    expect(one).toContain('natively by 2 to 10 s, once, 25 s in total');
    expect(one).not.toContain('gen4.5');
    const json = JSON.parse((await made.call('providers', 'fal', 'xai', '--json')).stdout);
    expect(json.providers.map(({ name }: { name: string }) => name)).toEqual(['xai', 'fal']);
    const wrong = await made.call('providers', 'runwya');
    expect(wrong).toMatchObject({ code: 2, stdout: '' });
    expect(wrong.stderr).toContain('Did you mean "runway"?');
  });
});
