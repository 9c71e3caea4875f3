import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sourceOf } from '../../src/planner/chains/order.ts';
import { jobsToMake, type Plan } from '../../src/planner/plan.ts';
import type { Segment } from '../../src/storyboard/model.ts';
import { holding, made, planOf, provider, providers } from '../rig/planning.ts';
import { card, edit, extend, file, generate, image, picture, video } from '../rig/storyboard-builder.ts';
import { caption } from '../rig/words.ts';

const options = { providers: providers(provider('frames', { edit: true, promptLimit: 1000 })) };
const plan = (film: readonly Segment[], held: Plan['jobs'] = []): Plan =>
  planOf(film, { ...options, holdings: holding(made(held)) });

/** Films of up to seven segments, each of which extends or edits an earlier one or stands for itself. */
const films: fc.Arbitrary<readonly Segment[]> = fc
  .array(
    fc.record({
      source: fc.constantFrom('generate', 'image', 'extend', 'edit', 'file', 'card'),
      of: fc.nat(),
      maker: fc.constantFrom(
        { provider: 'animatic', model: 'animatic' },
        { provider: 'frames', model: 'frames-1' },
        { provider: 'openai', model: 'sora-2' },
      ),
      duration: fc.constantFrom(3, 8, 13),
      takes: fc.integer({ min: 1, max: 3 }),
      pick: fc.nat(),
    }),
    { minLength: 1, maxLength: 7 },
  )
  .map((drawn) => {
    const sources: string[] = [];
    return drawn.map(({ source, of, maker, duration, takes, pick }, index) => {
      const id = `s${index}`;
      const more = { ...maker, takes, pick: 1 + (pick % takes) };
      const from = sources[of % Math.max(1, sources.length)];
      const segment = segmentOf(
        from === undefined && (source === 'extend' || source === 'edit') ? 'generate' : source,
      );
      if (source !== 'card') sources.push(id);
      return segment;

      function segmentOf(kind: typeof source): Segment {
        switch (kind) {
          case 'image':
            return image(id, picture(`${id}.png`), { ...more, duration });
          case 'extend':
            return extend(id, from ?? '', { ...more, duration: Math.min(duration, 8) });
          case 'edit':
            return edit(id, from ?? '', more);
          case 'file':
            return file(id, video(`${id}.mp4`, duration));
          case 'card':
            return card(id, { duration });
          default:
            return generate(id, { ...more, duration });
        }
      }
    });
  });

/** Films with one of their segments that has a prompt. */
const filmsAndOne = films
  .filter((film) => film.some(isPrompted))
  .chain((film) => fc.tuple(fc.constant(film), fc.constantFrom(...film.filter(isPrompted))));

const fingerprints = ({ jobs }: Plan) => new Set(jobs.map(({ fingerprint }) => fingerprint));

describe('changing what does not alter footage makes nothing again', () => {
  const free: fc.Arbitrary<Partial<Segment>> = fc.constantFrom<Partial<Segment>>(
    { words: [caption('Stairs', { from: 1, position: 'top' }), caption('Up', { kind: 'title' })] },
    { trim: { from: 1, to: 2 } },
    { transition: { type: 'dissolve', duration: 0.5 } },
    { fit: 'crop' },
    { attempts: 1 },
    { scene: 'another' },
  );

  it('a caption, trim, transition, fit, number of attempts, scene', () => {
    fc.assert(
      fc.property(films, fc.nat(), free, (film, index, change) => {
        const { jobs } = plan(film);
        const changed = film.map((one, i) => (i === index % film.length ? { ...one, ...change } : one));
        expect(jobsToMake(plan(changed, jobs))).toEqual([]);
      }),
    );
  });

  it('a name', () => {
    fc.assert(
      fc.property(films, (film) => {
        const renamed = film.map((one) => ({ ...one, id: `x-${one.id}`, source: reOf(one.source) }));
        expect(fingerprints(plan(renamed))).toEqual(fingerprints(plan(film)));
      }),
    );
    function reOf(source: Segment['source']): Segment['source'] {
      return source.kind === 'extend' || source.kind === 'edit'
        ? { ...source, of: `x-${source.of}` }
        : source;
    }
  });

  it('a place in the film', () => {
    fc.assert(
      fc.property(
        films.chain((film) =>
          fc.tuple(fc.constant(film), fc.shuffledSubarray([...film], { minLength: film.length })),
        ),
        ([film, moved]) => {
          expect(fingerprints(plan(moved))).toEqual(fingerprints(plan(film)));
        },
      ),
    );
  });

  it('the pick of a segment that nothing starts from', () => {
    fc.assert(
      fc.property(filmsAndOne, ([film, one]) => {
        fc.pre(!film.some((other) => sourceOf(other) === one.id));
        const picking = film.map((other) => (other === one ? { ...one, pick: one.takes } : other));
        expect(jobsToMake(plan(picking, plan(film).jobs))).toEqual([]);
      }),
    );
  });
});

describe('changing what alters footage', () => {
  it('makes exactly that segment and those that start from it again', () => {
    fc.assert(
      fc.property(filmsAndOne, ([film, one]) => {
        const before = plan(film);
        const changed = film.map((other) => (other === one ? reworded(other) : other));
        const after = plan(changed, before.jobs);
        const again = downstream(film, one.id);
        const making = new Set(
          after.takes.filter(({ segment }) => again.has(segment)).flatMap(({ jobs }) => jobs),
        );
        // The one last frame on the way that stays: that of the footage the changed segment itself starts from.
        const kept = new Set(before.jobs.map(({ fingerprint }) => fingerprint));
        expect(jobsToMake(after).map(({ id }) => id)).toEqual(
          after.jobs
            .filter(({ id, fingerprint }) => making.has(id) && !kept.has(fingerprint))
            .map(({ id }) => id),
        );
        for (const { segment, jobs } of after.takes) {
          const last = after.jobs.find(({ id }) => id === jobs.at(-1));
          expect(last?.state === 'cached').toBe(!again.has(segment));
        }
      }),
    );
  });
});

describe('every plan', () => {
  it('has each job once, after what it needs', () => {
    fc.assert(
      fc.property(films, (film) => {
        const { jobs } = plan(film);
        const before = new Set<string>();
        for (const { id, needs } of jobs) {
          expect(before.has(id)).toBe(false);
          for (const need of needs) expect(before).toContain(need);
          before.add(id);
        }
        expect(fingerprints({ ...plan(film) }).size).toBe(jobs.length);
      }),
    );
  });

  it('makes nothing that is made, and costs nothing then', () => {
    fc.assert(
      fc.property(films, (film) => {
        const again = plan(film, plan(film).jobs);
        expect(jobsToMake(again)).toEqual([]);
        expect(again.cost.needed).toBe(0);
        expect(again.seconds).toBe(0);
      }),
    );
  });

  it('costs as much as its jobs', () => {
    fc.assert(
      fc.property(films, (film) => {
        const { jobs, cost } = plan(film);
        expect(cost.needed).toBeCloseTo(
          jobs.reduce((sum, job) => sum + job.cost, 0),
          6,
        );
      }),
    );
  });

  it('has a timeline without gaps, as long as its segments less what overlaps', () => {
    const transitions = fc.array(fc.constantFrom(0, 0.5, 1, 9), { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(films, transitions, (film, seconds) => {
        const joined = film.map((one, i) => ({ ...one, transition: dissolve(seconds[i] ?? 0) }));
        const { entries, frames } = plan(joined).timeline;
        let start = 0;
        for (const [i, entry] of entries.entries()) {
          expect(entry.start).toBe(start);
          expect(entry.frames).toBeGreaterThan(0);
          start += entry.frames - (i < entries.length - 1 ? entry.overlap : 0);
        }
        expect(frames).toBe(start);
        expect([...new Set(entries.map(({ segment }) => segment))]).toEqual(film.map(({ id }) => id));
      }),
    );
    function dissolve(duration: number): Segment['transition'] {
      return duration === 0 ? { type: 'cut' } : { type: 'dissolve', duration };
    }
  });
});

it('plans ten thousand segments that extend one another without running out of stack', () => {
  const own = { provider: 'animatic', model: 'animatic' };
  const film = Array.from({ length: 10_000 }, (_, i) =>
    i === 0 ? generate('s0', own) : extend(`s${i}`, `s${i - 1}`, own),
  ).toReversed();
  expect(plan(film).jobs.at(-1)?.id).toBe('s9999');
});

function isPrompted({ source }: Segment): boolean {
  return source.kind !== 'file' && source.kind !== 'card';
}

function reworded(segment: Segment): Segment {
  const { source } = segment;
  if (!('prompt' in source)) throw new Error(`${segment.id} has no prompt`);
  return { ...segment, source: { ...source, prompt: `${source.prompt} otherwise` } };
}

/** A segment and all that start from it, directly or not. */
function downstream(film: readonly Segment[], id: string): ReadonlySet<string> {
  const found = new Set([id]);
  for (const one of film) if (found.has(sourceOf(one) ?? '')) found.add(one.id);
  return found;
}
