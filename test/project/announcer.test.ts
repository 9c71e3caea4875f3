import { describe, expect, it } from 'vitest';
import { type Announcer, announcer } from '../../src/project/events/announcer.ts';
import type { Told } from '../../src/project/events/film-event.ts';
import { fixedRandom } from '../rig/fixed-random.ts';
import { planOf } from '../rig/plans.ts';
import { project } from '../rig/project.ts';
import { virtualClock } from '../rig/virtual-clock.ts';

const fresh = (): Announcer => announcer(virtualClock(Date.UTC(2026, 0, 1)), fixedRandom());
const started = {
  type: 'job-started',
  job: 'a',
  segment: 'a',
  take: 1,
  kind: 'generate',
  attempt: 1,
} as const;
const progress = { type: 'job-progress', job: 'a', segment: 'a', progress: 0.5 } as const;
const ended = { type: 'ended', kind: 'finished', diagnostics: [] } as const;

describe('what is told', () => {
  it('says of which run it is, how-manieth there, and when', () => {
    const told: Told[] = [];
    const all = fresh();
    all.subscribe((one) => told.push(one));
    const [first, second] = [all.begin(), all.begin()];
    first(started);
    second(started);
    first(progress);
    const [a, b] = [...new Set(told.map(({ run }) => run))];
    expect(a).not.toBe(b);
    expect(told).toEqual([
      { ...started, run: a, sequence: 1, time: '2026-01-01T00:00:00.000Z' },
      { ...started, run: b, sequence: 1, time: '2026-01-01T00:00:00.000Z' },
      { ...progress, run: a, sequence: 2, time: '2026-01-01T00:00:00.000Z' },
    ]);
  });

  it('reaches all who listen, and nobody who stopped', () => {
    const heard: string[] = [];
    const all = fresh();
    const stops = ['a', 'b'].map((name) => all.subscribe(() => heard.push(name)).stop);
    const tell = all.begin();
    tell(started);
    stops[0]?.();
    tell(progress);
    expect(heard).toEqual(['a', 'b', 'b']);
  });

  it('reaches the others where one who listens throws', () => {
    const heard: number[] = [];
    const all = fresh();
    all.subscribe(() => {
      throw new Error('mine');
    });
    all.subscribe(({ sequence }) => heard.push(sequence));
    const tell = all.begin();
    for (const event of [started, progress, ended]) expect(() => tell(event)).toThrow('mine');
    expect(heard).toEqual([1, 2, 3]);
  });
});

describe('somebody who comes late', () => {
  it('is told how all runs stand, and then what follows on that', () => {
    const all = fresh();
    const tell = all.begin();
    const plan = planOf([]);
    tell({ type: 'planned', plan });
    tell({ type: 'run-started', jobs: 2, cached: 0, cost: 2 });
    tell(started);
    tell(progress);
    const heard: Told[] = [];
    const { runs } = all.subscribe((one) => heard.push(one));
    expect(runs).toMatchObject([
      { sequence: 4, plan, making: { jobs: 2, cost: 2 }, working: new Map([['a', { progress: 0.5 }]]) },
    ]);
    tell({ type: 'job-finished', job: 'a', segment: 'a', take: 1, clip: 'c', cost: 1, seconds: 4 });
    expect(heard.map(({ sequence }) => sequence)).toEqual([5]);
    // What was given does not change any more.
    expect(runs[0]?.working.size).toBe(1);
    expect(all.subscribe(() => undefined).runs).toMatchObject([
      {
        sequence: 5,
        cost: 1,
        working: new Map(),
        over: new Map([['a', { kind: 'made', clip: 'c', cost: 1 }]]),
      },
    ]);
  });

  it('still learns how the latest run ended, and no more of those before', () => {
    const all = fresh();
    for (const tell of [all.begin(), all.begin()]) {
      tell(started);
      tell(ended);
    }
    expect(all.subscribe(() => undefined).runs).toMatchObject([{ ended: 'finished', sequence: 2 }]);
  });
});

describe('the lines of `run --json`', () => {
  const film = `storyboard: 1
title: Cards
format: { size: 160x96, fps: 24 }
scenes:
  - id: only
    segments:
      - { id: a, prompt: A lamp, duration: 1 }
`;

  it('are numbered without a gap, begin with the plan, and end with the end', async () => {
    const made = await project({ 'film.storyboard.yaml': film });
    const { stdout, code } = await made.call('run', '--json');
    expect(code).toBe(0);
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map(({ sequence }) => sequence)).toEqual(lines.map((_, n) => n + 1));
    expect(new Set(lines.map(({ run }) => run)).size).toBe(1);
    for (const { time } of lines) expect(new Date(time).toISOString()).toBe(time);
    expect(lines[0]).toMatchObject({
      type: 'planned',
      plan: { schemaVersion: 1, jobs: [{ id: 'a', state: 'new' }] },
    });
    expect(lines.at(-1)).toMatchObject({ type: 'ended', kind: 'finished', diagnostics: [] });
    expect(lines.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['job-started', 'job-finished', 'stitch-finished']),
    );
  });

  it('end with why, where nothing could be done', async () => {
    const made = await project({ 'film.storyboard.yaml': film.replace('prompt', 'promt') });
    const { stdout, code } = await made.call('run', '--json');
    expect(code).toBe(2);
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.at(-1)).toMatchObject({
      type: 'ended',
      kind: 'refused',
      diagnostics: [{ code: 'unknown-key' }],
    });
  });
});
