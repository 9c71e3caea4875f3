import type { Diagnostic } from '../core/diagnostic.ts';
import { err, ok, type Result } from '../core/result.ts';
import { parseYaml } from './parse-yaml.ts';
import { Places } from './places.ts';
import { type Problem, Problems } from './problems.ts';
import { readText } from './read-text.ts';
import { shapeCheck } from './shape.ts';

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
  const tree = parseYaml(source.value);
  if (!tree.ok) return tree;
  const { root, diagnostics, whole } = tree.value;
  if (!whole) return err(diagnostics);

  const places = new Places(source.value, root);
  const problems = new Problems(places, diagnostics);
  const check = await shapeCheck(schemaFile);
  const misshapen = check(root.value);
  for (const problem of misshapen) problems.add(problem);
  return ok({ value: root.value, places, problems, misshapen });
}
