import { canonicalJson, hashOf } from '../core/canonical.ts';
import type { Diagnostic } from '../core/diagnostic.ts';
import { amount } from '../core/money.ts';
import { err, ok, type Result } from '../core/result.ts';
import { type Sentence, say, says } from '../core/sentence.ts';
import type { Storyboard } from '../storyboard/model.ts';
import { partsOf } from './film-parts.ts';
import type { Footage, FrameJob, Plan, ProviderJob } from './plan.ts';
import { showsOf } from './shows.ts';
import { changesOf } from './state/changes.ts';

/**
 * A plan in a file, with what it was made from: all that a run of it would send and pay. It is never executed
 * as it is: a run plans again with the same choices, and continues only if the result is the same.
 */
export interface SavedPlan {
  readonly schemaVersion: 2;
  readonly choices: PlanChoices;
  /** Without how long each may take: that changes with every job that is made. */
  readonly jobs: readonly SavedJob[];
  /** By segment, which part of the footage the film shows, and when. */
  readonly timeline: readonly { readonly segment: string; readonly shows: unknown }[];
  /** What else decides how the film looks and sounds and what is made of it: a hash of each part. */
  readonly film: Readonly<Record<string, string>>;
  /** Where the providers that make the jobs were, by name, if they are anywhere else than here. Plans of 0.1 have none. */
  readonly addresses?: Readonly<Record<string, string>>;
  readonly cost: number;
}

type SavedJob = Omit<ProviderJob, 'pace'> | Omit<FrameJob, 'pace'>;

/** The choices of the person who planned, beside the storyboard. */
interface PlanChoices {
  /** From the plan's folder, with `/` between names. */
  readonly storyboard: string;
  readonly vars: Readonly<Record<string, string>>;
  readonly provider?: string | undefined;
  readonly model?: string | undefined;
  readonly only?: readonly string[] | undefined;
  readonly draft?: boolean | undefined;
  readonly payAgain?: boolean | undefined;
}

export const savePlan = (
  { jobs, timeline, cost }: Plan,
  storyboard: Storyboard,
  { choices, addresses }: Required<Pick<SavedPlan, 'choices' | 'addresses'>>,
): SavedPlan => ({
  schemaVersion: 2,
  choices,
  jobs: jobs.map(({ pace: _, ...job }) => job),
  timeline: timeline.entries.map(({ segment, scene: _, footage, ...shows }) => ({
    segment,
    shows: {
      ...shows,
      footage: shownBy(footage),
      fps: timeline.fps,
    },
  })),
  film: partsOf(storyboard),
  addresses,
  cost: cost.needed,
});

/** By what it shows: how it is labelled changes nothing that is sent or paid. */
function shownBy(footage: Footage): unknown {
  if (footage.kind !== 'clip') return showsOf(footage);
  const { standIn: _, ...clip } = footage;
  return clip;
}

/** The text of a plan's file; its seal shows whether anybody changed it. */
export const writeSavedPlan = (plan: SavedPlan): string =>
  `${JSON.stringify({ ...plan, seal: hashOf(plan) }, null, 2)}\n`;

/** The error says why the text is not a saved plan. A valid seal means that we wrote it, so members are not checked. */
export function readSavedPlan(text: string): Result<SavedPlan, string> {
  let value: SavedPlan & { readonly seal: unknown };
  try {
    value = JSON.parse(text);
  } catch {
    return err('it is not JSON');
  }
  if (typeof value !== 'object' || value === null || !('seal' in value))
    return err('it does not contain a plan');
  const { seal, ...plan } = value;
  if (plan.schemaVersion !== 2) return err('it was written by another version of Storycut');
  return seal === hashOf(plan) ? ok(plan) : err('it was changed after it was saved');
}

/** Whether a text is a plan that a Storycut of any version wrote, and that nobody changed since. */
export function isSealed(text: string): boolean {
  try {
    const { seal, ...plan } = JSON.parse(text);
    return seal === hashOf(plan);
  } catch {
    return false;
  }
}

/** What changed since the plan was saved, job by job; empty when a run does exactly the saved plan. */
export function whatMoved(saved: SavedPlan, now: SavedPlan): readonly Diagnostic[] {
  const jobs = pairs(saved.jobs, now.jobs, ({ id }) => id).flatMap(([before, after]) =>
    jobMoved(before, after),
  );
  const cuts = pairs(numbered(saved.timeline), numbered(now.timeline), ({ name }) => name)
    .filter(([before, after]) => !equal(before, after))
    .map(([before, after]) => (before ?? after)?.segment ?? '');
  const placed = [...new Set(cuts)].filter((segment) => !jobs.some((moved) => moved.segment === segment));
  const parts = Object.keys({ ...saved.film, ...now.film }).filter(
    (part) => saved.film[part] !== now.film[part],
  );
  return [
    ...addressesMoved(saved, now),
    ...jobs,
    ...placed.map((segment) => moved(say`${segment} is cut differently, or has moved in the film.`, segment)),
    ...parts.map((part) => moved(say`The film's ${{ part }} changed.`)),
  ];
}

/** A price that was agreed to is that of one server. */
function addressesMoved(
  { addresses: before = {} }: SavedPlan,
  { addresses: now = {} }: SavedPlan,
): readonly Diagnostic[] {
  return Object.entries(before).flatMap(([provider, addressBefore]) => {
    const { [provider]: address = addressBefore } = now;
    if (address === addressBefore) return [];
    return [moved(say`${{ provider }} was at ${{ addressBefore }} and is now at ${{ address }}.`)];
  });
}

/** A segment whose footage is several clips has an entry for each. */
function numbered(timeline: SavedPlan['timeline']) {
  const seen = new Map<string, number>();
  return timeline.map((entry) => {
    const nth = (seen.get(entry.segment) ?? 0) + 1;
    seen.set(entry.segment, nth);
    return { ...entry, name: `${entry.segment} ${nth}` };
  });
}

function jobMoved(before: SavedJob | undefined, now: SavedJob | undefined): readonly Diagnostic[] {
  if (before === undefined)
    return now ? [moved(say`${{ job: now.id }} is new: ${{ cause: now.reason }}.`, now.segment)] : [];
  const { id, segment } = before;
  const job = { job: id };
  if (now === undefined) return [moved(say`${job} is no longer in the plan.`, segment)];
  const changes = [
    ...requestChanges(before, now).map((change) => say`${change}`),
    ...(before.state === now.state ? [] : [stateChange(before, now)]),
    ...(before.cost === now.cost ? [] : [priceChange(before, now)]),
    ...(equal(triesOf(before), triesOf(now)) ? [] : [say`its fallbacks or attempts changed`]),
  ];
  if (changes.length > 0) return [moved(say`${job}: ${together(changes)}.`, segment)];
  return equal(wordless(before), wordless(now)) ? [] : [moved(say`${job} has moved in the plan.`, segment)];
}

const stateChange = (before: SavedJob, { state, reason }: SavedJob): Sentence =>
  say`it was ${{ stateBefore: before.state }} and is now ${{ state }} (${{ cause: reason }})`;

const priceChange = (before: SavedJob, { cost: price }: SavedJob): Sentence =>
  say`it costs ${amount({ price })} instead of ${amount({ priceBefore: before.cost })}`;

/** Clauses of one sentence, which are also listed in the params. */
const together = (clauses: readonly Sentence[]): Sentence => {
  const changes = clauses.map(({ text }) => text);
  return {
    text: changes.join('; '),
    params: Object.assign({ changes }, ...clauses.map(({ params }) => params)),
  };
};

function requestChanges(before: SavedJob, now: SavedJob): readonly string[] {
  if (before.fingerprint === now.fingerprint) return [];
  if (before.kind === 'frame' || now.kind === 'frame') return ['its source footage changed'];
  const changes = changesOf(before.request, now.request, () => 'the footage it starts from changed');
  return changes.length > 0 ? changes : ['it is another take'];
}

/** Without the text of its reason, which another version may word differently. */
const wordless = ({ reason: _, ...job }: SavedJob): unknown => job;

const triesOf = (job: SavedJob): unknown => (job.kind === 'frame' ? [] : [job.fallbacks, job.attempts]);

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

const moved = (message: Sentence, segment?: string): Diagnostic => ({
  severity: 'error',
  code: 'plan-moved',
  ...says(message),
  ...(segment !== undefined && { segment }),
});
