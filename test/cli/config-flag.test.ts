import { expect, it } from 'vitest';
import { project } from '../rig/project.ts';

const config = `config: 1
providers:
  studio:
    dialect: openai
    base-url: http://127.0.0.1:1/v1
    models:
      sora-2: { like: sora-2, price: 0.1 }
`;

it('--config is known to the program, and leaves its environment as it is', async () => {
  const made = await project({ 'config.yaml': config });
  const before = process.env.STORYCUT_CONFIG;
  const told = await made.call('--config', 'config.yaml', 'providers');
  expect(told.stdout).toContain('studio');
  expect(process.env.STORYCUT_CONFIG).toBe(before);
  expect((await made.call('providers')).stdout).not.toContain('studio');
});

it('a command that the sandbox runs goes by the same config file, wherever it works', async () => {
  const made = await project({ 'config.yaml': config, 'deep/empty.txt': '' });
  const inside = ['--', 'sh', '-c', 'cd deep && storycut providers'];
  const told = await made.run('--config', 'config.yaml', 'sandbox', '--footage', 'colour', ...inside);
  expect(told.code, told.stderr).toBe(0);
  expect(told.stdout).toContain('studio');
});
