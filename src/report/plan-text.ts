import { sizeText } from '../core/frames.ts';
import { unreachable } from '../core/result.ts';
import type { Job, JobState, Plan, Timeline, TimelineEntry } from '../planner/plan.ts';
import type { Paint, Style } from './paint.ts';
import { printable } from './printable.ts';
import { type Cell, cell, right, table } from './table.ts';
import { clockTime, count, footage, money, waiting } from './units.ts';

/** A plan for people: what would be made and why, the film's timeline, the money and the time. */
export function planText(plan: Plan, title: string, paint: Paint): string {
  const { timeline } = plan;
  const segments = new Set(timeline.entries.map((entry) => entry.segment)).size;
  const head = `${paint('bold', printable(title))}  ${count(segments, 'segment')}, ${clockTime(timeline.frames / timeline.fps)} at ${timeline.fps} fps`;
  const jobs = plan.jobs.length > 0 ? ['', paint('bold', 'Jobs'), jobTable(plan.jobs, paint)] : [];
  const { narration } = timeline;
  const voices = narration.length > 0 ? ['', paint('bold', 'Narration'), narrationTable(timeline)] : [];
  return [
    ...[head, ...jobs],
    ...['', paint('bold', 'Timeline'), timelineTable(plan, paint), ...voices],
    ...['', summary(plan)],
  ].join('\n');
}

function jobTable(jobs: readonly Job[], paint: Paint): string {
  return table(
    jobs.map((job) => [
      cell(job.id),
      cell(whatJob(job)),
      cell(job.kind === 'frame' ? '' : printable(job.request.model)),
      cell(job.kind === 'frame' ? '' : sizeText(job.request.size)),
      cell(job.state, (text) => paint(stateStyle(job.state), text)),
      right(job.state === 'cached' ? '' : money(job.cost)),
      cell(printable(job.reason), (text) => paint('dim', text)),
    ]),
  );
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
      return 'last frame';
    default:
      return unreachable(job);
  }
}

export function stateStyle(state: JobState): Style {
  switch (state) {
    case 'cached':
      return 'green';
    case 'new':
    case 'changed':
      return 'cyan';
    case 'in-flight':
      return 'yellow';
    case 'failed':
    case 'unknown':
      return 'red';
    default:
      return unreachable(state);
  }
}

function timelineTable({ timeline }: Plan, paint: Paint): string {
  const time = (frames: number): string => clockTime(frames / timeline.fps);
  return table(
    timeline.entries.map((entry, index): Cell[] => [
      right(time(entry.start)),
      right(time(entry.start + entry.frames)),
      cell(entry.segment),
      cell(footageText(entry, timeline.fps), (text) => paint('dim', text)),
      cell(transitionText(entry, timeline.fps)),
      cell(captionText(entry, timeline.entries[index - 1])),
    ]),
  );
}

/** Once for a segment of several clips. */
function captionText({ segment, caption }: TimelineEntry, before: TimelineEntry | undefined): string {
  if (caption === undefined || segment === before?.segment) return '';
  return `“${printable(caption.replaceAll(/\s+/g, ' '))}”`;
}

/** A recording may begin before the film does. */
function narrationTable({ narration, fps }: Timeline): string {
  return table(
    narration.map(({ file, start }): Cell[] => [
      right(`${start < 0 ? '-' : ''}${clockTime(Math.abs(start) / fps)}`),
      cell(printable(file.path)),
    ]),
  );
}

/** What is shown, where the segment's name alone doesn't tell. */
function footageText({ segment, footage: shown, sourceStart }: TimelineEntry, fps: number): string {
  const from = sourceStart === 0 ? [] : [`from ${clockTime(sourceStart / fps)}`];
  switch (shown.kind) {
    case 'clip':
      return [...(shown.job === segment ? [] : [shown.job]), ...from].join(' ');
    case 'file':
      return [printable(shown.file.path), ...from].join(' ');
    case 'card':
      return 'card';
    default:
      return unreachable(shown);
  }
}

function transitionText({ transition }: TimelineEntry, fps: number): string {
  if (transition.type === 'cut') return '';
  const name = transition.type === 'xfade' ? transition.name : transition.type;
  return `${name} ${Number((Math.round(transition.duration * fps) / fps).toFixed(2))} s`;
}

/** One line: how much is to be made, what it costs, how long it takes. */
function summary({ jobs, cost, seconds }: Plan): string {
  const toMake = jobs.filter((job) => job.state !== 'cached').length;
  const cached = jobs.length - toMake;
  const spent = cost.spent > 0 ? `; spent so far ${money(cost.spent)}` : '';
  if (jobs.length === 0) return 'Nothing to make: no segment asks for footage.';
  if (toMake === 0) return `Nothing to make: ${count(cached, 'job')} in the store${spent}.`;
  const price = cost.needed === 0 ? 'free' : `${cost.estimated ? 'about ' : ''}${money(cost.needed)}`;
  return `${count(toMake, 'job')} to make, ${cached} in the store; ${price}, about ${waiting(Math.max(1, seconds))}${spent}.`;
}
