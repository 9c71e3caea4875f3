import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Code } from '../../src/core/codes.ts';
import { readAsset } from '../../src/media/asset.ts';
import { lint } from '../../src/storyboard/lint/lint.ts';
import { readStoryboard } from '../../src/storyboard/read.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'storycut-lint-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function remarks(text: string) {
  const file = join(folder, 'film.storyboard.yaml');
  await writeFile(file, text);
  const { storyboard, written, diagnostics } = await readStoryboard(file, { vars: {} }, readAsset);
  if (!storyboard || !written) throw new Error(JSON.stringify(diagnostics));
  return lint(storyboard, written);
}

/** A film of these prompts, four seconds each. */
const film = (prompts: readonly string[], top = '', seconds = 4): string =>
  [
    ...['storyboard: 1', 'title: A Film', ...(top === '' ? [] : [top])],
    ...[`defaults: { duration: ${seconds} }`, 'scenes:', '  - id: all', '    segments:'],
    ...prompts.map((prompt, i) => `      - { id: s${i}, prompt: ${JSON.stringify(prompt)} }`),
    '',
  ].join('\n');

const codesOf = async (...of: Parameters<typeof film>): Promise<readonly Code[]> =>
  (await remarks(film(...of))).map(({ code }) => code);

const cast = 'cast: { keeper: { description: an old man }, keira: { description: a girl } }';

describe('a prompt is remarked on', () => {
  it.each<[Code, string]>([
    ['moves-several', 'A pier. Slow push in, then pan left'],
    ['moves-several', 'The camera tilts down and dollies in on the box'],
    ['moves-several', 'Camera orbits the tower while it cranes up'],
    ['actions-several', 'A man opens the door, sits down and pours tea'],
    ['actions-several', 'A man opens the door, then sits down'],
    ['asked-in-prose', 'A 10 second shot of a pier'],
    ['asked-in-prose', 'a ten-second clip of waves'],
    ['asked-in-prose', 'A pier in 4K, at dawn'],
    ['asked-in-prose', 'A pier, 16:9, wide'],
    ['asked-in-prose', 'A pier, 60 fps'],
    ['text-in-picture', 'A sign that says Welcome'],
    ['text-in-picture', 'A newspaper reads WAR OVER'],
    ['text-in-picture', 'A door with the words Keep Out'],
    ['change-verb', 'Add a second boat'],
    ['change-verb', 'replace the sky with stars'],
    ['cast-unmarked', 'The keeper opens a box'],
    ['cast-unmarked', 'Keira in a boat'],
    ['name-spelt-twice', '@keira rests, and Kiera sleeps'.replace('@keira', '@keira,')],
  ])('%s: %s', async (code, prompt) => {
    expect(await codesOf([prompt], cast)).toEqual([code]);
  });

  it.each([
    'A pier. Slow push in.',
    'Handheld, slow push in on a door',
    'Pan left across the harbour, slowly left',
    'The camera rises. The sun rises, too.',
    'A man opens the door',
    'A man opens the door and steps in',
    'The lamp turns, dust drifts through the beam',
    'The walks of an old town, its stops and turns, its cuts and breaks',
    'For ten seconds nobody speaks',
    'A clock that shows five past ten',
    'A street of 1911, house number 720',
    'A woman reads a letter',
    'A boy says hello to a sign painter',
    'Words of stone in a wall',
    'A woman adds sugar to her tea',
    'Extended families at a table',
    '@keeper opens a box, and the keeper smiles',
    'A shopkeeper in his shop',
    'A goal keeper’s-glove'.replace('keeper’s-glove', 'post'),
    'A mother, Maria, and her friend, Marco',
    'Some girls, Annas, and a girl, Annas',
  ])('not: %s', async (prompt) => {
    expect(await codesOf([prompt], cast)).toEqual([]);
  });

  it('in its place, with a way to mend it', async () => {
    const [remark] = await remarks(film(['A pier. The keeper opens a box'], cast));
    expect(remark).toMatchObject({
      ...{ severity: 'note', code: 'cast-unmarked', segment: 's0' },
      ...{ params: { words: 'keeper', write: '@keeper' }, help: expect.stringContaining('`@keeper`') },
      place: { line: 8, column: 40, endColumn: 46 },
    });
  });

  it('in its parts: not for what is spoken or heard', async () => {
    const parts = [
      ...[
        'storyboard: 1',
        'title: A Film',
        cast,
        'scenes:',
        '  - id: all',
        '    segments:',
        '      - id: s0',
      ],
      '        prompt:',
      '          subject: "@keira"',
      '          action: waits',
      '          camera: slow dolly in, pan left',
      '          sound: the keeper calls, a sign that says nothing',
      '          dialogue: [ { who: keeper, line: "Add it, then the sign says 10 second shot." } ]',
      '',
    ].join('\n');
    const told = await remarks(parts);
    expect(told.map(({ code, place }) => [code, place?.line])).toEqual([['moves-several', 11]]);
  });
});

describe('a film', () => {
  it('is told of three equal sizes in a row, once', async () => {
    const close = (what: string) => `Close-up of a ${what}`;
    expect(await codesOf([close('cat'), close('dog'), 'Wide shot of a pier', close('boy')])).toEqual([]);
    expect(await codesOf([close('cat'), close('dog'), close('boy'), close('cow')])).toEqual(['sizes-equal']);
    expect(await codesOf([close('cat'), 'A pier', close('dog'), close('boy')])).toEqual([]);
  });

  it('says which remarks it does not want', async () => {
    const prompts = ['Add a boat. Slow push in, then pan left'];
    expect(await codesOf(prompts)).toEqual(['moves-several', 'change-verb']);
    expect(await codesOf(prompts, 'lint: { off: [change-verb] }')).toEqual(['moves-several']);
    expect(await codesOf(prompts, 'lint: { off: [change-verb, moves-several] }')).toEqual([]);
  });

  it('has room for more actions in more time', async () => {
    const prompt = 'A man opens the door, sits down and pours tea';
    expect(await codesOf([prompt], '', 8)).toEqual([]);
  });

  it.each(['midnight-bread', 'the-last-ferry', 'the-last-keeper', 'the-salt-road'])(
    'that ships has none: %s',
    async (name) => {
      const file = join(import.meta.dirname, `../../storyboards/${name}/${name}.storyboard.yaml`);
      expect(await readFile(file, 'utf8')).toContain('prompt:');
      const { storyboard, written } = await readStoryboard(file, { vars: {} }, readAsset);
      expect(storyboard && written && lint(storyboard, written)).toEqual([]);
    },
  );
});
