import { join } from 'node:path';
import type { Plugin } from 'rolldown';
import type { Mutant } from './mutants.ts';

const src = join(import.meta.dirname, '../../src');

/** Compiles the engine with this fault in it. */
export const mutating = (mutant: Mutant): Plugin => ({
  name: 'mutant',
  transform: (code, id) => (id === join(src, mutant.file) ? mutated(code, mutant) : undefined),
});

export function mutated(code: string, { name, file, find, replace }: Mutant): string {
  const parts = code.split(find);
  if (parts.length !== 2) throw new Error(`"${name}": ${file} has its text ${parts.length - 1} times`);
  return parts.join(replace);
}
