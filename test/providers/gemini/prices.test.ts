import { expect, it } from 'vitest';
import type { Input } from '../../../src/core/request.ts';
import { priceOf } from '../../../src/planner/models/price.ts';
import { omniModels } from '../../../src/providers/gemini/models.ts';
import { dollarsOf } from '../../../src/providers/gemini/tokens.ts';
import { generate } from '../videos-api/asking.ts';

const video: Input = { kind: 'file', sha256: 'film' };

it('a price has what is read of reference videos, too', () => {
  const [omni] = omniModels;
  if (!omni) throw new Error('there is a model');
  const price = (references: readonly { readonly video: Input }[]) =>
    priceOf(generate({ model: omni.model, seconds: 3, references }), omni).dollars;
  const read = dollarsOf({ video: 3 * 5792, input: 3 * 5792 });
  expect(price([{ video }])).toBeCloseTo(read, 6);
  expect(price([])).toBeCloseTo(dollarsOf({ video: 3 * 5792 }), 6);
});
