import { expect, it } from 'vitest';
import { project } from '../rig/project.ts';

it('a film of a thousand segments is told about in lines that can be read', async () => {
  const segments = Array.from(
    { length: 1000 },
    (_, n) => `      - { id: s${n}, prompt: Waves, variation: ${n + 1}, transition: 0.5 }`,
  );
  const last = '      - { id: fin, card: { text: Fin } }';
  const made = await project({
    'long.storyboard.yaml': `storyboard: 1\ntitle: Long\nscenes:\n  - id: sea\n    segments:\n${[...segments, last].join('\n')}\n`,
  });
  const plan = await made.run('plan', '--provider', 'openai');
  expect(plan.code, plan.stderr).toBe(0);
  expect(plan.stdout).toContain('1000 jobs to make');
  const longest = Math.max(...plan.stderr.split('\n').map((line) => line.length));
  expect(longest).toBeLessThan(400);
  expect(plan.stderr.split('\n').length).toBeLessThan(30);
});
