import type { Diagnostic } from '../core/diagnostic.ts';
import { err, ok, type Result } from '../core/result.ts';
import { parseYaml } from './parse-yaml.ts';
import { Places } from './places.ts';
import { type Problem, Problems } from './problems.ts';
import { readText } from './read-text.ts';
import { shapeCheck } from './shape.ts';
import { treeOf } from './tree.ts';

/** A YAML file as data, compared with its schema. */
export interface Shaped {
  readonly value: unknown;
  readonly places: Places;
  /** What is wrong so far; later checks add to it. */
  readonly problems: Problems;
  /** Which of it is about the shape: what stands there can't be looked into. */
  readonly misshapen: readonly Problem[];
}

/** Reads a file that may be hostile: text, YAML, data, shape. The error says why there is no data at all. */
export async function readShaped(
  file: string,
  schemaFile: string,
): Promise<Result<Shaped, readonly Diagnostic[]>> {
  const source = await readText(file);
  if (!source.ok) return err([source.error]);
  const document = parseYaml(source.value);
  if (!document.ok) return document;
  const tree = treeOf(source.value, document.value.contents);
  if (!tree.whole) return err(tree.diagnostics);

  const places = new Places(source.value, document.value.contents, tree.targets);
  const problems = new Problems(places, tree.diagnostics);
  const check = await shapeCheck(schemaFile);
  const misshapen = check(tree.value);
  for (const problem of misshapen) problems.add(problem);
  return ok({ value: tree.value, places, problems, misshapen });
}
