import { say, says } from '../core/sentence.ts';
import { cardOf } from './card.ts';
import { membersOf } from './cast.ts';
import { composed, ownWords } from './compose.ts';
import type { Fill } from './fill.ts';
import { decibels } from './hearing.ts';
import type { NamedSegment } from './ids.ts';
import type { Settings } from './inherit.ts';
import type { Format, LastImage, OwnReference, Prompted, Segment, Source } from './model.ts';
import { fitOf, ownSource, saidFit } from './own-footage.ts';
import type { Path } from './places.ts';
import type { Problem, Problems } from './problems.ts';
import type { NamedFiles } from './read-files.ts';
import type { Prompt, Segment as SegmentInFile, StoryboardFile } from './schema.gen.ts';
import type { Measure } from './time.ts';
import { measured } from './transition.ts';

/** What is needed to resolve all segments of a storyboard. */
export interface Resolving {
  readonly file: StoryboardFile;
  readonly files: NamedFiles;
  readonly fill: Fill;
  readonly problems: Problems;
  readonly format: Format;
  /** Overrides the storyboard. */
  readonly provider?: string;
  readonly model?: string;
}

/** In seconds. Existing footage, and edits of other footage, have their own lengths. */
const usualDurations = { generate: 8, image: 8, extend: 8, still: 4, card: 3 } as const;

/**
 * A segment with all that it inherits, and composed prompts. Its trim and transition are not checked yet, and its words are missing.
 * Undefined if a file that it needs can't be used.
 */
export function segmentOf(
  named: NamedSegment,
  settings: Settings,
  measure: Measure,
  at: Pick<Segment, 'place' | 'chosenAt'>,
  resolving: Resolving,
): Segment | undefined {
  const { id, written, scene } = named;
  const source = sourceOf(named, settings, measure, resolving);
  if (!source) return undefined;
  const { provider = settings.provider } = resolving;
  const model = resolving.model ?? settings.model;
  const duration = durationOf(source, named, settings, measure);
  const pick = 'pick' in written ? written.pick : undefined;
  if (named.sure && pick !== undefined && pick > settings.takes)
    resolving.problems.add(pickBeyondTakes(named, pick, settings.takes));
  return {
    id,
    scene: scene.id,
    ...at,
    source,
    provider,
    ...(model !== undefined && { model }),
    ...(settings.tempo !== undefined && { tempo: settings.tempo }),
    ...(duration !== undefined && { duration }),
    ...speedOf(written),
    takes: settings.takes,
    ...(pick !== undefined && { pick }),
    ...('why' in written && written.why !== undefined && { why: written.why }),
    ...('lock' in written && written.lock && { locked: true }),
    attempts: settings.attempts,
    variation: ('variation' in written ? written.variation : undefined) ?? 1,
    options: settings.options,
    ...(!settings.sound && { soundOff: true }),
    fit: fitOf(source, named, resolving),
    ...(saidFit(named, resolving.file) !== undefined && { fitSaid: true }),
    ...volumeOf(written),
    transition: measured(settings.join.transition, measure),
  };
}

/** Footage at its normal speed has none, even if that is written. */
const speedOf = (written: SegmentInFile): { readonly speed?: number } =>
  'speed' in written && written.speed !== undefined && written.speed !== 1 ? { speed: written.speed } : {};

function volumeOf(written: SegmentInFile): Pick<Segment, 'volume'> {
  if ('mute' in written && written.mute) return { volume: 'mute' };
  return 'volume' in written && written.volume !== undefined ? { volume: decibels(written.volume) } : {};
}

/** Only a warning, since `redo` makes takes beyond the storyboard's own. */
const pickBeyondTakes = ({ id, path }: NamedSegment, pick: number, takes: number): Problem => ({
  severity: 'warning',
  code: 'pick-beyond-takes',
  path: [...path, 'pick'],
  ...says(
    say`Take ${{ take: pick }} is picked, but the storyboard asks for only ${{ takes }}.`,
    say`Unless \`storycut redo\` has made it, write \`${{ write: `takes: ${pick}` }}\` or pick another take.`,
  ),
  segment: id,
});

/** Existing footage, and edits of other footage, have no default duration. */
function durationOf(
  { kind }: Source,
  { written }: NamedSegment,
  { duration }: Settings,
  { length }: Measure,
): number | undefined {
  const ownOnly = kind === 'file' || kind === 'edit';
  if (duration !== undefined && !(ownOnly && written.duration === undefined))
    return length(duration.written, duration.path);
  return ownOnly ? undefined : usualDurations[kind];
}

function sourceOf(
  named: NamedSegment,
  settings: Settings,
  measure: Measure,
  resolving: Resolving,
): Source | undefined {
  const { written } = named;
  if ('card' in written) {
    const card = cardOf(named, written.card, measure, resolving);
    return card && { kind: 'card', card };
  }
  if ('file' in written) return ownSource(named, written, resolving);
  const prompted = promptedOf(named, written, settings, resolving);
  if ('extend' in written) return { kind: 'extend', of: written.extend, ...prompted };
  if ('edit' in written) return { kind: 'edit', of: written.edit, ...prompted };
  const { 'last-image': last } = written;
  const lastImage: LastImage | undefined = last === 'next' ? last : resolving.files.get(last ?? '');
  if (last !== undefined && lastImage === undefined) return undefined;
  const ends = { ...prompted, ...(lastImage && { lastImage }) };
  if (!('image' in written)) return { kind: 'generate', ...ends };
  const image = written.image === 'previous' ? written.image : resolving.files.get(written.image);
  return image && { kind: 'image', image, ...ends };
}

type WithPrompt = Extract<SegmentInFile, { prompt: Prompt }>;

function promptedOf(
  { path, sure }: NamedSegment,
  written: WithPrompt,
  settings: Settings,
  { file, files, fill, problems }: Resolving,
): Prompted {
  const whole = (prompt: Prompt, at: Path) => {
    const before = problems.diagnostics.length;
    const own = ownWords(prompt, at, fill);
    const explained = !sure || problems.diagnostics.length > before;
    if (own.text === '' && !explained) problems.add(saysNothing(at));
    const words = { ...composed(own, settings.around), own: own.text };
    return fill.fits(words.text, at) ? words : { ...words, text: '' };
  };
  const { text, own, cast, spoken } = whole(written.prompt, [...path, 'prompt']);
  const fallbacks = written.fallbacks ?? [];
  const references = settings.references.flatMap((one) => referenceOf(one, files));
  return {
    prompt: text,
    ...(own !== text && { own }),
    fallbacks: fallbacks.map((fallback, i) => whole(fallback, [...path, 'fallbacks', i]).text),
    cast: membersOf(cast, file, files),
    ...(references.length > 0 && { references }),
    dialogue: spoken,
  };
}

/** None if its file can't be used, which has been reported. */
function referenceOf(written: Settings['references'][number], files: NamedFiles): readonly OwnReference[] {
  const { role } = written;
  const [medium, name] =
    'image' in written
      ? (['image', written.image] as const)
      : 'video' in written
        ? (['video', written.video] as const)
        : (['audio', written.audio] as const);
  const file = files.get(name);
  return file ? [{ medium, file, ...(role !== undefined && { role }) }] : [];
}

const saysNothing = (path: Path): Problem => ({
  code: 'empty',
  path,
  ...says(
    say`This prompt is empty once its variables are filled in.`,
    say`Give the variables a value, or add text to the prompt.`,
  ),
});
