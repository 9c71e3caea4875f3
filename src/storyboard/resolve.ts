import { audioOf } from './audio.ts';
import { castOf, varsOf } from './cast.ts';
import { Fill } from './fill.ts';
import { formatOf, outputsOf } from './format.ts';
import { type Named, nameSegments } from './ids.ts';
import { inherit, initialSettings, type Settings } from './inherit.ts';
import { joined } from './joins.ts';
import type { Scene, Segment, Storyboard } from './model.ts';
import type { Places } from './places.ts';
import type { Problems } from './problems.ts';
import type { Sound } from './prune.ts';
import type { Files } from './read-files.ts';
import { checkReferences } from './references.ts';
import type { Scene as SceneInFile } from './schema.gen.ts';
import { type Resolving, segmentOf } from './segment.ts';
import { footageLengths, shownSeconds, trimmed } from './trim.ts';

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
  const named = nameSegments(sound, problems);
  checkReferences(named, problems);
  const { provider, model } = overrides;
  const resolving: Resolving = {
    file,
    files,
    fill,
    places,
    problems,
    fit: format.fit,
    ...(provider && { provider }),
    ...(model && { model }),
  };
  const segments = cutOf(named, resolving, format.fps);
  return {
    title: fill.text(file.title, ['title']),
    ...(file.logline !== undefined && { logline: fill.text(file.logline, ['logline']) }),
    format,
    scenes: scenesOf(file.scenes, named),
    segments,
    audio: audioOf(file.audio, files, new Set(named.map(({ id }) => id)), problems),
    captions: { burn: file.captions?.burn ?? false, sidecar: file.captions?.sidecar ?? [] },
    ...(file.budget?.['max-cost'] !== undefined && { maxCost: file.budget['max-cost'] }),
    outputs: outputsOf(file, format, problems),
  };
}

/** The segments in film order: each resolved, then trimmed, then joined to the next. */
function cutOf(named: readonly Named[], resolving: Resolving, fps: number): readonly Segment[] {
  const { problems } = resolving;
  const drafts = withSettings(named, resolving).map(({ one, settings }) => {
    return { one, settings, segment: one.sound ? segmentOf(one, settings, resolving) : undefined };
  });
  const lengths = footageLengths(drafts.flatMap(({ segment }) => segment ?? []));
  const pieces = drafts.map(({ one, settings, segment }) => {
    const cut = segment && trimmed(segment, one.written, one.path, lengths, fps, problems);
    return {
      segment: cut,
      shown: cut && shownSeconds(cut, lengths),
      transitionPath: settings.transitionPath,
    };
  });
  return joined(pieces, problems);
}

function withSettings(named: readonly Named[], { file, fill, problems }: Resolving) {
  const top = inherit(initialSettings, file, [], fill, problems);
  const defaults = inherit(top, file.defaults ?? {}, ['defaults'], fill, problems);
  const perScene = new Map<SceneInFile, Settings>();
  return named.map((one) => {
    const { scene, written, path, sound } = one;
    const above = perScene.get(scene) ?? inherit(defaults, scene, path.slice(0, 2), fill, problems);
    perScene.set(scene, above);
    return { one, settings: sound ? inherit(above, written, path, fill, problems) : above };
  });
}

function scenesOf(scenes: readonly SceneInFile[], named: readonly Named[]): readonly Scene[] {
  const ids = new Map<SceneInFile, string[]>(scenes.map((scene) => [scene, []]));
  for (const { scene, id } of named) ids.get(scene)?.push(id);
  return scenes.map((scene) => ({
    id: scene.id,
    ...(scene.title !== undefined && { title: scene.title }),
    segments: ids.get(scene) ?? [],
  }));
}
