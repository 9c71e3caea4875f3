import { canonicalJson, hashOf } from '../core/canonical.ts';
import type { Diagnostic } from '../core/diagnostic.ts';
import { dollars } from '../core/money.ts';
import { err, ok, type Result } from '../core/result.ts';
import { changesOf } from './changes.ts';
import type { Footage, Job, Plan } from './plan.ts';
import { showsOf } from './shows.ts';

/**
 * A plan in a file, with what it was made from: all that a run of it would send and pay. It is never carried
 * out as it stands; a run plans again with the same choices, and goes on only if that comes to the same.
 */
export interface SavedPlan {
  readonly schemaVersion: 1;
  readonly choices: Choices;
  readonly jobs: readonly Job[];
  /** By segment, what of the footage the film shows and when. */
  readonly timeline: readonly { readonly segment: string; readonly shows: unknown }[];
  readonly cost: number;
}

/** What the person who planned chose, beside the storyboard. */
export interface Choices {
  /** From the plan's folder, with `/` between names. */
  readonly storyboard: string;
  readonly vars: Readonly<Record<string, string>>;
  readonly provider?: string | undefined;
  readonly model?: string | undefined;
  readonly only?: readonly string[] | undefined;
  readonly draft?: boolean | undefined;
  readonly payAgain?: boolean | undefined;
}

export const savePlan = ({ jobs, timeline, cost }: Plan, choices: Choices): SavedPlan => ({
  schemaVersion: 1,
  choices,
  jobs,
  timeline: timeline.entries.map(({ segment, scene: _, footage, ...shows }) => ({
    segment,
    shows: {
      ...shows,
      footage: shownBy(footage),
      fps: timeline.fps,
    },
  })),
  cost: cost.needed,
});

/** By what it shows; how it is labelled neither sends nor pays anything. */
function shownBy(footage: Footage): unknown {
  if (footage.kind !== 'clip') return showsOf(footage);
  const { standIn: _, ...clip } = footage;
  return clip;
}

/** The text of a plan's file; its seal shows whether anybody changed it. */
export const writeSavedPlan = (plan: SavedPlan): string =>
  `${JSON.stringify({ ...plan, seal: hashOf(plan) }, null, 2)}\n`;

/** The error says why the text is no plan that was saved. A right seal means that we wrote it, so members aren't checked. */
export function readSavedPlan(text: string): Result<SavedPlan, string> {
  let value: SavedPlan & { readonly seal: unknown };
  try {
    value = JSON.parse(text);
  } catch {
    return err('it is not JSON');
  }
  if (typeof value !== 'object' || value === null || !('seal' in value)) return err('it is no saved plan');
  const { seal, ...plan } = value;
  if (plan.schemaVersion !== 1) return err('it was written by another version of Storycut');
  return seal === hashOf(plan) ? ok(plan) : err('it was changed after it was saved');
}

/** What is not any more as it was when the plan was saved, job by job; empty when a run does exactly the saved plan. */
export function whatMoved(saved: SavedPlan, now: SavedPlan): readonly Diagnostic[] {
  const jobs = pairs(saved.jobs, now.jobs, ({ id }) => id).flatMap(([before, after]) =>
    jobMoved(before, after),
  );
  const cuts = pairs(saved.timeline, now.timeline, ({ segment }) => segment)
    .filter(([before, after]) => !equal(before, after))
    .map(([before, after]) => (before ?? after)?.segment ?? '');
  const placed = cuts.filter((segment) => !jobs.some((moved) => moved.segment === segment));
  return [...jobs, ...placed.map((segment) => moved(segment, `${segment} has another place in the film.`))];
}

function jobMoved(before: Job | undefined, now: Job | undefined): readonly Diagnostic[] {
  if (before === undefined) return now ? [moved(now.segment, `${now.id} is new: ${now.reason}.`)] : [];
  const { id, segment } = before;
  if (now === undefined) return [moved(segment, `${id} is not in the plan any more.`)];
  const changes = [
    ...requestChanges(before, now),
    ...(before.state === now.state ? [] : [`it was ${before.state}, and is ${now.state} (${now.reason})`]),
    ...(before.cost === now.cost ? [] : [`it costs ${dollars(now.cost)} instead of ${dollars(before.cost)}`]),
    ...(equal(triesOf(before), triesOf(now)) ? [] : ['its fallbacks or attempts changed']),
  ];
  if (changes.length > 0) return [moved(segment, `${id}: ${changes.join('; ')}.`)];
  return equal(before, now) ? [] : [moved(segment, `${id} stands elsewhere in the plan.`)];
}

function requestChanges(before: Job, now: Job): readonly string[] {
  if (before.fingerprint === now.fingerprint) return [];
  if (before.kind === 'frame' || now.kind === 'frame') return ['the footage it is taken from changed'];
  const changes = changesOf(before.request, now.request, () => 'the footage it starts from changed');
  return changes.length > 0 ? changes : ['another take is asked for'];
}

const triesOf = (job: Job): unknown => (job.kind === 'frame' ? [] : [job.fallbacks, job.attempts]);

/** Each of either with its namesake in the other. */
function pairs<T>(
  before: readonly T[],
  now: readonly T[],
  nameOf: (one: T) => string,
): readonly (readonly [T | undefined, T | undefined])[] {
  const earlier = new Map(before.map((one) => [nameOf(one), one]));
  const later = new Map(now.map((one) => [nameOf(one), one]));
  return [...new Set([...earlier.keys(), ...later.keys()])].map((name) => [
    earlier.get(name),
    later.get(name),
  ]);
}

const equal = (a: unknown, b: unknown): boolean => canonicalJson(a ?? null) === canonicalJson(b ?? null);

const moved = (segment: string, message: string): Diagnostic => ({
  severity: 'error',
  code: 'plan-moved',
  message,
  segment,
});
