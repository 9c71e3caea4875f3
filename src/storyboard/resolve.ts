import type { Place } from '../core/diagnostic.ts';
import { audioOf } from './audio.ts';
import { captionsOf } from './captions.ts';
import { castOf, varsOf } from './cast.ts';
import { Fill } from './fill.ts';
import { formatOf } from './format.ts';
import { type NamedSegment, nameSegments } from './ids.ts';
import { inherit, initialSettings, type Settings } from './inherit.ts';
import { type JoinedSegment, joined } from './joins.ts';
import type { Scene, Segment, Storyboard } from './model.ts';
import { outputsOf } from './outputs.ts';
import type { Places } from './places.ts';
import { platformOf } from './platform.ts';
import type { Problems } from './problems.ts';
import type { SoundParts } from './prune.ts';
import type { NamedFiles } from './read-files.ts';
import { checkReferences } from './references.ts';
import type { Scene as SceneInFile } from './schema.gen.ts';
import { type Resolving, segmentOf } from './segment.ts';
import { measuresOf } from './tempo.ts';
import { FrameClock } from './time.ts';
import { footageLengths, type Trimming, trimmed } from './trim.ts';
import { checkWords, type Placed, wordsOf } from './words.ts';

/** What the command line overrides. */
export interface Overrides {
  /** Values for variables that the storyboard has. */
  readonly vars: Readonly<Record<string, string>>;
  /** From an earlier run: values of variables that the storyboard no longer has are ignored. */
  readonly earlierVars?: Readonly<Record<string, string>>;
  /** For every segment, whatever its own value. */
  readonly provider?: string;
  readonly model?: string;
  /** Absolute paths of folders outside the storyboard's own that its files may be in. */
  readonly folders?: readonly string[];
}

const varsToSet = (
  { vars = {} }: SoundParts['file'],
  { earlierVars = {}, ...overrides }: Overrides,
): Overrides['vars'] => ({
  ...Object.fromEntries(Object.entries(earlierVars).filter(([name]) => Object.hasOwn(vars, name))),
  ...overrides.vars,
});

/** What a storyboard means: a pure function of the file's data and of the files that it names. */
export function resolve(
  sound: SoundParts,
  files: NamedFiles,
  overrides: Overrides,
  places: Places,
  problems: Problems,
): Omit<Storyboard, 'file' | 'folder' | 'name'> {
  const { file } = sound;
  const vars = varsOf(file, varsToSet(file, overrides), problems);
  const fill = new Fill({ vars, cast: castOf(file, vars, problems) }, problems);
  const format = formatOf(file.format, problems);
  const { platform, loudness } = platformOf(file.format, format.size, places);
  const { named, byId } = nameSegments(sound, problems);
  checkReferences({ named, byId }, problems);
  const { provider, model } = overrides;
  const resolving: Resolving = {
    file,
    files,
    fill,
    problems,
    format,
    ...(provider && { provider }),
    ...(model && { model }),
  };
  const { film, settings } = inherited(named, resolving);
  const clock = new FrameClock(format.fps, !sound.tempoLost, problems);
  const measures = measuresOf(film, settings, byId, clock);
  const pieces = named.map((one) => ({ one, settings: settings.get(one) ?? film }));
  const segments = cutOf(pieces, resolving, places, { clock, fps: format.fps });
  return {
    title: fill.text(file.title, ['title']),
    ...(file.logline !== undefined && { logline: fill.text(file.logline, ['logline']) }),
    format,
    labels: file.format?.labels ?? true,
    ...(platform && { platform }),
    scenes: scenesOf(file.scenes, named, fill),
    segments,
    audio: {
      ...(loudness !== undefined && { loudness }),
      ...audioOf(file.audio, { files, byId, measures, places, problems }),
    },
    captions: captionsOf(file.captions, named, segments, problems),
    ...(file.budget?.['max-cost'] !== undefined && { maxCost: file.budget['max-cost'] }),
    lintOff: file.lint?.off ?? [],
    outputs: outputsOf(file, format, measures.film, places, problems),
  };
}

/** The segments in film order: each resolved, then trimmed, then joined to the next. */
function cutOf(
  pieces: readonly { readonly one: NamedSegment; readonly settings: Settings }[],
  resolving: Resolving,
  places: Places,
  { clock, fps }: { readonly clock: FrameClock; readonly fps: number },
): readonly Segment[] {
  const { problems } = resolving;
  const placeOf = segmentPlaces(places);
  const choicesOf = choicePlaces(places, resolving);
  const drafts = pieces.map(({ one, settings }) => {
    const measure = clock.at(settings.tempo);
    const draft = { one, measure, join: settings.join };
    if (!one.sound) return { ...draft, words: [], segment: undefined };
    const at = { place: placeOf(one), chosenAt: choicesOf(settings) };
    const segment = segmentOf(one, settings, measure, at, resolving);
    const words = wordsOf(one, measure, resolving);
    return { ...draft, words, segment: segment && saying(segment, words) };
  });
  const trimming: Trimming = {
    lengths: footageLengths(
      drafts.flatMap(({ segment }) => segment ?? []),
      fps,
    ),
    fps,
    problems,
  };
  const cut = drafts.map(({ one, measure, words, segment, join }): JoinedSegment => {
    if (!one.sure) return { segment, measure, shown: undefined, join: undefined };
    const cut = segment && trimmed(segment, one, measure, trimming);
    const shown = cut && shownSeconds(cut, trimming);
    checkWords(words, one, measure, shown, resolving);
    return { segment: cut && showing(cut, shown), measure, shown, join };
  });
  return joined(cut, problems);
}

/** How long a segment is shown, if that is known. */
function shownSeconds(segment: Segment, { lengths }: Trimming): number | undefined {
  const { trim, speed = 1 } = segment;
  const footage = trim ? trim.to - trim.from : lengths.of(segment);
  return footage === undefined ? undefined : footage / speed;
}

/** Without words that appear after its end: they have been reported already. */
function showing(segment: Segment, shown = Number.POSITIVE_INFINITY): Segment {
  if (segment.words?.every(({ from }) => from < shown) ?? true) return segment;
  const { words = [], ...rest } = segment;
  const seen = words.filter(({ from }) => from < shown);
  return { ...rest, ...(seen.length > 0 && { words: seen }) };
}

const saying = (segment: Segment, placed: readonly Placed[]): Segment =>
  placed.length === 0 ? segment : { ...segment, words: placed.map(({ words }) => words) };

/** The place of a segment: its id, or its first line. */
function segmentPlaces(places: Places): (one: NamedSegment) => Place {
  let scene: SceneInFile | undefined;
  let within = places;
  return (one) => {
    if (one.scene !== scene) within = places.within(one.path.slice(0, -1));
    scene = one.scene;
    return within.of([...one.path.slice(-1), ...(one.written.id === undefined ? [] : ['id'])]);
  };
}

/** Where the file chooses who makes a segment, except for what a flag chooses: once for all that are chosen there. */
function choicePlaces(places: Places, flags: Resolving): (settings: Settings) => Segment['chosenAt'] {
  const found = new Map<Settings['chosen'], Segment['chosenAt']>();
  return ({ chosen }) => {
    const known = found.get(chosen);
    if (known) return known;
    const { provider, model } = chosen;
    const at = {
      ...(provider && flags.provider === undefined && { provider: places.of(provider) }),
      ...(model && flags.model === undefined && { model: places.of(model) }),
    };
    found.set(chosen, at);
    return at;
  };
}

/** Settings of the film as a whole and of each segment; each level is resolved once. */
function inherited(
  named: readonly NamedSegment[],
  { file, fill, problems }: Resolving,
): { readonly film: Settings; readonly settings: ReadonlyMap<NamedSegment, Settings> } {
  const top = inherit(initialSettings, file, [], fill, problems);
  const film = inherit(top, file.defaults ?? {}, ['defaults'], fill, problems);
  const scenes = new Map<SceneInFile, Settings>();
  const settings = new Map<NamedSegment, Settings>();
  for (const one of named) {
    const { scene, written, path, sound } = one;
    const above = scenes.get(scene) ?? inherit(film, scene, path.slice(0, 2), fill, problems);
    scenes.set(scene, above);
    settings.set(one, sound ? inherit(above, written, path, fill, problems) : above);
  }
  return { film, settings };
}

function scenesOf(
  scenes: readonly SceneInFile[],
  named: readonly NamedSegment[],
  fill: Fill,
): readonly Scene[] {
  const ids = new Map<SceneInFile, string[]>(scenes.map((scene) => [scene, []]));
  for (const { scene, id } of named) ids.get(scene)?.push(id);
  return scenes.map((scene, i) => {
    const title = fill.text(scene.title ?? '', ['scenes', i, 'title']).trim();
    return { id: scene.id, ...(title !== '' && { title }), segments: ids.get(scene) ?? [] };
  });
}
