import { expect, it } from 'vitest';
import { project } from '../rig/project.ts';
import { json, scriptedServer } from '../rig/scripted-server.ts';
import { houseConfig } from '../rig/served-config.ts';

const film = (provider: string): string => `storyboard: 1
title: The lamp
provider: ${provider}
model: sora-2
scenes:
  - id: lamp
    segments: [{ id: dusk, prompt: A lighthouse at dusk, duration: 4 }]
`;

it('jobs in flight at a provider whose entry was renamed are told of before the same is ordered again', async () => {
  const server = await scriptedServer(json({ id: 'video_1', object: 'video', status: 'queued' }));
  const config = houseConfig({ url: server.url });
  const made = await project({ 'lamp.storyboard.yaml': film('house'), 'config.yaml': config });
  const running = made.start('run', '--yes', '--config', 'config.yaml');
  await expect
    .poll(() => made.read('.storycut/journal.jsonl').catch(() => ''), { timeout: 20_000 })
    .toContain('accepted');
  running.child.kill('SIGKILL');
  await running.ended;

  await made.write('config.yaml', config.replace('  house:', '  lab:'));
  await made.write('lamp.storyboard.yaml', film('lab'));
  const warning = 'There is no provider "house" any more, and jobs of dusk are there';
  for (const verb of ['plan', 'status'])
    expect((await made.call(verb, '--config', 'config.yaml')).stderr).toContain(warning);
  const run = await made.call('run', '--config', 'config.yaml');
  expect(run.stderr).toContain(warning);
  expect(run.code).toBe(2);
});
