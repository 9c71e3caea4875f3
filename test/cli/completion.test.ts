import { spawnSync } from 'node:child_process';
import { chmod } from 'node:fs/promises';
import { delimiter } from 'node:path';
import { describe, expect, it } from 'vitest';
import { verbsOf } from '../../src/cli/completion.ts';
import { exit } from '../../src/cli/exit.ts';
import type { Terminal } from '../../src/cli/output.ts';
import { commands } from '../../src/cli/program.ts';
import { complete } from '../../src/cli/verbs/complete.ts';
import { machine } from '../../src/project/machine/machine.ts';
import { builtInProviders } from '../../src/providers/registry.ts';
import { plain } from '../../src/report/paint.ts';
import { command } from '../rig/command.ts';
import { type Project, project } from '../rig/project.ts';
import { film } from './film.ts';

const file = 'film.storyboard.yaml';
const filmWithVars = film
  .replace('captions:', 'vars: { tone: grey, hero: Ada }\ncaptions:')
  .replace('- id: door', '- id: door\n        takes: 2');

/** A folder with a film in it where the built command is called `storycut`. */
async function films(more: Readonly<Record<string, string>> = {}): Promise<Project> {
  const made = await project({
    [file]: filmWithVars,
    'bin/storycut': `#!/bin/sh\nexec "${process.execPath}" "${command}" "$@"\n`,
    ...more,
  });
  await chmod(made.path('bin/storycut'), 0o755);
  return made;
}

/** What the command itself offers for the last of these words. */
async function offered(made: Project, ...words: readonly string[]): Promise<readonly string[]> {
  const lines: string[] = [];
  const output: Terminal = {
    result: (text) => void lines.push(text),
    report: (text) => expect.unreachable(text),
    tell: (text) => expect.unreachable(text),
    write: (text) => expect.unreachable(text),
    live: () => expect.unreachable(),
    about: () => undefined,
    configured: () => undefined,
    config: () => undefined,
    diagnostics: () => expect.unreachable(),
    paintResult: plain,
    paintTell: plain,
  };
  const verbs = verbsOf(commands(output, () => undefined));
  expect(await complete(output, verbs, words, machine({ cwd: made.folder }))).toBe(exit.good);
  return lines.map((line) => line.split('\t')[0] ?? '');
}

/** What a shell says after this script, in the film's folder. */
function inShell(made: Project, shell: string, script: string, ...args: readonly string[]): string {
  const ran = spawnSync(shell, ['-c', script, shell, ...args], {
    cwd: made.folder,
    encoding: 'utf8',
    env: {
      ...process.env,
      HOME: made.folder,
      PATH: `${made.path('bin')}${delimiter}${process.env.PATH ?? ''}`,
    },
  });
  expect(ran.stderr).toBe('');
  return ran.stdout;
}

const linesOf = (text: string): readonly string[] => text.split('\n').filter((line) => line !== '');

describe('a command line that is being typed', () => {
  it.each([['--config', 'far.yaml'], ['--config=far.yaml']])(
    'has the providers of the config file that it names: %s',
    async (...config) => {
      const far = `config: 1
providers:
  distant: { dialect: openai, base-url: "https://far.example/v1", models: { sora-2: { like: sora-2 } } }
`;
      const made = await films({ 'far.yaml': far });
      const told = await made.call('complete', '--', ...config, 'run', '--provider', 'dis');
      expect(told.stdout).toBe('distant\n');
    },
  );

  it('begins with a verb, and goes on with its own flags, no hidden ones', async () => {
    const made = await films();
    expect(await offered(made, 'st')).toEqual(['status', 'stitch', 'studio']);
    expect(await offered(made, '')).toEqual(expect.arrayContaining(['run', 'plan', 'completion', 'help']));
    expect(await offered(made, '')).not.toContain('complete');
    expect(await offered(made, 'run', '--p')).toEqual(
      expect.arrayContaining(['--provider', '--plan', '--pay-again']),
    );
    expect(await offered(made, 'plan', '--y')).toEqual([]);
    expect(await offered(made, 'sandbox', '--service', 'sg')).toEqual(['sglang', 'sglang-cloud']);
    expect(await offered(made, 'completion', 'z')).toEqual(['zsh']);
    expect(await offered(made, 'providers', 'xai', 'r')).toEqual(['runway']);
    expect(await offered(made, 'studio', 'a')).toEqual(['adopt', 'audit']);
    expect(await offered(made, '--config', 'x.yaml', 'stat')).toEqual(['status']);
    expect(await offered(made, 'nonsense', '')).toEqual([]);
  });

  it('knows segments, scenes and storyboards, and none that is there already', async () => {
    const made = await films({ [`trailer/${file}`]: film.replace('id: lamp', 'id: lantern') });
    const all = await offered(made, 'redo', '');
    expect(all).toEqual([
      ...['approach', 'climb', 'lamp', 'door', 'fin', 'arrival', 'inside'],
      ...[file, 'trailer/'],
    ]);
    expect(await offered(made, 'show', 'a')).toEqual(['approach', 'arrival']);
    expect(await offered(made, 'redo', 'approach', 'a')).toEqual(['arrival']);
    expect(await offered(made, 'run', '--only', 'door', 'l')).toEqual(['lamp']);
    expect(await offered(made, 'run', '--only', 'door,climb,l')).toEqual(['door,climb,lamp']);
    expect(await offered(made, 'run', '--only', 'door', '--y')).toEqual(['--yes']);
    expect(await offered(made, 'redo', 'trailer', 'l')).toEqual(['lantern']);
    expect(await offered(made, 'show', `trailer/${file}`, 'l')).toEqual(['lantern']);
    expect(await offered(made, 'check', '')).toEqual([file, 'trailer/']);
    expect(await offered(made, 'check', file, '')).toEqual([]);
  });

  it('knows takes, those that redo made too', async () => {
    const made = await films();
    expect(await offered(made, 'pick', 'd')).toEqual(['door']);
    expect(await offered(made, 'pick', 'door', '')).toEqual(['1', '2']);
    expect(await offered(made, 'pick', file, 'climb', '')).toEqual(['1']);
    await made.did('run', '--only', 'door', '--no-stitch');
    expect((await made.run('redo', 'door', '--only', 'door', '--no-stitch')).code).toBe(0);
    expect(await offered(made, 'pick', 'door', '')).toEqual(['1', '2', '3']);
  });

  it('knows providers, models and variables', async () => {
    const made = await films();
    expect(await offered(made, 'run', '--provider', '')).toEqual([...builtInProviders.keys()]);
    expect(await offered(made, 'run', '--provider', '=', 'op')).toEqual(['openai', 'openrouter']);
    expect(await offered(made, 'run', '--provider=opena')).toEqual(['--provider=openai']);
    expect(await offered(made, 'run', '--provider', 'openai', '--model', 's')).toEqual([
      'sora-2',
      'sora-2-pro',
    ]);
    expect(await offered(made, 'plan', '--set', '')).toEqual(['tone=', 'hero=']);
    expect(await offered(made, 'plan', '--output', '')).toEqual([]);
  });

  it('fails at nothing, and offers nothing that could do anything else than be a word', async () => {
    const broken = await films({ [file]: 'scenes: [ { id: a' });
    expect(await offered(broken, 'redo', 'd')).toEqual([]);
    expect(await offered(await project(), 'redo', '')).toEqual([]);
    const hostile = await films({
      [file]: `vars: { "a$(touch x)": 1, "b;touch x": 2 }\nscenes: [ { id: "$(touch x)", segments: [ { id: "\`touch x\`" }, { id: "a\\nb" } ] } ]`,
      'two\nlines.storyboard.yaml': film,
    });
    expect(await offered(hostile, 'show', file, '')).toEqual([]);
    expect(await offered(hostile, 'plan', file, '--set', '')).toEqual([]);
    expect(await offered(hostile, 'check', '')).toEqual([file]);
  });
});

const hostile = { '$(touch got) `touch got`; touch got.storyboard.yaml': film };

describe('in bash', () => {
  const completed = (made: Project, ...words: readonly string[]): readonly string[] =>
    linesOf(
      inShell(
        made,
        'bash',
        `eval "$(storycut completion bash)"
COMP_WORDS=("$@"); COMP_CWORD=$((\${#COMP_WORDS[@]} - 1))
_storycut; printf '%s\\n' "\${COMPREPLY[@]}"`,
        'storycut',
        ...words,
      ),
    );

  it('what the command offers is offered', async () => {
    const made = await films();
    expect(completed(made, 'st')).toEqual(['status', 'stitch', 'studio']);
    expect(completed(made, 'redo', 'a')).toEqual(['approach', 'arrival']);
    expect(completed(made, 'plan', '--set', 't')).toEqual(['tone=']);
  });

  it('a file’s name is quoted, and never run', async () => {
    const made = await films(hostile);
    const [own, other] = completed(made, 'check', '');
    expect(inShell(made, 'bash', `printf %s ${own}`)).toBe(Object.keys(hostile)[0]);
    expect(other).toBe(file);
    expect((await made.run('check', 'got')).stderr).toContain('There is no storyboard got.');
  });
});

const has = (shell: string): boolean => spawnSync(shell, ['--version']).status === 0;

describe.runIf(has('zsh'))('in zsh', () => {
  const completed = (made: Project, ...words: readonly string[]): readonly string[] =>
    linesOf(
      inShell(
        made,
        'zsh',
        `compdef() { }; _files() { print -r -- FILES }
compadd() { print -rl -- "\${(P@)@[-1]}" }
eval "$(storycut completion zsh)"
words=("$@"); CURRENT=\${#words}; _storycut`,
        'storycut',
        ...words,
      ),
    );

  it('what the command offers is offered, and files where it offers nothing', async () => {
    const made = await films();
    expect(completed(made, 'redo', 'a')).toEqual(['approach', 'arrival']);
    expect(completed(made, 'plan', '--set', 't')).toEqual(['tone=']);
    expect(completed(made, 'run', '--output', '')).toEqual(['FILES']);
    expect(completed(await films(hostile), 'check', '')).toEqual([Object.keys(hostile)[0], file]);
  });
});

describe.runIf(has('fish'))('in fish', () => {
  const completed = (made: Project, line: string): readonly string[] =>
    linesOf(inShell(made, 'fish', `storycut completion fish | source; complete -C "$argv[2]"`, line)).map(
      (one) => one.split('\t')[0] ?? '',
    );

  it('what the command offers is offered, and files where it offers nothing', async () => {
    const made = await films();
    expect(completed(made, 'storycut redo a')).toEqual(['approach', 'arrival']);
    expect(completed(made, 'storycut plan --set t')).toEqual(['tone=']);
    expect(completed(made, 'storycut run --output bi')).toEqual(['bin/']);
    expect(completed(await films(hostile), 'storycut check ')).toEqual(
      expect.arrayContaining([file, Object.keys(hostile)[0]]),
    );
  });
});

it('refuses a shell that it does not know', () => {
  const { status, stderr } = spawnSync(process.execPath, [command, 'completion', 'csh'], {
    encoding: 'utf8',
  });
  expect(status).toBe(2);
  expect(stderr).toContain('Use one of: bash, zsh, fish.');
});
