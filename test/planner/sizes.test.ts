import { describe, expect, it } from 'vitest';
import { parseSize, type Size, sizeText } from '../../src/core/frames.ts';
import { canMake, fitting, nearestSize, smallestSize } from '../../src/planner/models/sizes.ts';
import type { Sizes } from '../../src/providers/capabilities.ts';

const size = (text: string): Size => parseSize(text) ?? { width: 0, height: 0 };
const set = (...texts: readonly string[]): Sizes => ({ kind: 'set', sizes: texts.map(size) });
const pro = set('720x1280', '1280x720', '1024x1792', '1792x1024', '1080x1920', '1920x1080');
const seedance = set('992x432', '864x496', '752x560', '496x864', '1280x720', '720x1280');
const any: Sizes = { kind: 'any', min: 64, max: 2048 };

describe('the nearest size that a model makes', () => {
  it.each<[Sizes, string, string]>([
    [pro, '1280x720', '1280x720'],
    [pro, '720x1280', '720x1280'],
    [pro, '1920x1080', '1920x1080'],
    [pro, '3840x2160', '1920x1080'],
    [pro, '854x480', '1280x720'],
    [pro, '1600x900', '1920x1080'],
    [pro, '1000x1000', '1024x1792'],
    [pro, '960x720', '1792x1024'],
    [seedance, '854x480', '864x496'],
    [seedance, '480x854', '496x864'],
    [seedance, '1280x720', '1280x720'],
    [seedance, '640x480', '752x560'],
    [seedance, '1920x1080', '1280x720'],
    [set('832x480', '1280x720', '1248x704'), '854x480', '832x480'],
    [set('832x480', '1280x720', '1248x704'), '1280x720', '1280x720'],
    [set('1280x704', '1920x1080'), '1280x720', '1280x704'],
    [set('768x512', '1280x720'), '854x480', '1280x720'],
    [any, '1280x720', '1280x720'],
    [any, '3840x2160', '2048x1152'],
    [any, '2160x3840', '1152x2048'],
    [any, '32x16', '128x64'],
  ])('%o for a film of %s is %s', (sizes, film, nearest) => {
    expect(sizeText(nearestSize(sizes, size(film)))).toBe(nearest);
    expect(canMake(sizes, size(film))).toBe(film === nearest);
  });

  it('in a draft is the smallest of that aspect', () => {
    expect(sizeText(smallestSize(pro, size('1920x1080')))).toBe('1280x720');
    expect(sizeText(smallestSize(pro, size('1080x1920')))).toBe('720x1280');
    expect(sizeText(smallestSize(seedance, size('1920x1080')))).toBe('864x496');
    expect(sizeText(smallestSize(any, size('1920x1080')))).toBe('1920x1080');
  });
});

it.each([
  ['1280x720', '1280x720', 'same'],
  ['1920x1080', '1280x720', 'same'],
  ['854x480', '1280x720', 'smaller'],
  ['720x1280', '1280x720', 'other-aspect'],
])('footage of %s in a film of %s: %s', (footage, film, how) => {
  expect(fitting(size(footage), size(film))).toBe(how);
});
