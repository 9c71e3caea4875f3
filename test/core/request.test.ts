import { describe, expect, it } from 'vitest';
import {
  type EditRequest,
  type ExtendRequest,
  fingerprintOf,
  type GenerateRequest,
  type Input,
  inputKey,
  inputsOf,
  type Request,
  requestClassOf,
} from '../../src/core/request.ts';

const source: Input = { kind: 'job', fingerprint: 'f0' };
const keeper = { name: 'keeper', image: { kind: 'file', sha256: 'b0' } } as const;
const generate: GenerateRequest = {
  kind: 'generate',
  provider: 'animatic',
  model: 'animatic',
  prompt: 'rain',
  size: { width: 1280, height: 720 },
  fps: 24,
  options: { seed: 7, loud: true },
  take: 1,
  variation: 1,
  seconds: 8,
  firstFrame: { kind: 'file', sha256: 'a0' },
  references: [keeper],
  characters: ['char_1'],
};
const { firstFrame: _, references: __, characters: ___, ...common } = generate;
const extend: ExtendRequest = { ...common, kind: 'extend', source };
const edit: EditRequest = { ...common, kind: 'edit', source };

describe('a fingerprint', () => {
  it.each<[string, Request]>([
    ['provider', { ...generate, provider: 'openai' }],
    ['model', { ...generate, model: 'sora-2' }],
    ['prompt', { ...generate, prompt: 'snow' }],
    ['size', { ...generate, size: { width: 720, height: 1280 } }],
    ['frame rate', { ...generate, fps: 25 }],
    ['option’s value', { ...generate, options: { seed: 8, loud: true } }],
    ['option’s type', { ...generate, options: { seed: '7', loud: true } }],
    ['option’s name', { ...generate, options: { seeds: 7, loud: true } }],
    ['take', { ...generate, take: 2 }],
    ['variation', { ...generate, variation: 2 }],
    ['length', { ...generate, seconds: 4 }],
    ['first frame', { ...generate, firstFrame: { kind: 'file', sha256: 'a1' } }],
    ['kind of first frame', { ...generate, firstFrame: { kind: 'last-frame', fingerprint: 'a0' } }],
    [
      'reference’s name',
      { ...generate, references: [{ name: 'boy', image: { kind: 'file', sha256: 'b0' } }] },
    ],
    [
      'reference’s bytes',
      { ...generate, references: [{ name: 'keeper', image: { kind: 'file', sha256: 'b1' } }] },
    ],
    ['reference’s role', { ...generate, references: [{ ...keeper, role: 'style' }] }],
    ['reference’s medium', { ...generate, references: [{ name: 'keeper', video: keeper.image }] }],
    ['last frame', { ...generate, lastFrame: { kind: 'file', sha256: 'a0' } }],
    ['place of a frame', { ...generate, lastFrame: { kind: 'frame', fingerprint: 'a0', at: { from: 1 } } }],
    ['sound', { ...generate, sound: true }],
    ['sound’s absence', { ...generate, sound: false }],
    ['character', { ...generate, characters: ['char_2'] }],
    ['kind', extend],
    ['kind of work on a source', edit],
    ['source', { ...extend, source: { kind: 'job', fingerprint: 'f1' } }],
  ])('changes with the %s', (what, request) => {
    expect(fingerprintOf(request)).not.toBe(fingerprintOf(what === 'source' ? extend : generate));
  });

  it('is what it was in 0.1, where nothing new is asked for', () => {
    expect([fingerprintOf(generate), fingerprintOf(extend)]).toEqual([
      'e5230ebdcef1cdde66502c156aa64e3278a2fb4890f5544cb4f6530b835d4913',
      '3cd97e994b74c476475d01a9bb84210bb0aacca5b53841cd2b16b062c0ea5245',
    ]);
  });

  it('tells an extension from an edit', () => {
    expect(fingerprintOf(extend)).not.toBe(fingerprintOf(edit));
  });

  it('does not depend on the order in which a request was put together', () => {
    const turned = Object.fromEntries(Object.entries(generate).reverse()) as unknown as GenerateRequest;
    expect(fingerprintOf({ ...turned, options: { loud: true, seed: 7 } })).toBe(fingerprintOf(generate));
  });

  it('of the first take is the class of all takes', () => {
    expect(requestClassOf({ ...generate, take: 3 })).toBe(fingerprintOf(generate));
  });
});

it('a request’s inputs are what goes along', () => {
  expect(inputsOf(generate).map(inputKey)).toEqual(['a0', 'b0']);
  const lastFrame: Input = { kind: 'last-frame', fingerprint: 'f0' };
  const references = [{ video: source }, { audio: { kind: 'file', sha256: 'c0' } }] as const;
  expect(inputsOf({ ...generate, lastFrame, references }).map(inputKey)).toEqual([
    ...['a0', inputKey(lastFrame)],
    ...['f0', 'c0'],
  ]);
  const keys = [{ from: 0 }, { from: 1 }, { until: 1 }].map((at) =>
    inputKey({ kind: 'frame', fingerprint: 'f0', at }),
  );
  expect(new Set([...keys, inputKey(lastFrame)]).size).toBe(4);
  expect(inputsOf(extend)).toEqual([source]);
  expect(inputsOf(edit)).toEqual([source]);
});
