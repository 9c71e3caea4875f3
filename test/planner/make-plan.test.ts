import { describe, expect, it } from 'vitest';
import { frameFingerprint } from '../../src/core/request.ts';
import type { Plan } from '../../src/planner/plan.ts';
import type { Segment } from '../../src/storyboard/model.ts';
import { jobOf, planOf, provider, providers, requestOf } from '../rig/planning.ts';
import { card, edit, extend, file, generate, image, picture, video } from '../rig/storyboard-builder.ts';
import { caption } from '../rig/words.ts';

/** Each job in a line: its id, what it does, how much, and what it needs. */
const lines = ({ jobs }: Plan): readonly string[] =>
  jobs.map((job) =>
    [job.id, job.kind, job.kind === 'frame' ? '' : `${job.request.seconds} s`, job.needs.join(' ')]
      .filter((part) => part !== '')
      .join(' '),
  );

const frames = { provider: 'frames', model: 'frames-1' };
const withFrames = { providers: providers(provider('frames')) };
const sora = { provider: 'openai', model: 'sora-2' };
const own = { provider: 'animatic', model: 'animatic' };

describe('each source becomes jobs', () => {
  it.each<[string, readonly Segment[], readonly string[]]>([
    ['a prompt', [generate('door')], ['door generate 8 s']],
    ['a length no job has', [generate('door', { duration: 5 })], ['door generate 8 s']],
    ['a chain', [generate('door', { duration: 26 })], ['door generate 20 s', 'door.2 extend 8 s door']],
    ['any length', [generate('door', { ...own, duration: 7.35 })], ['door generate 7.375 s']],
    ['an image', [image('still', picture('lamp.png'))], ['still generate 8 s']],
    ['an extension', [generate('a'), extend('b', 'a')], ['a generate 8 s', 'b extend 8 s a']],
    [
      'an extension of an extension',
      [generate('a'), extend('b', 'a', { duration: 24 }), extend('c', 'b')],
      ['a generate 8 s', 'b extend 20 s a', 'b.2 extend 4 s b', 'c extend 8 s b.2'],
    ],
    [
      'branches',
      [generate('a'), extend('b', 'a'), extend('c', 'a')],
      ['a generate 8 s', 'b extend 8 s a', 'c extend 8 s a'],
    ],
    ['a source that stands later', [extend('b', 'a'), generate('a')], ['a generate 8 s', 'b extend 8 s a']],
    ['an edit', [generate('a'), edit('b', 'a')], ['a generate 8 s', 'b edit 8 s a']],
    [
      'an edit of an extension is an edit of the whole clip',
      [generate('a'), extend('b', 'a'), edit('c', 'b')],
      ['a generate 8 s', 'b extend 8 s a', 'c edit 16 s b'],
    ],
    [
      'an extension of an edit',
      [generate('a'), edit('b', 'a'), extend('c', 'b')],
      ['a generate 8 s', 'b edit 8 s a', 'c extend 8 s b'],
    ],
    ['own footage', [file('old', video('old.mp4', 10))], []],
    ['an edit of own footage', [file('old', video('old.mp4', 10)), edit('new', 'old')], ['new edit 10 s']],
    [
      'own footage that goes on',
      [file('old', video('old.mp4', 10)), extend('new', 'old')],
      ['old.frame frame', 'new generate 8 s old.frame'],
    ],
    ['a card', [card('fin')], []],
    [
      'takes, of which the picked one is continued',
      [generate('a', { takes: 3, pick: 2 }), extend('b', 'a', { takes: 2 })],
      ['a generate 8 s', 'a#2 generate 8 s', 'a#3 generate 8 s', 'b extend 8 s a#2', 'b#2 extend 8 s a#2'],
    ],
    [
      'a chain from last frames',
      [generate('a', { ...frames, duration: 25 })],
      [
        'a generate 10 s',
        'a.frame frame a',
        'a.2 generate 10 s a.frame',
        'a.2.frame frame a.2',
        'a.3 generate 5 s a.2.frame',
      ],
    ],
    [
      'an extension of such a chain goes on from its last piece',
      [generate('a', { ...frames, duration: 15 }), extend('b', 'a', { ...frames, duration: 5 })],
      [
        'a generate 10 s',
        'a.frame frame a',
        'a.2 generate 5 s a.frame',
        'a.2.frame frame a.2',
        'b generate 5 s a.2.frame',
      ],
    ],
    [
      'footage of another model goes on from its last frame',
      [generate('a', frames), extend('b', 'a', sora), extend('c', 'b', sora)],
      ['a generate 10 s', 'a.frame frame a', 'b generate 8 s a.frame', 'c extend 8 s b'],
    ],
    [
      'a model that goes on by last frames continues its own takes so too',
      [generate('a', { ...frames, takes: 2, pick: 2 }), extend('b', 'a', frames)],
      ['a generate 10 s', 'a#2 generate 10 s', 'a#2.frame frame a#2', 'b generate 10 s a#2.frame'],
    ],
    [
      'two that ask for the same share a job',
      [generate('a'), { ...generate('a'), id: 'twin' }, extend('b', 'twin')],
      ['a generate 8 s', 'b extend 8 s a'],
    ],
    [
      'another variation is another job',
      [generate('a'), { ...generate('a', { variation: 2 }), id: 'twin' }],
      ['a generate 8 s', 'twin generate 8 s'],
    ],
  ])('%s', (_, segments, expected) => {
    expect(lines(planOf(segments, withFrames))).toEqual(expected);
  });
});

describe('a request holds what reaches the provider, and nothing else', () => {
  it('for a generation with all that can go along', () => {
    const keeper = { name: 'keeper', images: [picture('keeper.png')], character: 'char_1' };
    const plan = planOf([
      generate('door', { ...own, options: {}, variation: 2, words: [caption('Door')] }, [keeper]),
    ]);
    expect(requestOf(plan, 'door')).toEqual({
      kind: 'generate',
      provider: 'animatic',
      model: 'animatic',
      prompt: 'door happens',
      size: { width: 1280, height: 720 },
      fps: 24,
      options: {},
      take: 1,
      variation: 2,
      seconds: 8,
      references: [{ name: 'keeper', image: { kind: 'file', sha256: picture('keeper.png').sha256 } }],
      characters: ['char_1'],
    });
    expect(plan.files).toEqual([picture('keeper.png')]);
  });

  it('no more reference images than the model takes', () => {
    const cast = ['x', 'y', 'z'].map((name) => ({ name, images: [picture(name)] }));
    const plan = planOf([generate('door', frames, cast)], withFrames);
    expect(requestOf(plan, 'door')).toMatchObject({ references: [{ name: 'x' }, { name: 'y' }] });
    expect(plan.files.map(({ path }) => path)).toEqual(['x', 'y']);
  });

  it('for an extension', () => {
    const plan = planOf([generate('a', sora), extend('b', 'a', sora)]);
    const source = { kind: 'job', fingerprint: jobOf(plan, 'a').fingerprint };
    expect(requestOf(plan, 'b')).toEqual({
      kind: 'extend',
      provider: 'openai',
      model: 'sora-2',
      prompt: 'b goes on',
      size: { width: 1280, height: 720 },
      options: {},
      take: 1,
      variation: 1,
      seconds: 8,
      source,
    });
  });

  it('for what goes on from own footage', () => {
    const old = video('old.mp4', 10);
    const plan = planOf([file('old', old), extend('new', 'old')]);
    const frame = jobOf(plan, 'old.frame');
    expect(frame).toMatchObject({ source: { kind: 'file', sha256: old.sha256 } });
    expect(frame.fingerprint).toBe(frameFingerprint(old.sha256));
    expect(requestOf(plan, 'new')).toMatchObject({
      firstFrame: { kind: 'last-frame', fingerprint: old.sha256 },
    });
    expect(plan.files).toEqual([old]);
  });

  it('takes the provider’s default model where none is named', () => {
    const { model: _, ...unnamed } = generate('door', { provider: 'openai' });
    expect(requestOf(planOf([unnamed]), 'door').model).toBe('sora-2');
  });
});

it('lists every take with the jobs that make it, where segments share them too', () => {
  const plan = planOf([generate('a', { takes: 2 }), { ...generate('a'), id: 'twin' }, card('fin')]);
  const requestClass = jobOf(plan, 'a').fingerprint;
  expect(plan.takes).toEqual([
    { segment: 'a', take: 1, picked: true, requestClass, jobs: ['a'] },
    { segment: 'a', take: 2, picked: false, requestClass, jobs: ['a#2'] },
    { segment: 'twin', take: 1, picked: true, requestClass, jobs: ['a'] },
  ]);
});

describe('only', () => {
  const film = [generate('a', { takes: 2 }), extend('b', 'a'), generate('c'), edit('d', 'c')];

  it('makes the named segments and what they need', () => {
    const plan = planOf(film, { only: ['b'] });
    expect(lines(plan)).toEqual(['a generate 8 s', 'b extend 8 s a']);
    expect(plan.takes.map(({ segment }) => segment)).toEqual(['b']);
    expect(plan.timeline.entries.map(({ segment }) => segment)).toEqual(['a', 'b', 'c', 'd']);
  });
});

describe('a draft', () => {
  it('takes the cheapest model and size, and no more footage than its shortest job makes', () => {
    const plan = planOf(
      [generate('a', { ...sora, model: 'sora-2-pro', duration: 30 }), extend('b', 'a', sora)],
      {
        draft: true,
      },
    );
    expect(lines(plan)).toEqual(['a generate 4 s', 'b extend 4 s a']);
    expect(requestOf(plan, 'a').model).toBe('sora-2');
    expect(plan.timeline.frames).toBe(2 * 4 * 24);
    expect(plan.cost.needed).toBe(0.8);
    expect(plan.diagnostics.map(({ code }) => code)).toContain('drafted');
  });

  it('leaves alone what is free and of any length', () => {
    const plan = planOf([generate('a', { ...own, duration: 30 })], { draft: true });
    expect(lines(plan)).toEqual(['a generate 30 s']);
  });
});
