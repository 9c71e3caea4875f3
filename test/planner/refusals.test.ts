import { describe, expect, it } from 'vitest';
import type { Code } from '../../src/core/codes.ts';
import type { Diagnostic } from '../../src/core/diagnostic.ts';
import type { Segment } from '../../src/storyboard/model.ts';
import { planOf, provider, providers, refusalOf } from '../rig/planning.ts';
import {
  board,
  card,
  edit,
  extend,
  generate,
  image,
  picture,
  place,
  segment,
  still,
} from '../rig/storyboard-builder.ts';
import { cast, format, of, options } from './makers.ts';

const extendedFiveTimes = [
  generate('e0', { duration: 4 }),
  ...[1, 2, 3, 4, 5].map((n) => extend(`e${n}`, `e${n - 1}`, { duration: 4 })),
];

describe('refusals name what is wrong and the nearest thing that works', () => {
  it.each<[Code, readonly Segment[], string, string | undefined]>([
    [
      'unknown-provider',
      [generate('a', { provider: 'animatik' })],
      'There is no provider "animatik".',
      'Did you mean "animatic"?',
    ],
    [
      'unknown-model',
      [generate('a', { provider: 'openai', model: 'sora-3' })],
      'openai has no model "sora-3".',
      'Did you mean "sora-2"?',
    ],
    [
      'length-impossible',
      [generate('a', { duration: 130 })],
      'a asks for 130 s, but sora-2 makes at most 120 s in one chain (a generate job and up to 6 extensions, 120 s in all).',
      'Write `duration: 120` or less, or split it into two segments.',
    ],
    [
      'length-impossible',
      [generate('a', { ...of('none'), duration: 12 })],
      "a asks for 12 s, but none-1 makes at most 10 s at once and can't continue from there.",
      'Write `duration: 10` or less, or split it into two segments.',
    ],
    [
      'length-impossible',
      [generate('a', { duration: 96 }), extend('b', 'a', { duration: 40 })],
      'b adds 40 s to a, but sora-2 extends at most 6 times and to 120 s in all: the footage already has 96 s with 4 extensions.',
      'Write `duration: 24` or less, or start a new chain with a prompt or an image.',
    ],
    [
      'length-impossible',
      [generate('a', { duration: 120 }), extend('b', 'a')],
      'b adds 8 s to a, but sora-2 extends at most 6 times and to 120 s in all: the footage already has 120 s with 5 extensions.',
      'Start a new chain with a prompt or an image.',
    ],
    [
      'length-impossible',
      [...extendedFiveTimes, extend('b', 'e5', { duration: 24 })],
      'b adds 24 s to e5, but sora-2 extends at most 6 times and to 120 s in all: the footage already has 24 s with 5 extensions.',
      'Write `duration: 20` or less, or start a new chain with a prompt or an image.',
    ],
    [
      'length-impossible',
      [...extendedFiveTimes, extend('e6', 'e5'), edit('amber', 'e6'), extend('b', 'amber')],
      'b adds 8 s to amber, but sora-2 extends at most 6 times and to 120 s in all: the footage already has 32 s with 6 extensions.',
      'Start a new chain with a prompt or an image.',
    ],
    [
      'extend-impossible',
      [generate('a', of('none')), extend('b', 'a', of('none'))],
      "b extends a, but none-1 can't extend footage.",
      'Generate it from a prompt or an image, or choose a model that extends: `storycut providers` lists them.',
    ],
    [
      'extend-impossible',
      [card('a'), extend('b', 'a')],
      'b needs the footage of a, which is a card and has none.',
      'Name a segment that is generated, or a file.',
    ],
    [
      'edit-impossible',
      [generate('a', of('frames')), edit('b', 'a', of('frames'))],
      "b edits a, but frames-1 can't edit footage.",
      'Generate it from a prompt instead, or choose a model that edits: animatic, sora-2, sora-2-pro, grok-imagine-video, gemini-omni-1.1-flash.',
    ],
    [
      'edit-impossible',
      [card('a'), edit('b', 'a')],
      'b needs the footage of a, which is a card and has none.',
      'Name a segment that is generated, or a file.',
    ],
    [
      'first-frame-missing',
      [generate('a', { provider: 'runway', model: 'gen4_turbo' })],
      'a begins without an image, but gen4_turbo makes footage only from one.',
      'Add `image`, or choose a model that needs none: animatic, sora-2, sora-2-pro, grok-imagine-video-1.5, grok-imagine-video, gen4.5, veo3.1, veo3.1_fast, … and 16 more.',
    ],
    [
      'first-frame-impossible',
      [image('a', picture('a.png'), of('none'))],
      'a begins with an image, but none-1 does not accept one.',
      'Describe the picture in the prompt, or choose a model that accepts a first frame.',
    ],
    [
      'unknown-option',
      [generate('a', { ...of('frames'), options: { sead: 7 } })],
      'frames-1 of frames has no option "sead".',
      'Did you mean "seed"?',
    ],
    [
      'unknown-option',
      [generate('a', { options: { seed: 7 } })],
      'sora-2 of animatic has no option "seed".',
      'It has no options: delete this one.',
    ],
    [
      'option-value',
      [generate('a', { ...of('frames'), options: { seed: 'x' } })],
      'The option seed of frames-1 takes a whole number, not "x".',
      'Write such a value, or delete the option.',
    ],
    [
      'option-value',
      [generate('a', { ...of('frames'), options: { seed: 1.6 } })],
      'The option seed of frames-1 takes a whole number, not "1.6".',
      'Write `2`, or delete the option.',
    ],
    [
      'too-many-characters',
      [generate('a', {}, cast(3))],
      'a has 3 characters, but sora-2 accepts at most 2.',
      'Name at most 2 cast members with a character in its prompt.',
    ],
  ])('%s: %#', (code, segments, message, help) => {
    const segment = segments.at(-1)?.id;
    const errors = refusalOf(segments, options).filter(({ severity }) => severity === 'error');
    expect(errors.map(({ params, ...told }) => told)).toEqual([
      { severity: 'error', code, message, help, segment, place },
    ]);
  });

  it.each<[string, readonly Segment[], Diagnostic['params']]>([
    [
      'a chain that is too long',
      [generate('a', { duration: 130 })],
      {
        ...{ wanted: 130, model: 'sora-2', longest: 120, write: 'duration: 120' },
        ...{ mostExtensions: 6, longestChain: 120 },
      },
    ],
    [
      'an extension that is too long',
      [generate('a', { duration: 96 }), extend('b', 'a', { duration: 40 })],
      {
        ...{ wanted: 40, source: 'a', model: 'sora-2', write: 'duration: 24' },
        ...{ mostExtensions: 6, longestChain: 120, length: 96, extensions: 4 },
      },
    ],
    [
      'a provider that is misspelt',
      [generate('a', { provider: 'animatik' })],
      { provider: 'animatik', nearest: 'animatic' },
    ],
    [
      'a provider like no other',
      [generate('a', { provider: 'x' })],
      { provider: 'x', known: [...options.providers.keys()] },
    ],
    ['too many characters', [generate('a', {}, cast(3))], { model: 'sora-2', count: 3, most: 2 }],
  ])('with its values: %s', (_, segments, params) => {
    expect(refusalOf(segments, options).find(({ severity }) => severity === 'error')?.params).toEqual(params);
  });

  it('a prompt that is too long, in characters as people count them', () => {
    const prompt = (text: string) =>
      ({ kind: 'generate', prompt: text, fallbacks: [], cast: [], dialogue: [] }) as const;
    const film = (text: string) => [{ ...generate('a', of('frames')), source: prompt(text) }];
    expect(planOf(film('🎬'.repeat(100)), options).jobs).toHaveLength(1);
    expect(refusalOf(film('🎬'.repeat(101)), options)).toMatchObject([
      {
        code: 'prompt-too-long',
        message: 'A prompt of a has 101 characters as it would be sent, but frames-1 accepts at most 100.',
      },
    ]);
  });

  it('no length of a prompt where the maker tells of no limit', () => {
    const data = provider('endless');
    const models = data.models.map(({ promptLimit: _, ...model }) => model);
    const film = [
      { ...generate('a', of('endless')), source: { ...generate('a').source, prompt: 'x'.repeat(200_000) } },
    ] as readonly Segment[];
    expect(planOf(film, { providers: providers({ ...data, models }) }).jobs).toHaveLength(1);
  });

  it('a size that was asked for exactly', () => {
    const film = board([generate('a'), generate('b')], { format: format(1000, 1000, true) });
    expect(refusalOf(film)).toMatchObject([
      { code: 'size-impossible', segment: 'a', message: "sora-2 can't make 1000x1000." },
    ]);
  });

  it.each([1e6, 1e9, Number.MAX_SAFE_INTEGER])('a length that nobody means: %d s', (duration) => {
    const film = [
      generate('a', { duration }),
      generate('b', { ...of('frames'), duration }),
      generate('c', { provider: 'animatic', model: 'animatic', duration: duration * 2 }),
    ];
    const found = refusalOf(film, options).filter(({ severity }) => severity === 'error');
    expect(found.map(({ segment, code }) => `${segment} ${code}`)).toEqual([
      'a length-impossible',
      'b length-impossible',
      'c length-impossible',
    ]);
  });

  it('segments that are named and do not exist', () => {
    expect(refusalOf([generate('door')], { only: ['dor'] })).toMatchObject([
      { code: 'unknown-segment', help: 'Did you mean door?' },
    ]);
  });

  it('all at once, and nothing of what only follows', () => {
    const film = [
      generate('a', { provider: 'nobody' }),
      extend('b', 'a'),
      generate('c', { duration: 130 }),
      generate('d', { options: { seed: 7 } }),
    ];
    expect(refusalOf(film).map(({ segment, code }) => `${segment} ${code}`)).toEqual([
      'a unknown-provider',
      'c length-impossible',
      'd unknown-option',
    ]);
  });

  it('once what is as true of a thousand segments as of one', () => {
    const film = Array.from({ length: 1000 }, (_, i) => generate(`s${i}`, { provider: 'nobody' }));
    expect(refusalOf(film)).toHaveLength(1);
  });
});

describe('what begins with a still', () => {
  it('is generated from the picture itself, and shares its clip with what names that picture', () => {
    const asset = picture('a.png');
    const made = {
      kind: 'image',
      image: asset,
      prompt: 'b goes on',
      fallbacks: [],
      cast: [],
      dialogue: [],
    } as const;
    const film = [still('a', asset), extend('b', 'a'), segment('c', made)];
    const { jobs, files, timeline } = planOf(film);
    expect(jobs.map(({ id, kind }) => `${id} ${kind}`)).toEqual(['b generate']);
    expect(files).toEqual([asset]);
    expect(timeline.entries.map(({ frames }) => frames)).toEqual([96, 192, 192]);
  });

  it('is refused by a model that takes no picture', () => {
    const film = [still('a', picture('a.png')), extend('b', 'a', of('none'))];
    expect(refusalOf(film, options)).toMatchObject([
      { code: 'first-frame-impossible', message: 'b begins with an image, but none-1 does not accept one.' },
    ]);
  });

  it('is no edit of it', () => {
    expect(refusalOf([still('a', picture('a.png')), edit('b', 'a')])).toMatchObject([
      {
        code: 'edit-impossible',
        message: 'b edits a, which is a still and has no footage to edit.',
      },
    ]);
  });
});

it('what holds for several segments is reported at the first in the film, whichever is made first', () => {
  const openai = { provider: 'openai' };
  const plan = planOf([card('title'), extend('a', 'b', openai), generate('b', openai)]);
  const told = plan.diagnostics.filter(({ code }) => code === 'provider-unavailable');
  expect(told).toMatchObject([{ segment: 'a' }]);
});
