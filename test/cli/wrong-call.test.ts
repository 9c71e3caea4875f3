import { expect, it } from 'vitest';
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
