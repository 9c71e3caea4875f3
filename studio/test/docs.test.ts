import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { stepsOf } from '../../test/rig/markdown.ts';
import { film, machines } from './rig/machines.ts';

const page = await readFile(join(import.meta.dirname, '../../docs/studio.md'), 'utf8');
const [major = 0] = process.versions.node.split('.').map(Number);

/** The words of a command line, as a shell takes them. */
const wordsIn = (line: string): readonly string[] =>
  (line.match(/'[^']*'|\S+/g) ?? []).map((word) => word.replaceAll("'", ''));

test('docs/studio.md does what it says, command by command', async () => {
  const { machine } = await machines();
  const made = await machine();
  const config = await made.read('config.yaml');
  const pier = 'ferry/pier.storyboard.yaml';
  await made.write(pier, film);
  let ran = 0;
  for (const step of stepsOf(page)) {
    if (step.kind === 'file') {
      const [, stated = ''] = /\n {2}ledger: (.*)/.exec(config) ?? [];
      const [, clips = ''] = /\n {2}clips: (.*)/.exec(config) ?? [];
      const studio = step.text
        .replace(/ledger: .*/, `ledger: ${stated}`)
        .replace(/clips: .*/, `clips: ${clips}`)
        .replace('~/films/ferry', './ferry');
      const house = config.slice(0, config.indexOf('studio:')).replace('config: 1\n', '');
      await made.write('config.yaml', `${studio}${house}`);
    }
    if (step.kind !== 'command') continue;
    const [program, ...words] = wordsIn(step.command);
    expect(program).toBe('storycut');
    // Orders need a later Node.
    if (major < 24 && /^(worker|submit|studio queue)/.test(words.join(' '))) continue;
    if (words[0] === 'studio' && words[1] === 'adopt') {
      // There is a journal only where a film was made without a studio.
      await made.write(
        'alone.yaml',
        (await made.read('config.yaml')).replace(/studio:[\s\S]*?\nproviders/, 'providers'),
      );
      const alone = await made.run('--config', 'alone.yaml', 'run', pier, '--yes', '--no-stitch');
      expect(alone.code, alone.stderr).toBe(0);
    }
    const running = made.start('--config', 'config.yaml', ...words);
    if (words[0] === 'worker') {
      await new Promise<void>((resolve) => {
        running.child.stderr?.on('data', (text: string) => text.includes('Taking films') && resolve());
      });
      running.child.kill('SIGINT');
    }
    const end = await running.ended;
    expect(end.code, `${step.command}\n${end.stderr}`).toBe(words[0] === 'worker' ? 130 : 0);
    ran += 1;
  }
  expect(ran).toBeGreaterThan(5);
});
