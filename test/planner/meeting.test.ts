import { describe, expect, it } from 'vitest';
import { frameFingerprint, type GenerateRequest } from '../../src/core/request.ts';
import { jobsToMake, type Plan } from '../../src/planner/plan.ts';
import type { Segment } from '../../src/storyboard/model.ts';
import { holding, jobOf, made, planOf, provider, providers, refusalOf, requestOf } from '../rig/planning.ts';
import { ending, extend, file, generate, image, picture, still, video } from '../rig/storyboard-builder.ts';

const own = { model: 'animatic' };
const inputs = { firstFrame: 'any', references: { images: 0 }, characters: 0 } as const;
const options = {
  providers: providers(
    provider('pair', { inputs: { ...inputs, lastFrame: { fits: 'sized', needsFirst: true } } }),
    provider('frames'),
  ),
};
const pair = { provider: 'pair', model: 'pair-1' };
const asked = (plan: Plan, id: string) => requestOf(plan, id) as GenerateRequest;
const jobs = ({ jobs: all }: Plan) => all.map(({ id, needs }) => [id, ...needs].join(' < '));
const codes = ({ diagnostics }: Plan) => diagnostics.map(({ code, segment }) => `${segment} ${code}`);

describe('a last image', () => {
  const end = picture('end.png');
  const sent = { kind: 'file', sha256: end.sha256 };

  it('is what the footage ends with, beside what it begins with', () => {
    const plan = planOf([ending('a', end, own)]);
    expect(asked(plan, 'a').lastFrame).toEqual(sent);
    expect(asked(plan, 'a').firstFrame).toBeUndefined();
    expect(plan.files).toEqual([end]);
  });

  it('belongs to the last link of a chain that continues from last frames', () => {
    const plan = planOf([ending('a', end, { ...pair, duration: 20 })], options);
    expect(jobs(plan)).toEqual(['a', 'a.frame < a', 'a.2 < a.frame']);
    expect([asked(plan, 'a').lastFrame, asked(plan, 'a.2').lastFrame]).toEqual([undefined, sent]);
  });

  it('has no native extension before it, which is told', () => {
    const plan = planOf([ending('a', end, { ...own, duration: 700 })]);
    expect(jobs(plan)).toEqual(['a', 'a.frame < a', 'a.2 < a.frame']);
    expect(asked(plan, 'a.2')).toMatchObject({ kind: 'generate', lastFrame: sent });
    expect(codes(plan)).toEqual(['a continued-by-frame']);
  });

  it('is refused by a model that takes none, which names those that do', () => {
    expect(refusalOf([ending('a', end)])).toMatchObject([
      {
        code: 'last-frame-impossible',
        message: 'a ends with an image, but sora-2 does not accept one.',
        help: expect.stringMatching(
          /^Describe the picture in the prompt, or choose a model that accepts a last frame: animatic\b/,
        ),
      },
    ]);
  });

  it('is refused without a first one by a model that needs both', () => {
    const [refusal] = refusalOf([ending('a', end, { ...pair, duration: 5 })], options);
    expect(refusal?.message).toBe(
      'a ends with an image, but pair-1 accepts one only together with an image to begin with.',
    );
    const both = { ...ending('a', end, { ...pair, duration: 5 }) };
    const source = { ...both.source, kind: 'image', image: picture('begin.png') } as Segment['source'];
    expect(asked(planOf([{ ...both, source }], options), 'a').lastFrame).toEqual(sent);
  });

  it('is told of if it has another shape, or is not seen', () => {
    expect(codes(planOf([ending('a', picture('end.png', 100, 100), own)]))).toEqual(['a last-frame-fitted']);
    expect(codes(planOf([ending('a', end, { ...own, trim: { from: 0, to: 7 } })]))).toEqual([
      'a picture-unseen',
    ]);
    const five = {
      ...ending('a', end, pair),
      source: { ...ending('a', end).source, kind: 'image', image: end },
    };
    expect(codes(planOf([{ ...five, duration: 4 } as Segment], options))).toEqual(['a picture-unseen']);
  });
});

describe('the previous picture', () => {
  it('is the last frame of the picked take', () => {
    const plan = planOf([generate('a', { takes: 2, pick: 2 }), image('b', 'previous')]);
    expect(jobs(plan)).toEqual(['a', 'a#2', 'a#2.frame < a#2', 'b < a#2.frame']);
    const { fingerprint } = jobOf(plan, 'a#2');
    expect(asked(plan, 'b').firstFrame).toEqual({ kind: 'last-frame', fingerprint });
  });

  it.each([
    ['a trim', { trim: { from: 1, to: 3 } }, { until: 3 }],
    ['a duration that is shorter than the footage', { duration: 7 }, { until: 7 }],
    ['a speed', { speed: 3 }, { until: 7.958 }],
  ])('is the last one that is shown: %s', (_, more, at) => {
    const plan = planOf([generate('a', more), image('b', 'previous')]);
    const { fingerprint } = jobOf(plan, 'a');
    expect(asked(plan, 'b').firstFrame).toEqual({ kind: 'frame', fingerprint, at });
    expect(jobOf(plan, `a.frame-before-${at.until}`).fingerprint).toBe(frameFingerprint(fingerprint, at));
  });

  it('is counted from the end of an extension, whose clip may lack what it extends', () => {
    const plan = planOf([
      generate('a'),
      extend('b', 'a', { trim: { from: 0, to: 3 } }),
      image('c', 'previous'),
    ]);
    expect(asked(plan, 'c').firstFrame).toMatchObject({ at: { until: -5 } });
  });

  it('is of the clip that shows it, where footage is several', () => {
    const long = { provider: 'frames', model: 'frames-1', duration: 20 };
    const plan = planOf(
      [generate('a', { ...long, trim: { from: 0, to: 12 } }), image('b', 'previous')],
      options,
    );
    const { fingerprint } = jobOf(plan, 'a.2');
    expect(asked(plan, 'b').firstFrame).toEqual({ kind: 'frame', fingerprint, at: { until: 2 } });
  });

  it('is of your own footage or picture, too', () => {
    const [clip, photo] = [video('own.mp4', 4), picture('photo.png')];
    const plan = planOf([
      file('a', clip, { trim: { from: 0, to: 2 } }),
      image('b', 'previous'),
      still('c', photo),
      image('d', 'previous'),
    ]);
    expect(asked(plan, 'b').firstFrame).toEqual({
      kind: 'frame',
      fingerprint: clip.sha256,
      at: { until: 2 },
    });
    expect(asked(plan, 'd').firstFrame).toEqual({ kind: 'file', sha256: photo.sha256 });
    expect(plan.files).toEqual([clip, photo]);
  });

  it('is told of where the film does not show it', () => {
    const dissolve = { type: 'dissolve', duration: 1 } as const;
    expect(codes(planOf([generate('a', { transition: dissolve }), image('b', 'previous')]))).toEqual([
      'b picture-unseen',
    ]);
    expect(codes(planOf([still('a', picture('a.png'), 'push-in'), image('b', 'previous')]))).toEqual([
      'b picture-jumps',
    ]);
  });
});

describe('the next picture', () => {
  it('is the first frame of what is made before, though it is shown after', () => {
    const plan = planOf([ending('a', 'next', own), generate('b')]);
    expect(jobs(plan)).toEqual(['b', 'b.first-frame < b', 'a < b.first-frame']);
    const { fingerprint } = jobOf(plan, 'b');
    expect(asked(plan, 'a').lastFrame).toEqual({ kind: 'frame', fingerprint, at: { from: 0 } });
    expect(plan.timeline.entries.map(({ segment }) => segment)).toEqual(['a', 'b']);
  });

  it('is the file that the next one begins with, so that neither waits', () => {
    const begin = picture('begin.png');
    const plan = planOf([ending('a', 'next', own), image('b', begin)]);
    expect(jobs(plan)).toEqual(['a', 'b']);
    expect(asked(plan, 'a').lastFrame).toEqual(asked(plan, 'b').firstFrame);
  });

  it('is where the trim of the next one begins', () => {
    const plan = planOf([
      ending('a', 'next', own),
      image('b', picture('b.png'), { trim: { from: 2, to: 4 } }),
    ]);
    expect(asked(plan, 'a').lastFrame).toMatchObject({ kind: 'frame', at: { from: 2 } });
  });

  it('may follow from one to the next', () => {
    const film = [ending('a', 'next', own), ending('b', 'next', own), generate('c')];
    expect(jobs(planOf(film)).map((one) => one.split(' ')[0])).toEqual([
      ...['c', 'c.first-frame', 'b', 'b.first-frame', 'a'],
    ]);
  });
});

it('what meets a neighbour is made again with it, and only then', () => {
  const film = (more: Partial<Segment>) => [
    generate('x'),
    generate('a', more),
    image('b', 'previous'),
    generate('y'),
  ];
  const held = { holdings: holding(made(planOf(film({})).jobs)) };
  const again = (more: Partial<Segment>) =>
    jobsToMake(planOf(film(more), held)).map(({ id, reason }) => `${id}: ${reason}`);
  expect(again({ fit: 'crop', volume: -3 })).toEqual([]);
  expect(again({ trim: { from: 0, to: 2 } })).toEqual([
    'a.frame-before-2: never made',
    'b: its source a changed',
  ]);
  expect(again({ variation: 2 }).map((one) => one.split(':')[0])).toEqual(['a', 'a.frame', 'b']);
});
