import { describe, expect, it } from 'vitest';
import type { HeldAttempt } from '../../src/core/holdings.ts';
import type { Plan } from '../../src/planner/plan.ts';
import type { Segment } from '../../src/storyboard/model.ts';
import { type Held, holding, jobOf, made, planOf, provider, providers } from '../rig/planning.ts';
import { edit, extend, file, generate, image, picture, video } from '../rig/storyboard-builder.ts';

const states = ({ jobs }: Plan): Readonly<Record<string, string>> =>
  Object.fromEntries(jobs.map(({ id, state, reason }) => [id, `${state}: ${reason}`]));

/** What is planned for `now` where all that `before` asked for has been made. */
const replanned = (before: readonly Segment[], now: readonly Segment[], held: Held = {}): Plan =>
  planOf(now, { holdings: holding({ ...made(planOf(before).jobs), ...held }) });

const paid = { provider: 'openai', model: 'sora-2' };

describe('what was never asked for', () => {
  it('is new', () => {
    expect(states(planOf([generate('a')]))).toEqual({ a: 'new: never made' });
  });

  it('is new beside what is made', () => {
    expect(states(replanned([generate('a')], [generate('a'), extend('b', 'a')]))).toEqual({
      a: 'cached: made',
      b: 'new: never made',
    });
  });

  it('is new where a take is added', () => {
    expect(states(replanned([generate('a')], [generate('a', { takes: 2 })]))).toEqual({
      a: 'cached: made',
      'a#2': 'new: a new take',
    });
  });
});

it('names the fallback that a clip was made with, which also follows failures', () => {
  const { source, ...rest } = generate('a');
  if (source.kind !== 'generate') throw new Error('it generates');
  const segments = [{ ...rest, source: { ...source, fallbacks: ['Milder words'] } }];
  const [job] = planOf(segments).jobs;
  const { clips, ...held } = made(planOf(segments).jobs);
  const clip = job && clips.get(job.fingerprint);
  if (!clip || job.kind === 'frame') throw new Error('it is made');
  const fallback = job.fallbacks[0];
  const with1 = new Map([[job.fingerprint, { ...clip, ...(fallback !== undefined && { fallback }) }]]);
  expect(states(planOf(segments, { holdings: holding({ ...held, clips: with1 }) }))).toEqual({
    a: 'cached: made with fallback 1, after the prompt was refused or failed',
  });
});

describe('takes that the storyboard no longer asks for', () => {
  const before = [generate('a', { takes: 3 })];

  it('are still there to be picked, and are not in the cut unasked', () => {
    const plan = replanned(before, [generate('a')]);
    expect(states(plan)).toEqual({ a: 'cached: made', 'a#2': 'cached: made', 'a#3': 'cached: made' });
    expect(plan.takes.map(({ take, picked }) => [take, picked])).toEqual([
      [1, true],
      [2, false],
      [3, false],
    ]);
  });

  it('may be picked where the segment has another name now', () => {
    const plan = replanned(before, [{ ...generate('a', { pick: 3 }), id: 'renamed' }]);
    expect(states(plan)).toEqual({ renamed: 'cached: made', 'renamed#3': 'cached: made' });
  });

  it('are gone where the prompt is another', () => {
    const plan = replanned(before, [{ ...generate('b'), id: 'a' }]);
    expect(plan.jobs.map(({ id }) => id)).toEqual(['a']);
  });
});

describe('what changed says what', () => {
  const own = { provider: 'animatic', model: 'animatic' };
  it.each<[string, Segment, Segment]>([
    ['prompt changed', generate('a'), { ...generate('b'), id: 'a' }],
    ['model changed from sora-2 to sora-2-pro', generate('a'), generate('a', { model: 'sora-2-pro' })],
    ['provider changed from animatic to openai', generate('a'), generate('a', { provider: 'openai' })],
    ['needs 12 s instead of 8 s', generate('a'), generate('a', { duration: 12 })],
    ['variation 2 instead of 1', generate('a'), generate('a', { variation: 2 })],
    [
      "the image's bytes changed",
      image('a', picture('a.png')),
      image('a', picture('a.png', 1280, 720, 'repainted')),
    ],
    [
      'now begins with an image',
      { ...generate('a'), id: 'a' },
      promptOf(image('a', picture('a.png')), 'a happens'),
    ],
    [
      'references changed',
      generate('a', own, [{ name: 'keeper', images: [picture('k.png')] }]),
      generate('a', own, [{ name: 'keeper', images: [picture('k.png', 1280, 720, 'repainted')] }]),
    ],
    [
      'characters changed',
      generate('a', own, [{ name: 'keeper', character: 'char_1' }]),
      generate('a', own, [{ name: 'keeper', character: 'char_2' }]),
    ],
    [
      'prompt changed, needs 12 s instead of 8 s',
      generate('a'),
      { ...generate('b', { duration: 12 }), id: 'a' },
    ],
  ])('%s', (reason, before, now) => {
    expect(states(replanned([before], [now]))).toEqual({ a: `changed: ${reason}` });
  });

  it('a part of the prompt, if only that changed', () => {
    const words = 'A quay.\nCamera: static\n\na town\n\nStyle: 35 mm';
    const changed = (now: string) =>
      replanned([promptOf(generate('a'), words)], [promptOf(generate('a'), now)]);
    expect(states(changed(words.replace('35', '16')))).toEqual({ a: 'changed: style changed' });
    expect(states(changed(words.replace('static', 'pan left')))).toEqual({ a: 'changed: camera changed' });
    expect(states(changed(words.replace('\n\nStyle: 35 mm', '')))).toEqual({ a: 'changed: style changed' });
    expect(states(changed(words.replace('town', 'city')))).toEqual({ a: 'changed: prompt changed' });
    expect(states(changed(words.replace('quay', 'pier').replace('35', '16')))).toEqual({
      a: 'changed: prompt changed',
    });
  });

  it('a source that will be made again', () => {
    const before = [generate('a'), extend('b', 'a', { duration: 24 }), edit('c', 'b')];
    const now = [promptOf(generate('a'), 'another thing'), ...before.slice(1)];
    expect(states(replanned(before, now))).toEqual({
      a: 'changed: prompt changed',
      b: 'changed: its source a will be regenerated',
      'b.2': 'changed: its source b will be regenerated',
      c: 'changed: its source b.2 will be regenerated',
    });
  });

  it('a source whose new footage is there already', () => {
    const before = [generate('a'), extend('b', 'a')];
    const now = [promptOf(generate('a'), 'another thing'), extend('b', 'a')];
    const { clips, requests } = made(planOf(before).jobs);
    const other = made([jobOf(planOf(now), 'a')]);
    const holdings = holding({ clips: new Map([...clips, ...other.clips]), requests });
    expect(states(planOf(now, { holdings }))).toEqual({
      a: 'cached: made',
      b: 'changed: its source a changed',
    });
  });

  it('another take of its source', () => {
    const film = (pick: number) => [generate('a', { takes: 2, pick }), extend('b', 'a')];
    expect(states(replanned(film(1), film(2)))).toEqual({
      a: 'cached: made',
      'a#2': 'cached: made',
      b: 'changed: another take of a is picked',
    });
  });

  it('another way of making it', () => {
    const before = [generate('a'), generate('b')];
    expect(states(replanned(before, [generate('a'), promptOf(extend('b', 'a'), 'b happens')]))).toEqual({
      a: 'cached: made',
      b: 'changed: generated before, now extended',
    });
  });

  it('another size', () => {
    const film = [generate('a')];
    const { clips, requests } = made(planOf(film).jobs);
    const before = new Map(
      [...requests].map(([key, request]) => [key, { ...request, size: { width: 720, height: 1280 } }]),
    );
    expect(clips.size).toBe(1);
    expect(states(planOf(film, { holdings: holding({ requests: before }) }))).toEqual({
      a: 'changed: size 1280x720 instead of 720x1280',
    });
  });
});

it('says so where a clip was made and is gone', () => {
  const film = [generate('a')];
  expect(states(replanned(film, film, { clips: new Map() }))).toEqual({
    a: 'new: its clip is no longer in the store',
  });
});

describe('what an earlier run has begun', () => {
  it.each<[HeldAttempt, string, number]>([
    [
      { kind: 'failed', message: 'the provider was busy' },
      'failed: failed last time: the provider was busy',
      0.8,
    ],
    [{ kind: 'in-flight', price: 0.8 }, 'in-flight: the next run resumes it', 0],
    [
      { kind: 'unknown', price: 0.8 },
      'unknown: submitted, and maybe accepted: the next run looks for it at openai, or run `storycut resolve a` with --adopt ID or --not-created',
      0,
    ],
  ])('%o', (attempt, state, cost) => {
    const film = [generate('a', paid)];
    const attempts = new Map([[jobOf(planOf(film), 'a').fingerprint, attempt]]);
    const plan = planOf(film, { holdings: holding({ attempts }) });
    expect(states(plan)).toEqual({ a: state });
    expect(plan.cost.needed).toBe(cost);
  });
});

it.each<[HeldAttempt, string]>([
  [
    { kind: 'unknown', price: 0.8 },
    'unknown: submitted, and maybe accepted: run `storycut resolve a` with --adopt ID or --not-created',
  ],
  [
    { kind: 'lost', price: 0.8 },
    'unknown: paid for, but its footage is lost: run `storycut resolve a --pay-again`',
  ],
])('waits for a word where the provider has no list: %o', (attempt, state) => {
  const film = [generate('a', { provider: 'listless', model: 'listless-1', duration: 5 })];
  const options = { providers: providers(provider('listless')) };
  const attempts = new Map([[jobOf(planOf(film, options), 'a').fingerprint, attempt]]);
  expect(states(planOf(film, { ...options, holdings: holding({ attempts }) }))).toEqual({ a: state });
});

it.each<[HeldAttempt, string]>([
  [{ kind: 'unknown', price: 0 }, 'new: the last run ended before it was made'],
  [{ kind: 'lost', price: 0 }, 'failed: its footage is lost'],
])('waits for nobody where it is safe to ask again: %o', (attempt, state) => {
  const film = [generate('a')];
  const attempts = new Map([[jobOf(planOf(film), 'a').fingerprint, attempt]]);
  expect(states(planOf(film, { holdings: holding({ attempts }) }))).toEqual({ a: state });
});

it('waits for a word where its footage is lost, and has its price where that was given', () => {
  const film = [generate('a', paid)];
  const attempts = new Map([[jobOf(planOf(film), 'a').fingerprint, { kind: 'lost', price: 0.8 } as const]]);
  const [waiting, again] = [false, true].map((payAgain) =>
    planOf(film, { holdings: holding({ attempts }), payAgain }),
  );
  expect(waiting && states(waiting)).toEqual({
    a: 'unknown: paid for, but its footage is lost: run `storycut resolve a --pay-again`',
  });
  expect(again && states(again)).toEqual({
    a: 'failed: its footage is lost: it is regenerated and paid for again',
  });
  expect([waiting?.cost.needed, again?.cost.needed]).toEqual([0, 0.8]);
});

describe('what is only on the way to a clip', () => {
  const film = [generate('a', { duration: 26 }), extend('b', 'a')];
  const lost = (...ids: readonly string[]): Plan => {
    const kept = planOf(film).jobs.filter(({ id }) => !ids.includes(id));
    return planOf(film, { holdings: holding(made(kept)) });
  };

  it('is shown where it is there', () => {
    expect(states(lost())).toEqual({ a: 'cached: made', 'a.2': 'cached: made', b: 'cached: made' });
  });

  it('is left out where all that it was for is there', () => {
    expect(states(lost('a'))).toEqual({ 'a.2': 'cached: made', b: 'cached: made' });
  });

  it('is made again where something on top of it is missing too', () => {
    expect(states(lost('a', 'a.2'))).toEqual({
      a: 'new: never made',
      'a.2': 'new: never made',
      b: 'cached: made',
    });
  });

  it('leaves out a last frame that nothing needs any more', () => {
    const archive = [file('old', video('old.mp4', 10)), extend('new', 'old')];
    const clip = planOf(archive).jobs.filter(({ kind }) => kind !== 'frame');
    expect(states(planOf(archive, { holdings: holding(made(clip)) }))).toEqual({ new: 'cached: made' });
  });

  it('says what a last frame waits for', () => {
    const chain = [generate('a', { provider: 'frames', model: 'frames-1', duration: 15 })];
    const plan = planOf(chain, { providers: providers(provider('frames')) });
    expect(states(plan)['a.frame']).toBe('new: its source a will be made first');
  });
});

describe('takes that redo ordered', () => {
  const film = [generate('a'), extend('b', 'a')];
  const requestClass = jobOf(planOf(film), 'a').fingerprint;
  const redone = new Map([[requestClass, [2, 3]]]);

  it('come on top of the storyboard’s own, and the latest is picked', () => {
    const plan = replanned(film, film, { redone });
    expect(states(plan)).toEqual({
      a: 'cached: made',
      'a#2': 'new: a new take',
      'a#3': 'new: a new take',
      b: 'changed: another take of a is picked',
    });
    expect(plan.takes.filter(({ picked }) => picked).map(({ take }) => take)).toEqual([3, 1]);
  });

  it('can have any number, as in a journal from somebody else', () => {
    const plan = replanned(film, film, { redone: new Map([[requestClass, [Number.MAX_SAFE_INTEGER]]]) });
    expect(states(plan)[`a#${Number.MAX_SAFE_INTEGER}`]).toBe('new: a new take');
  });

  it('leave the choice to the storyboard', () => {
    const picking = [generate('a', { pick: 1 }), extend('b', 'a')];
    expect(states(replanned(film, picking, { redone })).b).toBe('cached: made');
  });

  it('belong to what was asked for, not to a name', () => {
    const renamed = [{ ...film[0], id: 'z' }, promptOf(extend('y', 'z'), 'b goes on')] as readonly Segment[];
    expect(Object.keys(states(planOf(renamed, { holdings: holding({ redone }) })))).toEqual([
      'z',
      'z#2',
      'z#3',
      'y',
    ]);
    const reworded = [promptOf(generate('a'), 'another thing')];
    expect(Object.keys(states(planOf(reworded, { holdings: holding({ redone }) })))).toEqual(['a']);
  });

  it('stand in for a take that failed for good', () => {
    const attempts = new Map<string, HeldAttempt>([[requestClass, { kind: 'failed', message: 'refused' }]]);
    const plan = planOf(film.slice(0, 1), { holdings: holding({ redone, attempts }) });
    expect(Object.keys(states(plan))).toEqual(['a#2', 'a#3']);
  });
});

function promptOf(segment: Segment, prompt: string): Segment {
  const { source } = segment;
  if (!('prompt' in source)) throw new Error(`${segment.id} has no prompt`);
  return { ...segment, source: { ...source, prompt } };
}
