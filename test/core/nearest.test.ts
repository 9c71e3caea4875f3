import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, hashOf } from '../../src/core/canonical.ts';
import { parseSize, sizeText } from '../../src/core/frames.ts';
import { nearest } from '../../src/core/nearest.ts';

describe('the nearest name', () => {
  it('finds what was meant', () => {
    const known = ['prompt', 'duration', 'transition', 'takes', 'pick'];
    expect(['promt', 'durations', 'transtion', 'Takes', 'pikc'].map((word) => nearest(word, known))).toEqual([
      'prompt',
      'duration',
      'transition',
      'takes',
      'pick',
    ]);
  });

  it('finds the shortest that goes on after a digit or a mark, but none that is another word', () => {
    expect(nearest('nora', ['nora-2-close', 'nora-1', 'norah-mother'])).toBe('nora-1');
    expect(nearest('Sora', ['sora-2-pro', 'sora-2'])).toBe('sora-2');
    expect(nearest('veo', ['gen4.5', 'veo3.1_fast', 'veo3.1'])).toBe('veo3.1');
    expect(nearest('cap', ['captions'])).toBeUndefined();
    expect(nearest('s1', ['s1-1'])).toBeUndefined();
  });

  it('guesses nothing far off', () => {
    expect(nearest('banana', ['prompt', 'duration'])).toBeUndefined();
    expect(nearest('x', [])).toBeUndefined();
  });

  it('finds any known name itself', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1 }), (known) => {
        for (const name of known) expect(nearest(name, known)).toBe(name);
      }),
    );
  });
});

describe('canonical JSON', () => {
  it('is the same whatever the order of keys, and parses back', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).reverse());
        expect(canonicalJson(turned)).toBe(canonicalJson(value));
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('leaves out what is undefined, and tells the rest apart', () => {
    expect(hashOf({ a: 1, b: undefined })).toBe(hashOf({ a: 1 }));
    expect(hashOf({ a: 1 })).not.toBe(hashOf({ a: '1' }));
  });
});

describe('sizes', () => {
  it('reads what it writes and nothing else', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99999 }), fc.integer({ min: 1, max: 99999 }), (width, height) => {
        expect(parseSize(sizeText({ width, height }))).toEqual({ width, height });
      }),
    );
    expect(['1280', '1280x', 'x720', '0x720', '1280x-720', '1280x720 '].map(parseSize)).toEqual(
      Array.from({ length: 6 }),
    );
  });
});
