import { describe, expect, it } from 'vitest';
import { readCharge } from '../../../src/providers/videos-api/answer/read-charge.ts';
import { dialects } from '../../../src/providers/videos-api/dialects.ts';

const dollars = { at: 'usage.cost', perDollar: 1 };

describe('what a server says that it charged', () => {
  it.each([
    [{ usage: { cost: 0.38 } }, 0.38],
    [{ usage: { cost: 0 } }, 0],
    [{ usage: { cost: 0.38, is_byok: false } }, 0.38],
    // With a key of one's own, the maker sends a bill of its own.
    [{ usage: { cost: 0, is_byok: true } }, undefined],
    [{ usage: { cost: 0.02, is_byok: true } }, undefined],
    [{ usage: { cost: '0.38' } }, undefined],
    // The executor reports what can't be right.
    [{ usage: { cost: -0.38 } }, -0.38],
    [{ usage: { cost: null } }, undefined],
    [{ usage: { cost: Number.NaN } }, undefined],
    // As a server may write it: 1e999.
    [{ usage: { cost: Number.POSITIVE_INFINITY } }, Number.POSITIVE_INFINITY],
    [{ usage: { cost: [0.38] } }, undefined],
    [{ usage: [0.38] }, undefined],
    [{ cost: 0.38 }, undefined],
    [{ usage: { cost: 0.38, currency: 'USD' } }, 0.38],
    [{ usage: { cost: 0.38 }, currency: 'US dollars' }, 0.38],
    [{ usage: { cost: 0.38, currency: 'EUR' } }, undefined],
    [{ usage: { cost: 0.38 }, currency_code: 'cny' }, undefined],
    [{ usage: { cost: 0.38, unit: 'usd' } }, 0.38],
    [{ usage: { cost: 38, unit: 'cents' } }, undefined],
    [{ usage: { cost: 38, cost_unit: 'credits' } }, undefined],
    [{ usage: { cost: 38, currency: 'USD', unit: 'cent' } }, undefined],
    [{ usage: { cost: 38, currency_unit: 'usd_cents' } }, undefined],
    [{}, undefined],
    [null, undefined],
  ])('is read from %j as %s', (body, charged) => {
    expect(readCharge(body, dollars, false)).toBe(charged);
  });

  it('is read only where the unit is known', () => {
    const body = { cost: 40, usage: { cost: 40, total_cost: 40 }, outputs: { cost: 40 } };
    expect(readCharge(body, dialects.openai.charge, false)).toBeUndefined();
    expect(readCharge(body, dialects.together.charge, false)).toBeUndefined();
    expect(readCharge(body, dialects.openrouter.charge, false)).toBe(40);
    expect(readCharge({ usage: { cost_in_usd_ticks: 3.2e9 } }, dialects.xai.charge, false)).toBe(0.32);
    const yuan = { usage: { cost: 0.36, currency: 'CNY' } };
    expect(readCharge(yuan, { at: 'usage.cost', perDollar: 7.2 }, false)).toBeCloseTo(0.05);
    expect(readCharge({ bill: { usd: 0.4 } }, { at: 'bill.usd', perDollar: 1 }, false)).toBe(0.4);
  });

  it.each([
    [{ usage: { cost: 0 } }, 0],
    [{ cost: 0 }, 0],
    [{ outputs: { cost: 0 }, usage: { total_cost: 0 } }, 0],
    [{ usage: { cost: 0 }, cost: 40 }, undefined],
    [{ usage: { cost: 0 }, cost: -40 }, undefined],
    [{ usage: { cost: 0, is_byok: true } }, undefined],
    [{ usage: { cost: '0' } }, undefined],
    [{ usage: { cost: null } }, undefined],
    [{ usage: {} }, undefined],
  ])('is nothing for a failed job in any unit: %j', (body, charged) => {
    expect(readCharge(body, undefined, true)).toBe(charged);
    expect(readCharge(body, undefined, false)).toBeUndefined();
  });

  it.each(['__proto__.cost', 'constructor.length', 'usage.toString'])('is never %s of an object', (at) => {
    expect(readCharge({ usage: { cost: 1 } }, { at, perDollar: 1 }, false)).toBeUndefined();
  });
});
