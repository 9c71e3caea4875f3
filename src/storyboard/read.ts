import { basename, dirname, resolve as resolvePath } from 'node:path';
import { type Diagnostic, hasErrors } from '../core/diagnostic.ts';
import { schemaFiles } from '../core/package-files.ts';
import type { Storyboard } from './model.ts';
import type { Places } from './places.ts';
import { prune } from './prune.ts';
import { type ReadAsset, readFiles } from './read-files.ts';
import { readShaped } from './read-shaped.ts';
import { type Overrides, resolve } from './resolve.ts';
import type { StoryboardFile } from './schema.gen.ts';
import { shapeOf } from './shape.ts';
import { wantedFiles } from './wanted-files.ts';

export type { ReadAsset } from './read-files.ts';
export type { Overrides } from './resolve.ts';

/** A storyboard's file as data, and where everything in it is written. */
export interface WrittenFile {
  readonly value: StoryboardFile;
  readonly places: Places;
}

export interface ReadStoryboard {
  /** Present, as is the file, if no problem is an error. */
  readonly storyboard?: Storyboard;
  readonly written?: WrittenFile;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads a storyboard in stages: text, YAML, data, shape, the files it names, meaning. The problems of a stage
 * are reported together with those of earlier stages.
 */
export async function readStoryboard(
  file: string,
  overrides: Overrides,
  readAsset: ReadAsset,
): Promise<ReadStoryboard> {
  const shaped = await readShaped(file, await shapeOf(schemaFiles.storyboard));
  if (!shaped.ok) return { diagnostics: shaped.error };
  const { value, places, problems, misshapen } = shaped.value;
  const sound = prune(value, misshapen);
  if (!sound) return { diagnostics: problems.diagnostics };
  problems.leaveOut(sound.untold);

  const absolute = resolvePath(file);
  const folder = dirname(absolute);
  const files = await readFiles(
    wantedFiles(sound),
    [folder, ...(overrides.folders ?? [])],
    readAsset,
    problems,
  );
  const storyboard: Storyboard = {
    file: absolute,
    folder,
    name: basename(absolute).replace(/(\.storyboard)?\.(ya?ml|json)$/i, ''),
    ...resolve(sound, files, overrides, places, problems),
  };
  const { diagnostics } = problems;
  return hasErrors(diagnostics)
    ? { diagnostics }
    : { storyboard, written: { value: sound.file, places }, diagnostics };
}
