import { expect, it } from 'vitest';
import { insteadOfVerb } from '../../src/cli/other-verbs.ts';
import { project } from '../rig/project.ts';
import { film } from './film.ts';

const wrongly = async (args: readonly string[]) =>
  await (await project({ 'film.storyboard.yaml': film })).call(...args);

it.each([
  [['redo'], '`storycut redo` expects more: `storycut redo [storyboard] <segment...>`.', 'redo'],
  [['pick'], '`storycut pick` expects more: `storycut pick [storyboard] <segment> <take>`.', 'pick'],
  [['studio', 'budget'], '`storycut studio budget` expects more: `storycut studio budget', 'studio budget'],
  [['review', '--static'], '--static expects a value: --static <dir>.', 'review'],
  [['run', '--provder', 'xai'], 'There is no flag --provder. Did you mean --provider?', 'run'],
  [['run', '--max-cost', '5usd'], '--max-cost can\'t be "5usd". It must be an amount in US dollars', 'run'],
  ...['0x10', '1e3', '5,00', '$5', '+5'].map((sum): [string[], string, string] => [
    ['run', `--max-cost=${sum}`],
    `--max-cost can't be "${sum}". It must be an amount in US dollars, such as 2.50.`,
    'run',
  ]),
  [['run', '--concurrency', '1e2'], '--concurrency can\'t be "1e2". It must be a whole number', 'run'],
  [['export', '--format', 'aaf'], '--format can\'t be "aaf". Use one of: otio, edl,', 'export'],
  [['completion', 'csh'], '"csh" is not known here. Use one of: bash, zsh, fish.', 'completion'],
  [['providers', '--json', '--refresh=1'], 'There is no flag', 'providers'],
])('%j is answered in plain words, with the help of its verb', async (args, words, verb) => {
  const { code, stderr } = await wrongly(args);
  expect(code).toBe(2);
  expect(stderr).toContain(`error: ${words}`);
  expect(stderr).toContain(`(see \`storycut ${verb} --help\`)`);
});

it('a verb that does not exist is one of the whole', async () => {
  const { stderr } = await wrongly(['stauts']);
  expect(stderr).toBe('error: There is no verb stauts. Did you mean status?\n(see `storycut --help`)\n');
});

it.each([
  ['resume', '`storycut run` goes on where it stopped.'],
  ['lock', 'Write `lock: true` into the segment'],
  ['Price', '`storycut plan` shows what a run costs'],
])('%s, as other programs call it, is told what does that here', async (name, words) => {
  const { code, stderr } = await wrongly([name]);
  expect(code).toBe(2);
  expect(stderr).toContain(`error: There is no verb ${name}. ${words}`);
  expect(stderr).not.toContain('Did you mean');
});

it('no other name is that of a verb', async () => {
  const { stdout } = await wrongly(['--help']);
  const verbs = [...stdout.matchAll(/^ {2}([a-z]+) /gm)].map(([, verb = '']) => verb);
  expect(verbs).toContain('review');
  expect(verbs.filter((verb) => insteadOfVerb(verb) !== undefined)).toEqual([]);
});
