import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import type { Sandbox } from '../../src/sandbox/serve.ts';
import { accepted } from '../rig/accepted.ts';
import { type Project, project } from '../rig/project.ts';
import { sandbox } from './sandbox.ts';

const head = `storyboard: 1
title: F
provider: studio
defaults: { duration: 4 }
scenes:
  - id: s
    segments:
`;

const film = (...ids: readonly string[]): string =>
  head + ids.map((id) => `      - { id: ${id}, prompt: "${id} happens" }\n`).join('');

const config = ({ url }: Sandbox): string => `config: 1
providers:
  studio: { dialect: openai, base-url: "${url}", poll-every: 0.1, models: { sora-2: { like: sora-2, price: 0.1 } } }
`;

/** What a stopped command still says must not depend on how busy the machine is. */
const patient = pathToFileURL(join(import.meta.dirname, '../rig/patient.mjs')).href;

/** A film beside the config of a server; `storycut` runs a verb there. */
async function filmAt(server: Sandbox, storyboard: string) {
  // The sandbox wants a key, and takes any.
  const under = ['env', 'STUDIO_KEY=sk-x', `NODE_OPTIONS=--import=${patient}`];
  const made = await project({ 'f.storyboard.yaml': storyboard }, { under });
  const moveTo = (other: Sandbox): Promise<void> =>
    made.write('config.yaml', config(other).replace('models:', 'key: { env: STUDIO_KEY }, models:'));
  await moveTo(server);
  const storycut: Project['run'] = (...args) => made.run('--config', 'config.yaml', ...args);
  const run = () => storycut('run', '--yes', '--no-stitch');
  return { made, moveTo, storycut, run };
}

it('a submission that nobody can tell of is reserved in every verb, never free, and waits for a word', async () => {
  const faults = 'create "wake" reset-after\nlist 1+ 401';
  const { storycut, run } = await filmAt(await sandbox({ faults }), film('wake', 'deck'));
  const ran = await run();
  expect([ran.code, ran.stderr]).toEqual([
    1,
    expect.stringContaining('1 made, 0 already in the store, 1 failed; reserved $0.40.'),
  ]);

  const planned = await storycut('plan');
  expect(planned.stdout).toMatch(
    /wake .* maybe accepted +\$0\.40 reserved +the next run looks for it at studio,/,
  );
  expect(planned.stdout).toContain(
    'Nothing new to make: 1 job in the store, 1 maybe accepted ($0.40 reserved); nothing more to pay,',
  );
  expect(planned.stdout).not.toMatch(/free|gone/);
  const { cost } = JSON.parse((await storycut('plan', '--json')).stdout);
  expect(cost).toMatchObject({ needed: 0, spent: 0.4, reserved: 0.4 });
  expect((await storycut('status')).stdout).toContain(
    '1 of 2 segments ready; $0.40 spent so far, $0.40 reserved.',
  );

  expect((await storycut('resolve', 'wake', '--not-created')).code).toBe(0);
  expect((await run()).stderr).toContain('1 made, 1 already in the store.');
});

it('sixty segments that are interrupted are told in one line', async () => {
  const ids = Array.from({ length: 60 }, (_, n) => `shot-${n}`);
  const { made } = await filmAt(await sandbox({ jobSeconds: 600 }), film(...ids));
  const { child, ended } = made.start('--config', 'config.yaml', 'run', '--yes', '--concurrency', '3');
  await accepted(made, 3);
  child.kill('SIGINT');
  const { code, stderr } = await ended;
  expect([code, stderr]).toEqual([130, expect.stringContaining('All 60 to make: never made.')]);
  const after = stderr.slice(stderr.indexOf('Stopping:')).trim().split('\n');
  expect(after).toEqual([
    'Stopping: no new jobs. Run the same command to resume; Ctrl-C again quits now.',
    expect.stringMatching(
      /^Interrupted: .*57 not started; reserved \$1\.20\. What is in flight .* `.*cancel SEGMENT` ends it/,
    ),
  ]);
});

it('what was in flight when a sandbox ended is made anew by the next run, and extended footage is sent along', async () => {
  const more = '      - { id: deck, extend: wake, prompt: "on" }\n';
  const { made, moveTo, storycut, run } = await filmAt(await sandbox(), film('wake') + more);
  expect((await storycut('run', '--yes', '--no-stitch', '--only', 'wake')).code).toBe(0);

  const slow = await sandbox({ jobSeconds: 600 });
  await moveTo(slow);
  const { child, ended } = made.start('--config', 'config.yaml', 'run', '--yes', '--no-stitch');
  await accepted(made, 2);
  child.kill('SIGINT');
  await ended;

  await moveTo(await sandbox());
  const again = await run();
  expect(again.stderr).toContain('1 in flight ($0.40 reserved); nothing more to pay');
  expect(again.stderr).toMatch(
    /↻ deck {2}attempt 1 failed.*sandbox_ended, The sandbox that was making it has ended/,
  );
  expect(again.stderr).not.toMatch(/gone|maybe accepted/);
  expect([again.code, again.stderr]).toEqual([0, expect.stringContaining('1 made, 1 already in the store;')]);
});
