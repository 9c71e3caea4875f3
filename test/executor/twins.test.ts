import { writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Provider } from '../../src/providers/provider.ts';
import { type Bench, engineBench } from '../rig/engine-bench.ts';
import { fakeProvider } from '../rig/fake-provider.ts';
import { generate, planOf, request } from '../rig/plans.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await engineBench();
});
afterEach(() => bench.remove());

/** Delivers the same footage for each job. */
const mixedUp = (resubmit: 'safe' | 'ask' = 'ask', at = 'https://service.example'): Provider => {
  const provider = fakeProvider({ resubmit });
  return { ...provider, data: { ...provider.data, address: at }, ...delivering };
};

const delivering: Pick<Provider, 'download'> = {
  async download(_, file) {
    await writeFile(file, 'footage of one');
    return { kind: 'done' };
  },
};

test('footage that is byte for byte that of another prompt is told', async () => {
  const { outcome, of } = await bench.run(planOf([generate('a'), generate('b')]), mixedUp(), {
    concurrency: 1,
  });
  expect(outcome).toMatchObject({ made: 2, spent: 2 });
  const told = of('notice').map(({ diagnostic }) => diagnostic);
  expect(told).toMatchObject([{ code: 'footage-differs' }]);
  // Whichever is here second: what is made next is asked for while the one before is downloaded.
  const [{ segment, message } = { message: '' }] = told;
  const other = segment === 'a' ? 'b' : 'a';
  expect(message).toContain(`it is the same, byte for byte, as that of ${other}, whose prompt is another`);
});

test('not that of another take of the same prompt, and not where drawings are equal', async () => {
  const [one, two] = [
    generate('a', { request: request('same') }),
    generate('b', { request: request('same', { take: 2 }) }),
  ];
  expect((await bench.run(planOf([one, two]), mixedUp())).of('notice')).toEqual([]);
  expect((await bench.run(planOf([generate('c'), generate('d')]), mixedUp('safe'))).of('notice')).toEqual([]);
  const near = mixedUp('ask', 'http://127.0.0.1:8000/v1');
  expect((await bench.run(planOf([generate('e'), generate('f')]), near)).of('notice')).toEqual([]);
});
