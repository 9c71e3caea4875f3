import { toSeconds } from '../../core/frames.ts';
import { unreachable } from '../../core/result.ts';
import type { PlannedTake, ProviderJob, TimelineEntry } from '../../planner/plan.ts';
import { readPrompt } from '../../sketch/prompt-parts.ts';
import { readSketch } from '../../sketch/read-sketch.ts';
import type { Segment } from '../../storyboard/model.ts';
import { transitionName } from '../handover.ts';
import type { CsvCell, CsvTable } from './csv.ts';
import type { SheetInput } from './sheet-input.ts';

/** A row for each shot, in film order, in the columns that people plan a shoot with. */
export function shotList({ film, plan, states }: SheetInput): CsvTable {
  const { timeline, jobs, takes } = plan;
  const segments = new Map(film.segments.map((segment) => [segment.id, segment]));
  const titles = new Map(film.scenes.map(({ id, title }) => [id, title]));
  const asked = new Map(jobs.flatMap((job) => (job.kind === 'frame' ? [] : [[job.id, job] as const])));
  const picks = new Map(takes.flatMap((take) => (take.picked ? [[take.segment, take] as const] : [])));
  const rows = timeline.entries.flatMap((entry, i) => {
    const segment = segments.get(entry.segment);
    if (segment === undefined) return [];
    const picked = picks.get(segment.id);
    const about = { segment, picked, job: lastOf(picked, asked) };
    const place = [i + 1, segment.scene, titles.get(segment.scene), segment.id];
    const state = states.get(segment.id) ?? 'local';
    return [[...place, ...shownIn(about), ...timeOf(entry, timeline.fps), ...makingOf(about, state)]];
  });
  return { columns, rows };
}

const columns = [
  ...['number', 'scene', 'scene title', 'shot', 'source', 'size', 'movement', 'cast', 'prompt', 'dialogue'],
  ...['caption', 'title', 'start', 'length', 'transition'],
  ...['provider', 'model', 'state', 'pick', 'takes', 'why'],
];

interface Shot {
  readonly segment: Segment;
  readonly picked: PlannedTake | undefined;
  /** The one whose clip is the picked take. */
  readonly job: ProviderJob | undefined;
}

const lastOf = (
  take: PlannedTake | undefined,
  jobs: ReadonlyMap<string, ProviderJob>,
): ProviderJob | undefined => take?.jobs.flatMap((id) => jobs.get(id) ?? []).at(-1);

/** From `source` to `title`. */
function shownIn({ segment: { source, words = [] } }: Shot): readonly CsvCell[] {
  const texts = (kind: 'caption' | 'title'): string[] =>
    words.filter((one) => one.kind === kind).map(({ text }) => text);
  const shown = [lines(texts('caption')), lines(texts('title'))];
  switch (source.kind) {
    case 'generate':
    case 'image':
    case 'extend':
    case 'edit': {
      const { prompt, own = prompt, cast } = source;
      const { size, camera } = readSketch(prompt);
      const movement = camera?.length === 0 ? 'still' : camera?.join(', ');
      return [
        source.kind,
        size,
        movement,
        lines(cast.map(({ name }) => name)),
        own,
        spoken(prompt),
        ...shown,
      ];
    }
    case 'still': {
      const movement = source.move === 'none' ? 'still' : source.move;
      return [source.kind, undefined, movement, undefined, undefined, undefined, ...shown];
    }
    case 'file':
      return [source.kind, ...nothing, ...shown];
    case 'card':
      return [source.kind, ...nothing, shown[0], lines([source.card.text, ...texts('title')])];
    default:
      return unreachable(source);
  }
}

/** From `size` to `dialogue`. */
const nothing: readonly CsvCell[] = [undefined, undefined, undefined, undefined, undefined];

const lines = (texts: readonly string[]): string => texts.filter((text) => text !== '').join('\n');

const spoken = (prompt: string): string =>
  lines(readPrompt(prompt).dialogue.map(({ who, line }) => (who === '' ? line : `${who}: ${line}`)));

const timeOf = ({ start, frames, transition }: TimelineEntry, fps: number): readonly CsvCell[] => [
  milliseconds(toSeconds(start, fps)),
  milliseconds(toSeconds(frames, fps)),
  transition.type === 'cut' ? 'cut' : transitionName(transition),
];

const milliseconds = (seconds: number): number => Math.round(seconds * 1000) / 1000;

const makingOf = ({ segment, picked, job }: Shot, state: string): readonly CsvCell[] => [
  job?.request.provider,
  job?.request.model,
  state === 'local' ? 'ready' : state === 'cached' ? 'made' : state,
  picked?.take,
  job && segment.takes,
  segment.why,
];
