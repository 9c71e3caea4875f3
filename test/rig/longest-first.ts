import { join } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const tests = join(import.meta.dirname, '..');

/** What takes longest, longest first. One that began last would have a core to itself while the other idles. */
const longest = [
  'advice/walk',
  'docs/commands',
  'simulation/simulation',
  'package/packed',
  'config/films',
  'sandbox/as-real-servers',
  'sandbox/verb',
  'footage/kinds',
  'providers/animatic/animatic',
  'campaign/same-bytes',
].map((name) => join(tests, `${name}.test.ts`));

/** Tests that start many programs: each costs the more the more memory the worker has, and workers grow. */
const starting = [
  'docs',
  'package',
  'campaign',
  'footage',
  'stitch',
  'media',
  'sandbox',
  'cli',
  'terminal',
].map((name) => join(tests, name, '/'));

/** As Vitest has it, by what it remembers or by size, but for the longest: a fresh clone remembers nothing. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const at = longest.indexOf(moduleId);
      if (at !== -1) return at;
      return longest.length + (starting.some((folder) => moduleId.startsWith(folder)) ? 0 : 1);
    };
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}
