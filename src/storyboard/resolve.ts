import type { Place } from '../core/diagnostic.ts';
import { audioOf } from './audio.ts';
import { captionsOf } from './captions.ts';
import { castOf, varsOf } from './cast.ts';
import { Fill } from './fill.ts';
import { formatOf } from './format.ts';
import { type Named, nameSegments } from './ids.ts';
import { inherit, initialSettings, type Settings } from './inherit.ts';
import { joined } from './joins.ts';
import type { Scene, Segment, Storyboard } from './model.ts';
import { outputsOf } from './outputs.ts';
import type { Places } from './places.ts';
import type { Problems } from './problems.ts';
import type { Sound } from './prune.ts';
import type { Files } from './read-files.ts';
import { checkReferences } from './references.ts';
import type { Scene as SceneInFile } from './schema.gen.ts';
import { type Resolving, segmentOf } from './segment.ts';
import { footageLengths, trimmed } from './trim.ts';

/** What the command line says over the file. */
export interface Overrides {
  /** Values for variables that the storyboard has. */
  readonly vars: Readonly<Record<string, string>>;
  /** For every segment, whatever it says. */
  readonly provider?: string;
  readonly model?: string;
  /** Absolute paths of folders outside the storyboard's own that its files may lie in. */
  readonly folders?: readonly string[];
}

/** What a storyboard means: a pure function of the file's data and of the files that it names. */
export function resolve(
  sound: Sound,
  files: Files,
  overrides: Overrides,
  places: Places,
  problems: Problems,
): Omit<Storyboard, 'file' | 'folder' | 'name'> {
  const { file } = sound;
  const vars = varsOf(file, overrides.vars, problems);
  const fill = new Fill({ vars, cast: castOf(file, vars, problems) }, problems);
  const format = formatOf(file.format, problems);
  const { named, byId } = nameSegments(sound, problems);
  checkReferences(named, byId, problems);
  const { provider, model } = overrides;
  const resolving: Resolving = {
    file,
    files,
    fill,
    problems,
    fit: format.fit,
    ...(provider && { provider }),
    ...(model && { model }),
  };
  const segments = cutOf(named, resolving, places, format.fps);
  return {
    title: fill.text(file.title, ['title']),
    ...(file.logline !== undefined && { logline: fill.text(file.logline, ['logline']) }),
    format,
    scenes: scenesOf(file.scenes, named, fill),
    segments,
    audio: audioOf(file.audio, files, byId, places, problems),
    captions: captionsOf(file.captions, named, segments, problems),
    ...(file.budget?.['max-cost'] !== undefined && { maxCost: file.budget['max-cost'] }),
    outputs: outputsOf(file, format, places, problems),
  };
}

/** The segments in film order: each resolved, then trimmed, then joined to the next. */
function cutOf(
  named: readonly Named[],
  resolving: Resolving,
  places: Places,
  fps: number,
): readonly Segment[] {
  const { problems } = resolving;
  const inherited = inheritedBy(resolving);
  const placeOf = segmentPlaces(places);
  const drafts = named.map((one) => {
    const settings = inherited(one);
    if (!one.sound) return { one, settings, segment: undefined };
    return { one, settings, segment: segmentOf(one, settings, placeOf(one), resolving) };
  });
  const lengths = footageLengths(
    drafts.flatMap(({ segment }) => segment ?? []),
    fps,
  );
  const pieces = drafts.map(({ one, settings, segment }) => {
    if (!one.sure) return { segment, shown: undefined, transitionPath: undefined };
    const cut = segment && trimmed(segment, one.written, one.path, lengths, fps, problems);
    const shown = cut?.trim ? cut.trim.to - cut.trim.from : cut && lengths.of(cut);
    return { segment: cut, shown, transitionPath: settings.join.path };
  });
  return joined(pieces, problems);
}

/** Where a segment stands: its id, or its first line. */
function segmentPlaces(places: Places): (one: Named) => Place {
  let scene: SceneInFile | undefined;
  let within = places;
  return (one) => {
    if (one.scene !== scene) within = places.within(one.path.slice(0, -1));
    scene = one.scene;
    return within.of([...one.path.slice(-1), ...(one.written.id === undefined ? [] : ['id'])]);
  };
}

/** What holds for a segment; each level above it is looked at once. */
function inheritedBy({ file, fill, problems }: Resolving): (one: Named) => Settings {
  const top = inherit(initialSettings, file, [], fill, problems);
  const defaults = inherit(top, file.defaults ?? {}, ['defaults'], fill, problems);
  const scenes = new Map<SceneInFile, Settings>();
  return ({ scene, written, path, sound }) => {
    const above = scenes.get(scene) ?? inherit(defaults, scene, path.slice(0, 2), fill, problems);
    scenes.set(scene, above);
    return sound ? inherit(above, written, path, fill, problems) : above;
  };
}

function scenesOf(scenes: readonly SceneInFile[], named: readonly Named[], fill: Fill): readonly Scene[] {
  const ids = new Map<SceneInFile, string[]>(scenes.map((scene) => [scene, []]));
  for (const { scene, id } of named) ids.get(scene)?.push(id);
  return scenes.map((scene, i) => {
    const title = fill.text(scene.title ?? '', ['scenes', i, 'title']).trim();
    return { id: scene.id, ...(title !== '' && { title }), segments: ids.get(scene) ?? [] };
  });
}
