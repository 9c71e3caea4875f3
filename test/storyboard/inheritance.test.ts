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

  it('has one list of references, to which a segment may add', async () => {
    const board = await meaningOf(
      film(
        [
          '- id: a\n  prompt: A',
          '- id: b\n  prompt: B\n  references: { add: [ { video: b.mp4 } ] }',
          '- id: c\n  prompt: C\n  references: [ { audio: c.mp3 } ]',
          '- id: d\n  prompt: D\n  references: []',
        ].join('\n'),
        'references: [ { image: top.png, role: style } ]\n',
        '    references: { add: [ { image: scene.png, role: scene } ] }\n',
      ),
      {},
      ['top.png', 'scene.png', 'b.mp4', 'c.mp3'],
    );
    const references = board.segments.map(({ source }) =>
      'references' in source ? source.references?.map((one) => [one.medium, one.file.path, one.role]) : [],
    );
    const top = ['image', 'top.png', 'style'];
    const scene = ['image', 'scene.png', 'scene'];
    expect(references).toEqual([
      [top, scene],
      [top, scene, ['video', 'b.mp4', undefined]],
      [['audio', 'c.mp3', undefined]],
      [],
    ]);
  });

  it('holds for sound', async () => {
    const board = await meaningOf(
      film('- id: a\n  prompt: A\n- id: b\n  prompt: B\n  sound: on', 'sound: off\n'),
    );
    expect(board.segments.map(({ soundOff }) => soundOff)).toEqual([true, undefined]);
  });

  it('knows the pictures of the cast, and what they are for', async () => {
    const board = await meaningOf(
      film(
        '- id: a\n  prompt: "@her and @quay and @plain"',
        [
          'cast:',
          '  her: { kind: person, description: a woman, image: a.png, images: [b.png, a.png] }',
          '  quay: { kind: place, description: a quay, images: [c.png] }',
          '  plain: { description: a cup, image: a.png }\n',
        ].join('\n'),
      ),
      {},
      ['a.png', 'b.png', 'c.png'],
    );
    const [a] = board.segments;
    const cast = a && 'cast' in a.source ? a.source.cast : [];
    expect(cast.map(({ role, images = [] }) => [role, ...images.map(({ path }) => path)])).toEqual([
      ['subject', 'a.png', 'b.png'],
      ['scene', 'c.png'],
      [undefined, 'a.png'],
    ]);
  });

  it('lets no reference leave the folder, or be of another medium', async () => {
    const { diagnostics } = await readText(
      film(
        '- id: a\n  prompt: A\n  references: [ { image: ../a.png }, { video: /etc/b.mp4 }, { audio: c.png }, { video: d.mp3 } ]',
        'cast: { her: { description: x, images: [../e.png] } }\n',
      ),
      {},
      ['c.png', 'd.mp3'],
    );
    expect(diagnostics.map(({ code }) => code).toSorted()).toEqual([
      ...['outside-folder', 'outside-folder', 'outside-folder', 'wrong-kind-of-file', 'wrong-kind-of-file'],
    ]);
  });
});
