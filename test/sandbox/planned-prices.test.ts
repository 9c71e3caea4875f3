import { expect, it } from 'vitest';
import { sizeText } from '../../src/core/frames.ts';
import type { GenerateRequest } from '../../src/core/request.ts';
import { priceOf } from '../../src/planner/models/price.ts';
import { seedanceModels } from '../../src/providers/byteplus/models.ts';
import type { Capabilities } from '../../src/providers/capabilities.ts';
import { falModels } from '../../src/providers/fal/models.ts';
import { omniModels } from '../../src/providers/gemini/models.ts';
import type { Provider } from '../../src/providers/provider.ts';
import { asking as byteplus } from '../providers/byteplus/asking.ts';
import { asking as fal } from '../providers/fal/asking.ts';
import { asking as gemini } from '../providers/gemini/asking.ts';
import { generate, on, submission } from '../providers/videos-api/asking.ts';
import { sandbox } from './sandbox.ts';

const prompt = 'A wave';

/** What a stand-in makes and bills for every size of every model, beside what was planned. */
async function comparedBy(
  service: 'byteplus' | 'gemini' | 'fal',
  models: readonly Capabilities[],
  provider: (url: string) => Provider,
  more: Pick<GenerateRequest, 'seconds' | 'sound'> = { seconds: 7 },
) {
  const server = await sandbox({ service, faults: 'create 1-999 stuck' });
  const asked = models.flatMap((model) =>
    (model.sizes.kind === 'set' ? model.sizes.sizes : []).map((size) => ({ model, size })),
  );
  const planned: (readonly [string, number])[] = [];
  for (const { model, size } of asked) {
    const request = generate({ provider: service, model: model.model, size, prompt, ...more });
    const submitted = await provider(server.url).submit(submission(request), on());
    expect(submitted.kind).toBe('accepted');
    planned.push([`${model.model} ${sizeText(size)}`, priceOf(request, model).dollars]);
  }
  return { planned, billed: server.ledger.paid };
}

it('each size of Seedance is what its resolution and ratio mean, and costs at BytePlus what was planned', async () => {
  const { planned, billed } = await comparedBy('byteplus', seedanceModels, byteplus);
  expect(planned.length).toBe(18 + 24 + 12 + 12);
  // Tokens are whole ones there.
  expect(billed.map(({ cost }) => expect.closeTo(cost, 4))).toEqual(planned.map(([, dollars]) => dollars));
});

it('each size of Omni costs at Gemini what was planned, except for words and thoughts', async () => {
  const { planned, billed } = await comparedBy('gemini', omniModels, gemini);
  expect(planned.length).toBe(8);
  for (const [n, { cost }] of billed.entries()) {
    const dollars = planned[n]?.[1] ?? 0;
    // Published prices per second are rounded.
    expect(Math.abs(cost - dollars) / dollars).toBeLessThan(0.015);
  }
});

it.each([true, false])(
  'each size of each model costs at fal what was planned, with sound: %s',
  async (sound) => {
    const { planned, billed } = await comparedBy('fal', falModels, fal, { seconds: 8, sound });
    expect(planned.length).toBe(6 + 6 + 2 + 2 + 8 + 6 + 6 + 6);
    expect(billed.map(({ cost }) => expect.closeTo(cost, 6))).toEqual(planned.map(([, dollars]) => dollars));
    // What is refused only as a result would have cost nothing.
    expect(billed.every(({ fails }) => !fails)).toBe(true);
  },
);
