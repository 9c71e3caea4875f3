import { basename, dirname, resolve as resolvePath } from 'node:path';
import { type Diagnostic, hasErrors } from '../core/diagnostic.ts';
import { schemaFiles } from '../core/package-files.ts';
import type { Storyboard } from './model.ts';
import { prune } from './prune.ts';
import { type ReadAsset, readFiles } from './read-files.ts';
import { readShaped } from './read-shaped.ts';
import { type Overrides, resolve } from './resolve.ts';
import { shapeOf } from './shape.ts';
import { wantedFiles } from './wanted-files.ts';

export type { ReadAsset } from './read-files.ts';
export type { Overrides } from './resolve.ts';

/**
 * Reads a storyboard in stages: text, YAML, data, shape, the files it names, meaning. The problems of a stage
 * are reported together with those of earlier stages; `storyboard` is present if none of them is an error.
 */
export async function readStoryboard(
  file: string,
  overrides: Overrides,
  readAsset: ReadAsset,
): Promise<{ storyboard?: Storyboard; diagnostics: readonly Diagnostic[] }> {
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
  return { ...(!hasErrors(problems.diagnostics) && { storyboard }), diagnostics: problems.diagnostics };
}
