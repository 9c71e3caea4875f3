import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sha256 } from '../../src/core/canonical.ts';
import type { Asset } from '../../src/core/footage.ts';
import type { Job } from '../../src/planner/plan.ts';
import { type Bench, engineBench } from '../rig/engine-bench.ts';
import { failure, fakeProvider } from '../rig/fake-provider.ts';
import { extend, generate, planOf, request } from '../rig/plans.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await engineBench();
});
afterEach(() => bench.remove());

describe('footage that is named by its id', () => {
  const source = generate('source');
  const above = extend('above', source, { attempts: 1 });
  const refusedWhileNamed = (reason: 'invalid' | 'moderation') =>
    fakeProvider({
      submit: ({ inputs }) =>
        [...inputs.values()].some(({ remote }) => remote !== undefined)
          ? { kind: 'rejected', failure: failure(reason) }
          : undefined,
    });

  test('goes along as bytes where the provider does not know it any more', async () => {
    const provider = refusedWhileNamed('invalid');
    const { outcome, of } = await bench.run(planOf([source, above]), provider);
    expect(outcome).toMatchObject({ made: 2, failed: 0, spent: 2 });
    expect(provider.submissions).toHaveLength(3);
    expect(of('job-retrying')[0]?.diagnostic.message).toContain('sending the file instead');
  });

  test('is sent along once, and only where its name may be the reason', async () => {
    const never = fakeProvider({
      submit: ({ request: { kind } }) =>
        kind === 'extend' ? { kind: 'rejected', failure: failure('invalid') } : undefined,
    });
    expect((await bench.run(planOf([source, above]), never)).outcome).toMatchObject({ made: 1, failed: 1 });
    expect(never.submissions).toHaveLength(3);
    const refusing = refusedWhileNamed('moderation');
    await bench.run(planOf([{ ...source, state: 'cached', cost: 0 }, above]), refusing);
    expect(refusing.submissions).toHaveLength(1);
  });
});

describe('files that a provider wants beforehand', () => {
  const source = generate('source');
  const jobs = planOf([source, extend('above', source, { attempts: 2 })]);

  test('are brought there before the intent: a run that is stopped meanwhile owes nobody an answer', async () => {
    const stop = new AbortController();
    const provider = fakeProvider({
      upload: () => {
        stop.abort();
        return new Promise(() => undefined);
      },
    });
    const { outcome } = await bench.run(jobs, provider, { signal: stop.signal });
    expect(outcome).toMatchObject({ made: 1, skipped: 1, unanswered: 0, reserved: 0, interrupted: true });
    const store = await bench.open();
    expect(store.unresolved()).toEqual([]);
    await store.close();
  });

  test('are brought again where that failed, and nothing is submitted without', async () => {
    let uploads = 0;
    const provider = fakeProvider({
      upload: async () => {
        uploads += 1;
        return uploads === 1 ? { kind: 'refused', failure: failure('network', true) } : { kind: 'done' };
      },
    });
    expect((await bench.run(jobs, provider)).outcome).toMatchObject({ made: 2, failed: 0 });
    expect([uploads, provider.submissions.length]).toEqual([2, 2]);
    const never = fakeProvider({
      upload: async () => ({ kind: 'refused', failure: failure('permission') }),
    });
    const cached = planOf([{ ...source, state: 'cached', cost: 0 }, extend('other', source)]);
    expect((await bench.run(cached, never)).outcome).toMatchObject({ made: 0, failed: 1 });
    expect(never.submissions).toEqual([]);
  });
});

describe("a user's file", () => {
  async function asset(text: string): Promise<Asset> {
    const absolute = join(bench.folder, '..', 'keeper.png');
    await writeFile(absolute, text);
    const facts = { kind: 'image', format: 'png', size: { width: 8, height: 8 } } as const;
    return { path: 'keeper.png', absolute, sha256: sha256(text), facts };
  }
  const showing = (file: Asset): Job =>
    generate('a', { request: request('look', { firstFrame: { kind: 'file', sha256: file.sha256 } }) });

  test('goes along as it was planned', async () => {
    const file = await asset('the keeper');
    const provider = fakeProvider();
    expect((await bench.run(planOf([showing(file)], [file]), provider)).outcome.made).toBe(1);
    expect(provider.submissions[0]?.inputs).toEqual(new Map([[file.sha256, { file: file.absolute }]]));
  });

  test('that has changed since is not sent under the old fingerprint', async () => {
    const file = await asset('the keeper');
    await asset('another man');
    const provider = fakeProvider();
    const { of } = await bench.run(planOf([showing(file)], [file]), provider);
    expect(of('job-failed')).toMatchObject([{ diagnostic: { code: 'file-changed' } }]);
    expect(provider.submissions).toEqual([]);
  });
});
