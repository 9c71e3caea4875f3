import { expect, it } from 'vitest';
import { type Project, project } from '../rig/project.ts';

const head =
  'storyboard: 1\ntitle: F\nmodel: sora-2\ndefaults: { duration: 4 }\nscenes:\n  - id: s\n    segments:\n';
const film = (...ids: readonly string[]): string =>
  head + ids.map((id) => `      - { id: ${id}, prompt: "${id} happens" }\n`).join('');

const rehearsed = (made: Project, faults: readonly string[], ...command: readonly string[]) =>
  made.run(
    ...['sandbox', '--speed', '1000', '--footage', 'colour'],
    ...faults.flatMap((fault) => ['--fault', fault]),
    ...['--', 'storycut', ...command, '--provider', 'openai'],
  );

it('a submission that nobody can tell of is reserved in every verb, never free, and waits for a word', async () => {
  const made = await project({ 'f.storyboard.yaml': film('wake', 'deck') });
  const faults = ['create "wake" reset-after', 'list 1+ 401'];
  const ran = await rehearsed(made, faults, 'run', '--yes', '--no-stitch');
  expect(ran.code).toBe(1);
  expect(ran.stderr).toContain('1 made, 0 in the store already, 1 failed; spent $0.40, reserved $0.40.');

  const planned = await rehearsed(made, [], 'plan');
  expect(planned.stdout).toMatch(/wake .* never answered +\$0\.40 reserved +submitted and never answered:/);
  expect(planned.stdout).toContain(
    'Nothing new to make: 1 job in the store, 1 never answered ($0.40 reserved); nothing more to pay,',
  );
  expect(planned.stdout).not.toMatch(/free|gone/);
  const json = JSON.parse((await rehearsed(made, [], 'plan', '--json')).stdout);
  expect(json.cost).toMatchObject({ needed: 0, spent: 0.4, reserved: 0.4 });
  expect((await rehearsed(made, [], 'status')).stdout).toContain(
    '1 of 2 segments ready; $0.40 spent so far, $0.40 reserved.',
  );

  const resolved = await rehearsed(made, [], 'resolve', 'wake', '--not-created');
  expect(resolved.code).toBe(0);
  const again = await rehearsed(made, [], 'run', '--yes', '--no-stitch');
  expect(again.stderr).toContain('1 made, 1 in the store already; spent $0.40.');
});

it('sixty segments that are interrupted are told in one line', async () => {
  const ids = Array.from({ length: 60 }, (_, n) => `shot-${n}`);
  const made = await project({ 'f.storyboard.yaml': film(...ids) });
  const { child, ended } = made.start(
    ...['sandbox', '--footage', 'colour', '--', 'storycut', 'run', '--provider', 'openai', '--yes'],
    ...['--concurrency', '3'],
  );
  await new Promise<void>((begun) => {
    let told = '';
    child.stderr?.on('data', (text: string) => {
      told += text;
      if (/→ shot-2 /.test(told)) begun();
    });
  });
  // To the whole group, as a terminal does.
  process.kill(-(child.pid ?? 0), 'SIGINT');
  const { code, stderr } = await ended;
  expect(code).toBe(130);
  expect(stderr).toContain('All 60 to make: never made.');
  const after = stderr.slice(stderr.indexOf('Stopping:')).trim().split('\n');
  expect(after[0]).toBe('Stopping: no new jobs. Run the same command to resume; Ctrl-C again quits now.');
  expect(after.filter((line) => line.includes('shot-'))).toEqual([]);
  expect(after.filter((line) => line.startsWith('Interrupted: '))).toEqual([
    'Interrupted: 3 in flight, 57 not started; reserved $1.20. Run the same command to resume.',
  ]);
});
