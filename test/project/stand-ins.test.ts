import { describe, expect, it } from 'vitest';
import type { Plan } from '../../src/planner/plan.ts';
import { standIns } from '../../src/project/film/stand-ins.ts';
import type { Intent } from '../../src/store/record.ts';
import type { Segment } from '../../src/storyboard/model.ts';
import { isProviderJob, planOf, provider, providers } from '../rig/planning.ts';
import { card, generate } from '../rig/storyboard-builder.ts';

const known = providers(provider('studio'));
const real = (id: string, more: Partial<Segment> = {}): Segment =>
  generate(id, { provider: 'studio', model: 'studio-1', ...more });
const drawn = generate;
const saying = (segment: Segment, prompt: string): Segment => ({
  ...segment,
  source: { kind: 'generate', prompt, fallbacks: [], cast: [], dialogue: [] },
});

const plan = (...segments: readonly Segment[]): Plan => planOf(segments, { providers: known });

/** What the journal has once a plan's jobs are made. */
const madeBy = ({ jobs }: Plan): readonly Intent[] =>
  jobs.filter(isProviderJob).map(({ segment, take, link, kind, fingerprint, request }) => ({
    ...{ type: 'intent', attempt: fingerprint, storyboard: 'film', price: 0 },
    ...{ segment, take, link, kind, fingerprint, request },
  }));

const film = [real('gull'), real('tern'), card('fin')];
const made = madeBy(plan(...film));

describe('a cut with stand-ins is less than the film that was finished', () => {
  it.each<[string, readonly Segment[], readonly string[]]>([
    ['all of it is rehearsed', [drawn('gull'), drawn('tern')], ['gull', 'tern']],
    ['some of it is', [drawn('gull'), real('tern')], ['gull']],
    ['what is rehearsed is renamed', [saying(drawn('bird'), 'gull happens'), real('tern')], ['bird']],
    ['it is reworded', [saying(drawn('gull'), 'A gull'), real('tern')], ['gull']],
    [
      'nothing real is left, whatever it is called and says',
      [saying(drawn('bird'), 'A gull'), saying(drawn('other'), 'A tern'), card('fin')],
      ['bird', 'other'],
    ],
  ])('where %s', (_, now, expected) => {
    expect(standIns(plan(...now), made, known)).toEqual(expected);
  });
});

describe('a cut keeps the name of the film', () => {
  it.each<[string, readonly Segment[]]>([
    ['where all of it is there', film],
    [
      'where it is moved and renamed',
      [saying(real('second'), 'tern happens'), saying(real('first'), 'gull happens')],
    ],
    ['where something new is drawn beside it', [...film, drawn('skua')]],
    ['where a new take is made', [real('gull', { takes: 2 }), real('tern')]],
    ['where it is really made anew, whatever it says', [saying(real('bird'), 'A gull'), real('tern')]],
    ['where some of it is left out', [real('tern')]],
    ['where some of it is left out, and something is drawn as ever', [real('tern'), drawn('skua')]],
    ['where something new is drawn for it', [saying(drawn('bird'), 'A gull'), real('tern')]],
    [
      'where it is to be made anew, and may be refused, beside what is drawn',
      [saying(real('gull'), 'A gull'), real('tern'), drawn('skua')],
    ],
  ])('%s', (_, now) => {
    expect(standIns(plan(...now), made, known)).toEqual([]);
  });

  it('where nothing was really made before', () => {
    const before = madeBy(plan(drawn('gull'), drawn('tern')));
    expect(standIns(plan(saying(drawn('bird'), 'A gull'), drawn('tern')), before, known)).toEqual([]);
  });

  it('where something new is drawn beside what was really made anew', () => {
    const again = madeBy(plan(saying(real('gull'), 'A gull'), real('tern')));
    const now = plan(saying(real('gull'), 'A gull'), real('tern'), drawn('skua'));
    expect(standIns(now, [...made, ...again], known)).toEqual([]);
  });

  it('again once what stood in is really made', () => {
    const rehearsed = madeBy(plan(drawn('gull'), real('tern')));
    expect(standIns(plan(...film), [...made, ...rehearsed], known)).toEqual([]);
  });
});
