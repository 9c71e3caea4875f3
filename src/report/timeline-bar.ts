import type { Job, JobState, Plan } from '../planner/plan.ts';
import { fitted } from './fitted.ts';
import type { Paint, Style } from './paint.ts';
import { columns, printable } from './printable.ts';
import { clockTime } from './units.ts';

/** How a column of the bar stands, the gravest last: of several segments in one column, that is shown. */
const marks = [
  ['ready', '━', 'green', 'ready'],
  ['to-make', '─', 'cyan', 'to make'],
  ['in-flight', '╌', 'yellow', 'in flight'],
  ['trouble', '×', 'red', 'failed or in doubt'],
] as const satisfies readonly (readonly [string, string, Style, string])[];

type Mark = (typeof marks)[number];

const markOf: Record<JobState, Mark> = {
  cached: marks[0],
  new: marks[1],
  changed: marks[1],
  'in-flight': marks[2],
  failed: marks[3],
  unknown: marks[3],
};

const indent = '  ';
/** The least columns that a bar is of use in. */
const narrowest = 30;

/** The film to scale, as three or four lines: its scenes, how each part of them stands, and when they begin. */
export function timelineBar(plan: Plan, width: number, paint: Paint): readonly string[] {
  const { timeline } = plan;
  const room = width - indent.length - 1;
  const scenes = scenesOf(plan);
  // A scene takes a column and one beside it at least.
  if (room < narrowest || timeline.frames === 0 || scenes.length * 2 > room) return [];
  const spans = layOut(scenes, timeline.frames, room);
  const standing = standingBySegment(plan.jobs);
  const cells = spans.map((span) => cellsOf(span, standing));
  const found = marks.filter((mark) => cells.flat().includes(mark));
  return [
    spans.map(({ scene, width }) => padded(labelIn(printable(scene), width), width)).join(' '),
    cells.map((marks) => painted(marks, paint)).join(' '),
    paint(
      'dim',
      spans
        .map(({ start, width }) => timeIn(start / timeline.fps, width))
        .join(' ')
        .trimEnd(),
    ),
    ...(found.some((mark) => mark !== marks[0])
      ? [found.map(([, sign, style, words]) => `${paint(style, sign)} ${words}`).join('   ')]
      : []),
  ].map((line) => `${indent}${line}`.trimEnd());
}

interface Scene {
  readonly scene: string;
  /** In frames of the film; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
  readonly parts: readonly { readonly segment: string; readonly start: number }[];
}

type Span = Scene & { readonly width: number };

/** Scenes as they follow one another: one that comes again is there twice. */
function scenesOf({ timeline: { entries, frames } }: Plan): readonly Scene[] {
  const scenes: { scene: string; start: number; parts: { segment: string; start: number }[] }[] = [];
  for (const { scene, segment, start } of entries) {
    const last = scenes.at(-1);
    if (last?.scene === scene) last.parts.push({ segment, start });
    else scenes.push({ scene, start, parts: [{ segment, start }] });
  }
  return scenes.map((scene, n) => ({ ...scene, end: scenes[n + 1]?.start ?? frames }));
}

/** Columns in proportion, of which each scene has one at least, and the whole is as wide as there is room. */
function layOut(scenes: readonly Scene[], frames: number, room: number): readonly Span[] {
  const free = room - (scenes.length - 1) - scenes.length;
  const until = (frame: number): number => Math.round((free * frame) / frames);
  return scenes.map((scene) => ({ ...scene, width: 1 + until(scene.end) - until(scene.start) }));
}

function cellsOf({ start, end, parts, width }: Span, standing: ReadonlyMap<string, Mark>): readonly Mark[] {
  return Array.from({ length: width }, (_, column) => {
    const from = start + ((end - start) * column) / width;
    const to = start + ((end - start) * (column + 1)) / width;
    const seen = parts.filter((part, n) => part.start < to && (parts[n + 1]?.start ?? end) > from);
    return seen.map(({ segment }) => standing.get(segment) ?? marks[0]).reduce(graver, marks[0]);
  });
}

const graver = (a: Mark, b: Mark): Mark => (marks.indexOf(b) > marks.indexOf(a) ? b : a);

function standingBySegment(jobs: readonly Job[]): ReadonlyMap<string, Mark> {
  const found = new Map<string, Mark>();
  for (const { segment, state } of jobs)
    found.set(segment, graver(found.get(segment) ?? marks[0], markOf[state]));
  return found;
}

/** Equal marks together: a colour for each would be many bytes. */
function painted(cells: readonly Mark[], paint: Paint): string {
  let text = '';
  for (let from = 0; from < cells.length; ) {
    const mark = cells[from];
    if (mark === undefined) break;
    const next = cells.findIndex((one, n) => n > from && one !== mark);
    const to = next < 0 ? cells.length : next;
    text += paint(mark[2], mark[1].repeat(to - from));
    from = to;
  }
  return text;
}

/** Of a name that is cut off, fewer letters tell nothing. */
const fewest = 4;

const labelIn = (name: string, width: number): string =>
  columns(name) <= width || width >= fewest ? fitted(name, width) : '';

/** `0:07`, if there is room for it and a space. */
function timeIn(seconds: number, width: number): string {
  const [time = ''] = clockTime(Math.floor(seconds)).split('.');
  return padded(time.length <= width ? time : '', width);
}

const padded = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - columns(text)));
