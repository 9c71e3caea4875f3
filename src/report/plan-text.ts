import { sizeText } from '../core/frames.ts';
import { maskKeys } from '../core/mask-keys.ts';
import { roundFps } from '../core/rates.ts';
import { unreachable } from '../core/result.ts';
import type { Cost, Footage, Job, Outstanding, Plan, Timeline, TimelineEntry } from '../planner/plan.ts';
import type { Paint } from './paint.ts';
import { printable } from './printable.ts';
import { shareReasons } from './shared-reasons.ts';
import { outstandingText, reasonBeside, spentText, stateStyle, stateText } from './standing.ts';
import { type Cell, cell, right, table } from './table.ts';
import { timelineBar } from './timeline-bar.ts';
import { clockTime, count, footage, money, waiting } from './units.ts';

/** What of a plan is shown, and where. */
export interface PlanView {
  /** The segments that it is about; absent: all. */
  readonly about?: readonly string[] | undefined;
  /** How wide the terminal is on which it is shown, if it is one. */
  readonly columns?: number | undefined;
}

/**
 * A plan for people: what would be made and why, the film's timeline, the money and the time. If it is about some
 * segments only, the others are summed up in a line, except for what has to be made. So are many jobs that are already
 * in the store, if there is nothing else to say about them.
 */
export function planText(plan: Plan, title: string, paint: Paint, { about, columns }: PlanView = {}): string {
  const { timeline } = plan;
  const segments = new Set(timeline.entries.map((entry) => entry.segment)).size;
  const head = `${paint('bold', printable(title))}  ${count(segments, 'segment')}, ${clockTime(timeline.frames / timeline.fps)} at ${roundFps(timeline.fps)} fps`;
  const table = jobTable(plan.jobs, paint, { about, columns });
  const jobs = table === '' ? [] : ['', paint('bold', 'Jobs'), table];
  const { narration, cues } = about === undefined ? timeline : { narration: [], cues: [] };
  const heard = [
    ...(narration.length > 0 ? ['', paint('bold', 'Narration'), startTable(narration, timeline.fps)] : []),
    ...(cues.length > 0 ? ['', paint('bold', 'Cues'), startTable(cues, timeline.fps)] : []),
  ];
  const drawn = columns === undefined ? [] : timelineBar(plan, columns, paint);
  const bar = drawn.length > 0 ? [...drawn, ''] : [];
  return [
    ...[head, ...jobs],
    ...(about?.length === 0
      ? []
      : ['', paint('bold', 'Timeline'), ...bar, timelineTable(plan, paint, { about, columns }), ...heard]),
    ...['', summary(plan)],
  ].join('\n');
}

function jobTable(jobs: readonly Job[], paint: Paint, { about, columns }: PlanView): string {
  const there = jobs.filter(isPlain);
  const folded = new Set(
    about === undefined
      ? there.length > few
        ? there
        : []
      : there.filter(({ segment }) => !about.includes(segment)),
  );
  const shown = jobs.filter((job) => !folded.has(job));
  const { lines, reasonOf } = shareReasons(shown);
  const rows = shown.map((job) => [
    cell(job.id),
    cell(whatJob(job)),
    cell(job.kind === 'frame' ? '' : printable(job.request.model)),
    cell(job.kind === 'frame' ? '' : sizeText(job.request.size)),
    cell(stateText(job), (text) => paint(stateStyle(job.state), text)),
    right(priceText(job)),
    cell(printable(reasonBeside(job, reasonOf(job))), (text) => paint('dim', text)),
  ]);
  if (shown.length === 0) return '';
  const left = folded.size;
  return [
    ...lines.map((line) => paint('dim', `  ${printable(line)}`)),
    table(rows, { width: columns }),
    ...(left > 0 ? [paint('dim', `  … and ${count(left, 'more job')} in the store`)] : []),
  ].join('\n');
}

/** In the store, and made exactly as requested. */
const isPlain = ({ state, reason }: Job): boolean => state === 'cached' && reason === 'made';

/** Up to this many jobs or segments of which there is nothing to tell are listed one by one. */
export const few = 4;

/** The segments that a run is about: those with something to make, if much else exists already; undefined: all. */
export function aboutRun({ jobs }: Plan): readonly string[] | undefined {
  if (jobs.filter(isPlain).length <= few) return undefined;
  return [...new Set(jobs.flatMap((job) => (isPlain(job) ? [] : [job.segment])))];
}

function priceText(job: Job): string {
  if (job.outstanding) return outstandingText(job);
  return job.state === 'cached' ? '' : money(job.cost);
}

function whatJob(job: Job): string {
  switch (job.kind) {
    case 'generate':
      return `generate ${footage(job.request.seconds)}`;
    case 'extend':
      return `extend by ${footage(job.request.seconds)}`;
    case 'edit':
      return `edit ${footage(job.request.seconds)}`;
    case 'frame':
      return job.at === undefined ? 'last frame' : 'frame';
    default:
      return unreachable(job);
  }
}

function timelineTable({ timeline }: Plan, paint: Paint, { about, columns }: PlanView): string {
  const segments = new Set(timeline.entries.map(({ segment }) => segment));
  const left = about === undefined ? 0 : segments.size - about.length;
  const time = (frames: number): string => clockTime(frames / timeline.fps);
  const rows = timeline.entries.flatMap((entry, index): Cell[][] => {
    if (about && !about.includes(entry.segment)) return [];
    return [
      [
        right(time(entry.start)),
        right(time(entry.start + entry.frames)),
        cell(entry.segment),
        cell(footageText(entry, timeline.fps), (text) => paint('dim', text)),
        cell(transitionText(entry, timeline.fps)),
        cell(wordsText(entry, timeline.entries[index - 1])),
      ],
    ];
  });
  return [
    table(rows, { width: columns }),
    ...(left > 0 ? [paint('dim', `  … and ${count(left, 'more segment')}`)] : []),
  ].join('\n');
}

/** Once for a segment of several clips. */
function wordsText({ segment, words = [] }: TimelineEntry, before: TimelineEntry | undefined): string {
  const last = segment === before?.segment ? (before.words ?? []) : [];
  return words
    .filter(({ text }) => !last.some((one) => one.text === text))
    .map(({ kind, text }) => `${kind === 'title' ? 'title ' : ''}“${printable(beginningOf(text))}”`)
    .join('  ');
}

/** Enough of a text to recognize it, on one line. */
function beginningOf(text: string): string {
  const letters = [...maskKeys(text.replaceAll(/\s+/g, ' '))];
  return letters.length > 60 ? `${letters.slice(0, 59).join('')}…` : letters.join('');
}

/** A recording may begin before the film does. */
function startTable(recordings: Timeline['narration' | 'cues'], fps: number): string {
  return table(
    recordings.map(({ file, start }): Cell[] => [
      right(`${start < 0 ? '-' : ''}${clockTime(Math.abs(start) / fps)}`),
      cell(printable(file.path)),
    ]),
  );
}

/** What is shown, if the segment's name alone doesn't say it. */
function footageText(entry: TimelineEntry, fps: number): string {
  const { segment, footage: shown, sourceStart, speed = 1 } = entry;
  const from = sourceStart === 0 ? [] : [`from ${clockTime((sourceStart / fps) * speed)}`];
  const pace = speed === 1 ? [] : [`at ${speed}×`];
  switch (shown.kind) {
    case 'clip':
      return [...(shown.job === segment ? [] : [shown.job]), ...from, ...pace].join(' ');
    case 'file':
      return [printable(shown.file.path), ...from, ...pace].join(' ');
    case 'still':
      return [printable(shown.image.path), shown.move === 'none' ? 'still' : shown.move].join(' ');
    case 'card':
      return cardText(shown.card);
    default:
      return unreachable(shown);
  }
}

function cardText({ behind }: Extract<Footage, { kind: 'card' }>['card']): string {
  if (behind === undefined) return 'card';
  const { path } = behind.kind === 'file' ? behind.file : behind.image;
  const move = behind.kind === 'file' || behind.move === 'none' ? [] : [behind.move];
  return ['card over', printable(path), ...move].join(' ');
}

/** Its length in the cut, which may be a few frames less than written. */
function transitionText({ transition, overlap }: TimelineEntry, fps: number): string {
  if (transition.type === 'cut' || overlap === 0) return '';
  const name = transition.type === 'xfade' ? transition.name : transition.type;
  return `${name} ${footage(overlap / fps)}`;
}

/** One line: how much has to be made, what it costs, how long it takes. */
function summary({ jobs, cost, seconds }: Plan): string {
  if (jobs.length === 0) return 'Nothing to make: no segment needs footage.';
  const cached = jobs.filter(({ state }) => state === 'cached').length;
  const ordered = jobs.filter(({ outstanding }) => outstanding !== undefined);
  const toMake = jobs.length - cached - ordered.length;
  const inStore =
    toMake > 0
      ? `${count(toMake, 'job')} to make, ${cached} in the store`
      : `Nothing ${ordered.length > 0 ? 'new ' : ''}to make: ${count(cached, 'job')} in the store`;
  const counts = [inStore, ...outstandingCounts(ordered)].join(', ');
  const settles = ordered.some(({ outstanding }) => outstanding?.kind !== 'lost');
  const time = `, about ${waiting(Math.max(1, seconds))}`;
  const price = cost.needed === 0 ? 'free' : `${cost.estimated ? 'about ' : ''}${money(cost.needed)}`;
  const more = toMake > 0 ? `; ${price}${time}` : settles ? `; nothing more to pay${time}` : '';
  return `${counts}${more}${soFar(cost, counts)}.`;
}

function outstandingCounts(ordered: readonly Job[]): readonly string[] {
  return kinds.flatMap(([kind, words]) => {
    const of = ordered.filter(({ outstanding }) => outstanding?.kind === kind);
    if (of.length === 0) return [];
    const price = of.reduce((sum, { outstanding }) => sum + (outstanding?.price ?? 0), 0);
    const held = outstandingText({ outstanding: { kind, price } });
    return `${of.length} ${words}${held === '' ? '' : ` (${held})`}`;
  });
}

const kinds: readonly (readonly [Outstanding['kind'], string])[] = [
  ['in-flight', 'in flight'],
  ['missing', 'to download again'],
  ['unanswered', 'maybe accepted'],
  ['lost', 'whose footage is lost'],
];

/** A sum that is said of one kind of job already is not repeated. */
function soFar({ spent, planned, reserved, maybeCharged }: Cost, said: string): string {
  const isSaid = said.includes(`(${money(reserved)} reserved)`);
  const sums = [
    ...(spent > 0 || planned > 0 ? [`spent so far ${spentText({ spent, planned })}`] : []),
    ...(reserved > 0 && !isSaid ? [`reserved ${money(reserved)}`] : []),
    ...(maybeCharged > 0 ? [`${money(maybeCharged)} may have been charged for failed jobs`] : []),
  ];
  return sums.length > 0 ? `; ${sums.join(', ')}` : '';
}
