import { describe, expect, it } from 'vitest';
import { film, meaningOf, promptOf, readText } from './reading.ts';

describe('inheritance', () => {
  const top =
    'provider: a\nmodel: m1\nduration: 1\nstyle: one\nsetting: here\noptions: { seed: 1, top: yes }\n';
  const defaults = 'defaults: { model: m2, takes: 2, style: { add: two }, options: { seed: 2 } }\n';
  const scene = '    model: m3\n    attempts: 5\n    style: { add: three }\n    setting: there\n';

  it('goes from storyboard to defaults to scene to segment, and the nearest wins', async () => {
    const board = await meaningOf(
      film(
        '- id: a\n  prompt: A\n- id: b\n  prompt: B\n  model: m4\n  duration: 2\n  style: four\n  options: { seed: 4 }\n- id: c\n  prompt: C\n  setting: ""\n  style: ""',
        top + defaults,
        scene,
      ),
    );
    const [a, b, c] = board.segments;
    expect(a).toMatchObject({
      provider: 'a',
      model: 'm3',
      duration: 1,
      takes: 2,
      attempts: 5,
      options: { seed: 2, top: 'yes' },
    });
    expect(promptOf(a)).toBe('A\n\nthere\n\nStyle: one, two, three');
    expect(b).toMatchObject({ model: 'm4', duration: 2, options: { seed: 4, top: 'yes' } });
    expect(promptOf(b)).toBe('B\n\nthere\n\nStyle: four');
    expect(promptOf(c)).toBe('C');
  });

  it('lets footage that exists have its own length, and edits that of what they edit', async () => {
    const board = await meaningOf(
      film(
        '- id: own\n  file: own.mp4\n- id: warm\n  edit: own\n  prompt: Warm\n- id: fin\n  card: { text: Fin }',
        'duration: 20\n',
      ),
      {},
      ['own.mp4'],
    );
    expect(board.segments.map(({ duration }) => duration)).toEqual([undefined, 6, 20]);
  });

  it('stops before the command line', async () => {
    const text = film('- id: a\n  prompt: A ${sky} sky\n  provider: x\n  model: y', 'vars: { sky: clear }\n');
    const board = await meaningOf(text, { vars: { sky: 'red' }, provider: 'openai', model: 'sora-2' });
    expect(board.segments[0]).toMatchObject({ provider: 'openai', model: 'sora-2' });
    expect(promptOf(board.segments[0])).toBe('A red sky');
    const { diagnostics } = await readText(text, { vars: { sy: 'red' } });
    expect(diagnostics).toMatchObject([{ code: 'unknown-variable', help: 'Did you mean `--set sky=…`?' }]);
  });
});
