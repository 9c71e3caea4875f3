import type { Diagnostic } from '../core/diagnostic.ts';
import { err, ok, type Result } from '../core/result.ts';
import { Places } from './places.ts';
import { type Problem, Problems } from './problems.ts';
import { readText } from './read-text.ts';
import { readTree } from './read-tree.ts';
import { shapeOf } from './shape.ts';

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
  const text = await readText(file);
  if (!text.ok) return err([text.error]);
  const shape = await shapeOf(schemaFile);
  const { source, tree, diagnostics } = readTree(text.value, shape.keys);
  if (!tree?.whole) return err([...diagnostics, ...(tree?.diagnostics ?? [])]);

  const { root } = tree;
  const places = new Places(source, root);
  const problems = new Problems(places, [...diagnostics, ...tree.diagnostics]);
  const misshapen = await shape.check(root.value, (path) => places.textOf(path));
  for (const problem of misshapen) if (!problem.explained) problems.add(problem);
  return ok({ value: root.value, places, problems, misshapen });
}
