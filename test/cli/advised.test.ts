import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { asTypedHere } from '../../src/cli/advised.ts';
import { project } from '../rig/project.ts';

const film = { typed: '', inForce: '' };

describe('a command that is advised is completed with what it has to be typed with', () => {
  it.each([
    ['storycut run', { rehearsal: 'own' }, 'STORYCUT_REHEARSAL=1 storycut run'],
    ['storycut resolve a', { rehearsal: 'sandbox' }, 'STORYCUT_REHEARSAL=1 storycut resolve a'],
    [
      'storycut run --pay-again',
      { rehearsal: 'sandbox', config: 'my config.yaml' },
      'storycut sandbox -- storycut --config "my config.yaml" run --pay-again',
    ],
    [
      'storycut run --provider openai',
      { rehearsal: 'ended' },
      'storycut sandbox -- storycut run --provider openai',
    ],
    [
      'storycut run --provider runway',
      { rehearsal: 'ended' },
      'storycut sandbox --service runway -- storycut run --provider runway',
    ],
    [
      'storycut run --pay-again',
      { rehearsal: 'sandbox', service: 'runway' },
      'storycut sandbox --service runway -- storycut run --pay-again',
    ],
    [
      'storycut run --provider house',
      { rehearsal: 'ended' },
      'STORYCUT_REHEARSAL=1 storycut run --provider house',
    ],
    [
      'storycut cancel a --provider openai',
      { rehearsal: 'sandbox' },
      'storycut sandbox -- storycut cancel a --provider openai',
    ],
    ['A=1 storycut run', { rehearsal: 'own' }, 'A=1 storycut run'],
    ['storycut providers', { rehearsal: 'own', config: 'c.yaml' }, 'storycut --config c.yaml providers'],
    [
      'storycut init',
      { rehearsal: 'own', config: 'c.yaml', film: { ...film, storyboard: 'b' } },
      'storycut init',
    ],
    ['storycut pick a 2', { film: { ...film, storyboard: 'films/b' } }, 'storycut pick films/b a 2'],
    [
      'storycut resolve gull --pay-again',
      { film: { ...film, storyboard: 'gull' } },
      'storycut resolve gull gull --pay-again',
    ],
    ['storycut run gull', { film: { ...film, storyboard: 'gull' } }, 'storycut run gull'],
    ['storycut run films/b', { film: { ...film, storyboard: 'films/b' } }, 'storycut run films/b'],
    [
      'storycut plan c.storyboard.yaml',
      { film: { ...film, storyboard: '.' } },
      'storycut plan c.storyboard.yaml',
    ],
    [
      'storycut run',
      { film: { typed: '', inForce: '--provider house', output: 'cuts' } },
      'storycut run --provider house --output cuts',
    ],
    ['storycut pick a 2', { film: { typed: '', inForce: '--provider house' } }, 'storycut pick a 2'],
    ['storycut stitch', { film: { ...film, cut: '--partial' } }, 'storycut stitch --partial'],
    ['storycut stitch --preview', { film: { ...film, cut: '--partial' } }, 'storycut stitch --preview'],
    ['storycut run', { film: { ...film, cut: '--partial' } }, 'storycut run'],
    [
      'storycut pick a 2',
      { film: { typed: '--provider house', inForce: '--provider house' } },
      'storycut pick a 2 --provider house',
    ],
    [
      'storycut run --provider animatic',
      { film: { typed: '--provider house', inForce: '--provider house' } },
      'storycut run --provider animatic',
    ],
    [
      'storycut run --plan a.plan',
      { film: { typed: '', inForce: '--draft', storyboard: 'b' } },
      'storycut run --plan a.plan',
    ],
    [
      'storycut run "my films"',
      { film: { ...film, storyboard: 'my films', inForce: '--draft' } },
      'storycut run "my films" --draft',
    ],
  ] as const)('%s', (command, around, expected) => {
    expect(asTypedHere(`Say \`${command}\`.`, { name: 'storycut', ...around })).toBe(`Say \`${expected}\`.`);
  });
});

it('a command about a storyboard with a backtick in its name is completed at its end', () => {
  const around = {
    name: 'storycut',
    film: { typed: '', inForce: '--draft', storyboard: "it's `a`.storyboard.yaml" },
  };
  const command = "storycut run 'it'\\''s `a`.storyboard.yaml'";
  expect(asTypedHere(`\`${command}\` makes it; \`storycut stitch --partial\` doesn't.`, around)).toBe(
    `\`${command} --draft\` makes it; \`storycut stitch 'it'\\''s \`a\`.storyboard.yaml' --partial\` doesn't.`,
  );
});

/** The commands that a text advises, as a terminal would be given them. */
const advisedIn = (text: string): readonly string[] =>
  [...text.matchAll(/`([^`]*storycut [^`]*)`/g)].map(([, command = '']) => command);

it('a command that is read in a rehearsal of one of two films is about that', async () => {
  const text = `storyboard: 1
title: A Gull
scenes: [ { id: sea, segments: [ { id: gull, prompt: A gull, duration: 1, pick: 2 } ] } ]
`;
  const made = await project({ 'one.storyboard.yaml': text, 'two.storyboard.yaml': text });
  vi.stubEnv('STORYCUT_REHEARSAL', '1');
  onTestFinished(() => void vi.unstubAllEnvs());
  const plan = await made.call('plan', 'one.storyboard.yaml', '--provider', 'animatic');
  const flags = 'one.storyboard.yaml gull 1 --provider animatic';
  expect(advisedIn(plan.stderr)).toEqual([
    `STORYCUT_REHEARSAL=1 storycut pick ${flags}`,
    'STORYCUT_REHEARSAL=1 storycut run one.storyboard.yaml --provider animatic',
  ]);
  await made.call('pick', ...flags.split(' '));
  expect(await made.read('one.storyboard.yaml')).toContain('pick: 1');
  const after = await made.call('plan', 'one.storyboard.yaml', '--provider', 'animatic');
  expect(advisedIn(after.stderr)).toEqual([]);
});

it('a command that is read after the sandbox of a rehearsal has ended starts another', async () => {
  const made = await project({
    'film.storyboard.yaml': `storyboard: 1
title: A Gull
scenes: [ { id: sea, segments: [ { id: gull, prompt: A gull, duration: 4 } ] } ]
`,
  });
  const faults = ['--fault', 'create no-id', '--fault', 'list 1+ 403'];
  const first = await made.run(
    ...['sandbox', '--speed', '100', '--footage', 'colour', ...faults, '--'],
    ...['storycut', 'run', '--provider', 'openai', '--yes'],
  );
  expect(first.code, first.stderr).toBe(1);
  vi.stubEnv('STORYCUT_REHEARSAL', '1');
  onTestFinished(() => void vi.unstubAllEnvs());
  const resolved = await made.run('resolve', 'gull', '--not-created');
  const next = 'storycut sandbox -- storycut run --provider openai';
  expect(advisedIn(resolved.stderr)).toEqual([next]);
  const alone = await made.run('run', '--provider', 'openai', '--yes');
  expect(alone.code).toBe(3);
  expect(alone.stderr).toContain('error[provider-unavailable]: This rehearsal has no sandbox');
  expect(advisedIn(alone.stderr)).toContain(`${next} --yes`);
  vi.unstubAllEnvs();
  const quick = `${next} --yes`.replace('sandbox', 'sandbox --speed 100 --footage colour');
  const again = await made.run(...quick.split(' ').slice(1));
  expect(again.code, again.stderr).toBe(0);
});
