import type { Diagnostic } from '../../src/core/diagnostic.ts';
import type { MediaFacts } from '../../src/core/footage.ts';
import { savePlan, whatMoved } from '../../src/planner/saved-plan.ts';
import { selectOne, selectSegments } from '../../src/planner/select.ts';
import { chosenByFlag } from '../../src/project/film/chosen-by-flag.ts';
import type { Capabilities } from '../../src/providers/capabilities.ts';
import { optionsNamed } from '../../src/providers/options.ts';
import type { Cue, Output, Segment, Storyboard, Transition } from '../../src/storyboard/model.ts';
import { holding, made, planOf, provider, providers, refusalOf } from '../rig/planning.ts';
import {
  asset,
  board,
  card,
  edit,
  ending,
  extend,
  file,
  generate,
  image,
  leaning,
  picture,
  place,
  segment,
  still,
  video,
} from '../rig/storyboard-builder.ts';

const little: Partial<Capabilities> = {
  extend: { kind: 'none' },
  inputs: { firstFrame: 'none', references: { images: 0 }, characters: 0 },
  endOfLife: { date: '2026-09-24', note: 'it is gone.' },
};
const lastFrame = { fits: 'any', needsFirst: false } as const;
const inputs = { firstFrame: 'any', references: { images: 0 }, characters: 0 } as const;
const farm = Array.from({ length: 30 }, (_, i) => provider(`farm${i}`));
const options = {
  providers: providers(
    provider('none', little),
    provider('tiered', {
      tiers: { '1280x720': '720p' },
      edit: true,
      editLongest: 3,
      inputs: {
        ...inputs,
        lastFrame: { fits: 'any', needsFirst: false, tiers: ['480p'] },
        references: { images: 2, tiers: ['480p'] },
      },
    }),
    provider('brief', { inputs: { ...inputs, references: { images: 2, jobSeconds: 5 } } }),
    { ...provider('unlisted'), models: [], unavailable: { reason: 'It is not known.', help: 'Read it.' } },
    provider('dear', { price: { kind: 'unknown', source: 'its list', note: 'it is in tokens' } }),
    provider('dearer', { price: { kind: 'unknown', source: 'config file' } }),
    provider('frames'),
    provider('wan', { sizes: { kind: 'set', sizes: [{ width: 832, height: 480 }] } }),
    provider('many', { options: optionsNamed(Array.from({ length: 30 }, (_, i) => `option-${i}`)) }),
    { ...provider('house'), models: farm.flatMap(({ models }) => models) },
    ...farm,
    provider('short', {
      inputs: { ...inputs, references: { images: 0, videos: 1, longest: { videos: 5 } } },
    }),
    provider('pair', { inputs: { ...inputs, lastFrame: { fits: 'sized', needsFirst: true } } }),
    {
      ...provider('crowd'),
      models: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => ({
        ...(provider(`crowd${n}`).models[0] as Capabilities),
        inputs: n === 0 ? inputs : { ...inputs, lastFrame, references: { images: 1 } },
      })),
      defaultModel: 'crowd0-1',
    },
  ),
};
const of = (name: string) => ({ provider: name, model: `${name}-1` });
const cast = (count: number) =>
  Array.from({ length: count }, (_, i) => ({
    name: `c${i}`,
    character: `char_${i}`,
    images: [picture(`${i}`)],
  }));
const size = (width: number, height: number) => ({ width, height });
const songOnPicture: MediaFacts = {
  kind: 'video',
  ...{ size: size(1280, 720), seconds: 1, fps: 24, hasAudio: true, soundAfter: 180 },
};
const dissolve = (duration: number): Transition => ({ type: 'dissolve', duration });

const refused: readonly (readonly Segment[])[] = [
  [generate('a', { provider: 'animatik' })],
  [generate('a', { provider: 'x' })],
  [generate('a', of('dear'))],
  [generate('a', of('unlisted'))],
  [generate('a', of('tiered')), edit('b', 'a', of('tiered'))],
  [ending('a', picture('a.png'), of('tiered'))],
  [leaning('a', [{ medium: 'image', file: picture('r.png') }], of('tiered'))],
  [leaning('a', [{ medium: 'image', file: picture('r.png') }], { ...of('brief'), duration: 10 })],
  [generate('a', of('dearer'))],
  [generate('a', { model: 'sora-3' })],
  [generate('a', { model: 'x' })],
  [generate('a', { provider: 'house', model: 'x' })],
  [generate('a', { duration: 130 })],
  [generate('a', { duration: 96 }), extend('b', 'a', { duration: 40 })],
  [generate('a', of('frames')), edit('b', 'a', of('frames'))],
  [card('a'), edit('b', 'a')],
  [generate('a', of('none')), extend('b', 'a', of('none'))],
  [image('a', picture('a.png'), of('none'))],
  [generate('a', { provider: 'runway', model: 'gen4_turbo' })],
  [ending('a', picture('a.png'), of('none'))],
  [ending('a', picture('a.png'), of('pair'))],
  [ending('a', picture('a.png'), { provider: 'crowd' })],
  [leaning('a', [{ medium: 'image', file: picture('r.png') }], of('none'))],
  [
    leaning(
      'a',
      Array.from({ length: 3 }, (_, n) => ({ medium: 'image', file: picture(`${n}.png`) })),
      of('frames'),
    ),
  ],
  [leaning('a', [{ medium: 'video', file: video('r.mp4', 9) }], of('short'))],
  [leaning('a', [{ medium: 'image', file: picture('r.png') }], { provider: 'crowd' })],
  [generate('a', { ...of('frames'), options: { sead: 7 } })],
  [generate('a', { ...of('many'), options: { seed: 7 } })],
  [
    segment(
      'a',
      { kind: 'generate', prompt: 'x'.repeat(101), fallbacks: [], cast: [], dialogue: [] },
      of('frames'),
    ),
  ],
  [generate('a', {}, cast(3))],
];

const planned: readonly (readonly Segment[])[] = [
  [generate('a', of('none'))],
  [generate('a', { soundOff: true })],
  [file('a', video('a.mp4', 4), { duration: 6 })],
  [file('a', asset('song.mp4', songOnPicture))],
  [still('a', picture('a.png', 640, 480))],
  [image('a', picture('a.png', 1000, 1000))],
  [ending('a', picture('a.png', 1000, 1000), { model: 'animatic' })],
  [generate('a'), image('b', 'previous', { trim: { from: 1, to: 2 } })],
  [ending('a', 'next', { model: 'animatic', trim: { from: 0, to: 2 } }), generate('b')],
  [generate('a', of('frames'), cast(3))],
  [generate('a', of('frames')), extend('b', 'a', of('frames'))],
  [file('a', video('a.mp4', 4)), extend('b', 'a')],
  [generate('a', { duration: 6 }), extend('b', 'a')],
  [card('a', { duration: 2, transition: dissolve(2) }), card('b')],
  [
    ...['a', 'b', 'c'].map((id) => card(id, { duration: 4, tempo: 60, transition: dissolve(1.2) })),
    card('d', { duration: 4, tempo: 60 }),
  ],
  [segment('a', { kind: 'generate', prompt: 'x', fallbacks: [], cast: [], dialogue: ['word '.repeat(60)] })],
  [card('a', { words: [words({ from: 9 })] })],
];

function words(more: Partial<NonNullable<Segment['words']>[number]>): NonNullable<Segment['words']>[number] {
  const style = { face: 'sans', size: 1, color: '#ffffff', background: 'none' };
  return { kind: 'title', text: 'Late', from: 0, position: 'bottom', style, ...more } as never;
}

const sound = asset('hit.wav', { kind: 'audio', seconds: 4 });
const cue = (more: Partial<Cue>): Cue => ({
  ...{ file: sound, offset: 0, from: 0, volume: 0, duck: false, fadeIn: 0, fadeOut: 0, place },
  ...more,
});
const spoken = (offset: number) => ({ file: sound, at: 'a', offset, volume: 0, place });
const output = (more: Partial<Output>): Output => ({
  ...{ name: 'out', place, size: size(1280, 720), fit: 'pad', as: 'mp4' },
  ...more,
});

const boards: readonly Storyboard[] = [
  board([generate('a')], { format: { size: size(1920, 1080), exact: false, fps: 24, fit: 'pad' } }),
  board([generate('a', { provider: 'wan', model: 'wan-1' })], {
    format: { size: size(854, 480), exact: false, fps: 24, fit: 'pad' },
  }),
  board([file('a', video('a.mp4', 4)), file('b', video('a.mp4', 4)), generate('c')], {
    format: { size: size(720, 1280), exact: false, fps: 24, fit: 'pad' },
  }),
  board([card('a', { duration: 8 }), card('b')], {
    audio: { keep: true, narration: [spoken(5)], cues: [] },
  }),
  board([card('a'), card('b')], {
    audio: {
      keep: true,
      narration: [spoken(-1), spoken(9)],
      cues: [cue({ offset: -1.5 }), cue({ offset: 4 })],
    },
    outputs: [output({ size: size(1920, 1080) }), output({ as: 'poster', at: 30 })],
  }),
  board([card('a')], { platform: { name: 'reels', place, longest: 1 } }),
];

/** All that planning has to say of films in which something is wrong. */
export function toldOfPlans(): readonly Diagnostic[] {
  const exact = { size: size(1000, 1000), exact: true, fps: 24, fit: 'pad' } as const;
  const films = [...refused, board([generate('a')], { format: exact })];
  const wrong = films.flatMap((film) => refusalOf(film, options));
  return [
    ...wrong.flatMap((one) => [one, chosenByFlag(one, { provider: 'x' })]),
    ...[...planned, ...boards].flatMap((film) => planOf(film, options).diagnostics),
    ...[boards[0] ?? [], [generate('a', of('none'))], [generate('a', { provider: 'openai' })]].flatMap(
      (film) => planOf(film, options).diagnostics.map((one) => chosenByFlag(one, { model: 'x' })),
    ),
    ...picks(),
    ...names(),
    ...moves(),
  ];
}

function picks(): readonly Diagnostic[] {
  const film = [generate('a', { takes: 2, pick: 2, ...of('frames'), duration: 5 })];
  const { jobs } = planOf(film, options);
  const [first, second] = jobs;
  const failed = new Map([
    [second?.fingerprint ?? '', { kind: 'failed' as const, message: 'It was refused.' }],
  ]);
  return [
    ...planOf([generate('a', { pick: 9, ...of('frames'), duration: 5 })], options).diagnostics,
    ...planOf(film, { ...options, holdings: holding({ ...made(first ? [first] : []), attempts: failed }) })
      .diagnostics,
  ];
}

function names(): readonly Diagnostic[] {
  const segments = Array.from({ length: 30 }, (_, i) => `s${i}`);
  const among = { segments: [...segments, 'door'], scenes: [{ id: 'act', segments }] };
  const found = [selectSegments(['dor', 'x', '[ab]'], among), selectOne('act', among)];
  return found.flatMap((one) => (one.ok ? [] : one.error));
}

function moves(): readonly Diagnostic[] {
  const saved = (film: Storyboard, kept = holding({})) =>
    savePlan(planOf(film, { ...options, holdings: kept }), film, {
      choices: { storyboard: 'film', vars: {} },
      addresses: {},
    });
  const before = board([generate('a', of('frames')), generate('b', of('frames'))]);
  const { jobs } = planOf(before, options);
  return [
    ...whatMoved(saved(before), saved(before, holding(made(jobs.slice(0, 1))))),
    ...whatMoved(
      { ...saved(before), addresses: { house: 'https://a.example' } },
      { ...saved(before), addresses: { house: 'https://b.example' } },
    ),
    ...whatMoved(saved(before), saved(board([generate('c', of('frames'))], { title: 'Other' }))),
  ];
}
