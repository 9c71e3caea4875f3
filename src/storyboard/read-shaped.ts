import type { Diagnostic } from '../core/diagnostic.ts';
import { err, ok, type Result } from '../core/result.ts';
import type { Places } from './places.ts';
import { type Problem, Problems } from './problems.ts';
import { readText } from './read-text.ts';
import { readTree } from './read-tree.ts';
import { realigned } from './realign.ts';
import type { Shape } from './shape.ts';
import { mostTold } from './telling.ts';

/** A YAML file as data, checked against its schema. */
export interface Shaped {
  readonly value: unknown;
  readonly places: Places;
  /** The problems so far; later checks add to them. */
  readonly problems: Problems;
  /** Those about the shape: what is there can't be checked any further. */
  readonly misshapen: readonly Problem[];
}

/** Reads a file that may be hostile: text, YAML, data, shape. The error says why no data can be read. */
export async function readShaped(file: string, shape: Shape): Promise<Result<Shaped, readonly Diagnostic[]>> {
  const text = await readText(file);
  if (!text.ok) return err([text.error]);
  const read = readTree(text.value, shape.keys);
  const { tree } = read;
  if (!tree?.whole) return err([...read.diagnostics, ...(tree?.diagnostics ?? [])]);

  const { places, misshapen, ...aligned } = await realigned({ ...read, tree }, shape);
  const problems = new Problems(places, [...aligned.diagnostics, ...aligned.tree.diagnostics]);
  for (const problem of misshapen) if (!problem.explained) problems.add(problem);
  // What is left of such a file says little, and takes long to check.
  if (misshapen.length > mostTold) return err(problems.diagnostics);
  return ok({ value: aligned.tree.root.value, places, problems, misshapen });
}
