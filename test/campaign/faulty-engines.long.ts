import { expect, test } from 'vitest';
import { compile } from '../rig/compile.ts';
import { mutants } from '../simulation/mutants.ts';
import { mutating } from '../simulation/mutate.ts';
import { runSeeds } from '../simulation/processes.ts';

const most = 12_000;

test.each(mutants.map((mutant) => [mutant.name, mutant] as const))(
  'the simulation notices an engine that %s',
  async (_, mutant) => {
    const compiled = await compile('simulation/main', [mutating(mutant)]);
    try {
      const seeds = { from: 1, count: most, scenario: { disturbed: true }, first: true };
      const { seeds: needed, wrong } = await runSeeds(compiled.file, seeds);
      console.log(`${needed} seeds: ${mutant.name}: ${wrong[0]?.violations[0] ?? 'SURVIVES'}`);
      expect(wrong).not.toEqual([]);
    } finally {
      await compiled.remove();
    }
  },
);
