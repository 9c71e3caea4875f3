import { describe, expect, it } from 'vitest';
import type { GenerateRequest } from '../../src/core/request.ts';
import type { ReferenceLimits } from '../../src/providers/capabilities.ts';
import type { OwnReference, Segment } from '../../src/storyboard/model.ts';
import { planOf, provider, providers, refusalOf, requestOf } from '../rig/planning.ts';
import {
  asset,
  extend,
  generate,
  image,
  leaning,
  picture,
  segment,
  video,
} from '../rig/storyboard-builder.ts';

const accepting = (references: ReferenceLimits) => ({
  providers: providers(
    provider('p', { inputs: { firstFrame: 'any', references, characters: 0 }, sound: 'choice' }),
  ),
});
const p = { provider: 'p', model: 'p-1' };
const photo = (n: number): OwnReference => ({ medium: 'image', file: picture(`${n}.png`) });
const footage = (seconds: number): OwnReference => ({
  medium: 'video',
  file: video(`${seconds}.mp4`, seconds),
});
const song: OwnReference = {
  medium: 'audio',
  file: asset('a.wav', { kind: 'audio', seconds: 20 }),
  role: 'style',
};
const sha256 = (one: OwnReference) => ({ kind: 'file', sha256: one.file.sha256 });
const first = (film: readonly Segment[], references: ReferenceLimits) =>
  requestOf(planOf(film, accepting(references)), 'a') as GenerateRequest;
const refused = (film: readonly Segment[], references: ReferenceLimits) =>
  refusalOf(film, accepting(references)).map(({ code, message, help }) => [code, message, help]);

describe('references', () => {
  it('that a continuation inherits are left out where its model takes none with a frame', () => {
    const along = { prompt: 'x', fallbacks: [], dialogue: [], cast: [], references: [photo(1)] };
    const film = [
      segment('a', { kind: 'generate', ...along }, p),
      segment('b', { kind: 'extend', of: 'a', ...along }, p),
    ];
    const planned = planOf(film, accepting({ images: 9, apart: true }));
    expect(first(film, { images: 9, apart: true }).references).toHaveLength(1);
    expect(requestOf(planned, 'b')).toMatchObject({ references: [], firstFrame: { kind: 'last-frame' } });
    expect(planned.diagnostics.map(({ code, segment }) => [code, segment])).toContainEqual([
      'reference-not-sent',
      'b',
    ]);
    // Where it takes them with a frame, they are sent.
    expect(requestOf(planOf(film, accepting({ images: 9 })), 'b')).toMatchObject({ references: [{}] });
  });

  it('are sent in order, with their roles, after the pictures of the cast', () => {
    const cast = [
      { name: 'her', images: [picture('h1.png'), picture('h2.png')], role: 'subject' as const },
      { name: 'quay', images: [picture('q.png')] },
    ];
    const prompt = {
      prompt: 'x',
      fallbacks: [],
      dialogue: [],
      cast,
      references: [photo(1), footage(3), song],
    };
    const film = [segment('a', { kind: 'generate', ...prompt }, p)];
    expect(first(film, { images: 9, videos: 1, audio: 1 }).references).toEqual([
      { name: 'her', role: 'subject', image: { kind: 'file', sha256: picture('h1.png').sha256 } },
      { name: 'her', role: 'subject', image: { kind: 'file', sha256: picture('h2.png').sha256 } },
      { name: 'quay', image: { kind: 'file', sha256: picture('q.png').sha256 } },
      { image: sha256(photo(1)) },
      { video: sha256(footage(3)) },
      { role: 'style', audio: sha256(song) },
    ]);
    // The segment's own go first where there is too little room.
    expect(first(film, { images: 2, videos: 1, audio: 1 }).references).toMatchObject([
      { name: 'her' },
      { image: sha256(photo(1)) },
      {},
      {},
    ]);
    const plan = planOf(film, accepting({ images: 2, videos: 1, audio: 1 }));
    expect(plan.diagnostics.map(({ message }) => message)).toEqual([
      "p-1 accepts 2 reference images, but a has 4: 1 of the cast's are sent.",
    ]);
    expect(plan.files.map(({ path }) => path)).toEqual(['h1.png', '1.png', '3.mp4', 'a.wav']);
  });

  it('are refused where there are too many, or a medium that is not accepted', () => {
    expect(refused([leaning('a', [photo(1), photo(2)], p)], { images: 1 })).toEqual([
      [
        'reference-impossible',
        'a has 2 reference images, but p-1 accepts at most 1.',
        expect.stringContaining(
          'Delete some from `references`, or choose a model that accepts these references: animatic',
        ),
      ],
    ]);
    expect(refused([leaning('a', [footage(2)], p)], { images: 1 })[0]).toEqual([
      'reference-impossible',
      'a has 1 reference video, but p-1 accepts none.',
      expect.stringContaining('Delete them'),
    ]);
  });

  it('that many segments inherit are refused once', () => {
    const both = [leaning('a', [photo(1), photo(2)], p), leaning('b', [photo(1), photo(2)], p)];
    expect(refused(both, { images: 1 })).toHaveLength(1);
    const others = [leaning('a', [photo(1), photo(2)], p), leaning('b', [photo(1), photo(3)], p)];
    expect(refused(others, { images: 1 })).toHaveLength(2);
  });

  it('are refused where they are too long together', () => {
    const [refusal] = refused([leaning('a', [footage(8), footage(4)], p)], {
      ...{ images: 0, videos: 3, longest: { videos: 10 } },
    });
    expect(refusal?.[1]).toBe('The reference videos of a are 12 s long, but p-1 accepts at most 10 s.');
  });

  it('are refused beside frames by a model that takes one or the other; the cast stays at home', () => {
    const apart = { images: 3, apart: true } as const;
    const both = { ...image('a', picture('a.png'), p) };
    const prompt = { ...both.source, references: [photo(1)] } as Segment['source'];
    expect(refused([{ ...both, source: prompt }], apart)[0]?.[1]).toBe(
      'p-1 does not accept references together with a first or last frame, and a has both.',
    );
    const long = refused([leaning('a', [photo(1)], { ...p, duration: 20 })], apart);
    expect(long.map(([code]) => code)).toContain('reference-impossible');
    const cast = { ...both.source, cast: [{ name: 'her', images: [picture('h.png')] }] } as Segment['source'];
    const plan = planOf([{ ...both, source: cast }], accepting(apart));
    expect((requestOf(plan, 'a') as GenerateRequest).references).toEqual([]);
    expect(plan.diagnostics).toMatchObject([{ code: 'reference-not-sent' }]);
  });

  it('go along with no extension', () => {
    const goes = extend('b', 'a');
    const source = { ...goes.source, references: [photo(1)] } as Segment['source'];
    const plan = planOf([generate('a'), { ...goes, source }]);
    expect(plan.diagnostics).toMatchObject([{ code: 'reference-not-sent', segment: 'b' }]);
  });
});

describe('sound', () => {
  const sound = (film: readonly Segment[], id = 'a') =>
    requestOf(planOf(film, accepting({ images: 0 })), id).sound;

  it('is asked for as the storyboard says, if the model lets that be chosen', () => {
    expect(sound([generate('a', p)])).toBe(true);
    expect(sound([generate('a', { ...p, soundOff: true })])).toBe(false);
  });

  it('is left out of the film if the model makes it all the same', () => {
    const plan = planOf([generate('a', { soundOff: true }), generate('b')]);
    expect(requestOf(plan, 'a')).not.toHaveProperty('sound');
    expect(plan.timeline.entries.map(({ volume }) => volume)).toEqual(['mute', undefined]);
    expect(plan.diagnostics).toMatchObject([{ severity: 'note', code: 'sound-muted', segment: 'a' }]);
  });

  it('needs no word of a model that makes none', () => {
    const never = providers(provider('p'));
    const plan = planOf([generate('a', { ...p, soundOff: true })], { providers: never });
    expect(requestOf(plan, 'a')).not.toHaveProperty('sound');
    expect(plan.diagnostics).toEqual([]);
    expect(plan.timeline.entries[0]).not.toHaveProperty('volume');
  });
});
