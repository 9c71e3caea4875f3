import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { command } from '../rig/project.ts';

const completion = (shell: string) =>
  spawnSync(process.execPath, [command, 'completion', shell], { encoding: 'utf8' });

/** What bash offers for the last of these words. */
function offered(...words: readonly string[]): readonly string[] {
  const script = `${completion('bash').stdout}
COMP_WORDS=("$@"); COMP_CWORD=$((\${#COMP_WORDS[@]} - 1))
_storycut; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const ran = spawnSync('bash', ['-c', script, 'bash', 'storycut', ...words], { encoding: 'utf8' });
  expect(ran.stderr).toBe('');
  return ran.stdout.split('\n').filter((line) => line !== '');
}

describe('in bash', () => {
  it('verbs come first', () => {
    expect(offered('st')).toEqual(['status', 'stitch']);
    expect(offered('')).toEqual(expect.arrayContaining(['run', 'plan', 'completion', 'help']));
  });

  it('a verb has its own flags, and no hidden ones', () => {
    expect(offered('run', '--p')).toEqual(expect.arrayContaining(['--provider', '--plan', '--pay-again']));
    expect(offered('plan', '--y')).toEqual([]);
    expect(offered('check', '--p')).toEqual([]);
  });

  it('a flag has its choices', () => {
    expect(offered('sandbox', '--dialect', 'sg')).toEqual(['sglang', 'sglang-cloud']);
  });
});

it.each(['zsh', 'fish'])('%s is told each verb, flag and choice', (shell) => {
  const { stdout } = completion(shell);
  for (const word of ['resolve', 'pay-again', 'sglang-cloud']) expect(stdout).toContain(word);
});

it('refuses a shell that it does not know', () => {
  const { status, stderr } = completion('csh');
  expect(status).toBe(2);
  expect(stderr).toContain('Allowed choices are bash, zsh, fish.');
});
