import { basename, dirname, resolve as resolvePath } from 'node:path';
import type { Diagnostic } from '../core/diagnostic.ts';
import { hasErrors } from '../core/diagnostic.ts';
import type { Storyboard } from './model.ts';
import { parseYaml } from './parse-yaml.ts';
import { Places } from './places.ts';
import { Problems } from './problems.ts';
import { prune } from './prune.ts';
import { type ReadAsset, readFiles } from './read-files.ts';
import { readText } from './read-text.ts';
import { type Overrides, resolve } from './resolve.ts';
import { schemaFile } from './schema-file.ts';
import { shapeCheck } from './shape.ts';
import { treeOf } from './tree.ts';
import { wantedFiles } from './wanted-files.ts';

export type { ReadAsset } from './read-files.ts';
export type { Overrides } from './resolve.ts';

/**
 * Reads a storyboard in stages: text, YAML, data, shape, the files it names, meaning. All problems of a
 * stage are told together with those of the stages before; `storyboard` is there when none is an error.
 */
export async function readStoryboard(
  file: string,
  overrides: Overrides,
  readAsset: ReadAsset,
): Promise<{ storyboard?: Storyboard; diagnostics: readonly Diagnostic[] }> {
  const source = await readText(file);
  if (!source.ok) return { diagnostics: [source.error] };
  const document = parseYaml(source.value);
  if (!document.ok) return { diagnostics: document.error };
  const tree = treeOf(source.value, document.value.contents);
  if (!tree.whole) return { diagnostics: tree.diagnostics };

  const places = new Places(source.value, document.value.contents, tree.targets);
  const problems = new Problems(places, tree.diagnostics);
  const check = await shapeCheck(schemaFile());
  const misshapen = check(tree.value);
  for (const problem of misshapen) problems.add(problem);
  const sound = prune(tree.value, misshapen);
  if (!sound) return { diagnostics: problems.diagnostics };

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
