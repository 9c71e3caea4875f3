import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Plan, Timeline } from '../../src/planner/plan.ts';
import type { Audio, Scene, Segment, Transition, Words } from '../../src/storyboard/model.ts';
import { planOf, provider, providers } from '../rig/planning.ts';
import { asset, board, card, generate, place } from '../rig/storyboard-builder.ts';
import { caption } from '../rig/words.ts';

const dissolve = (duration: number): Transition => ({ type: 'dissolve', duration });
const framesOnly = { provider: 'frames', model: 'frames-1' };
const options = { providers: providers(provider('frames')) };

const recording = (at: string, offset = 0, seconds = 2): Audio['narration'][number] => ({
  ...{ file: asset(`${at}.wav`, { kind: 'audio', seconds }), at, offset, volume: -3, place },
});

const planned = (
  segments: readonly Segment[],
  narration: Audio['narration'] = [],
  scenes?: readonly Scene[],
): Plan => {
  const film = board(segments, { audio: { keep: true, narration, cues: [] }, ...(scenes && { scenes }) });
  return planOf(film, options);
};

describe('words with times', () => {
  it('count from the segment’s first frame, and are seen no longer than that is', () => {
    const { timeline } = planned([
      card('a', {
        transition: dissolve(1),
        words: [caption('A', { from: 0.5, to: 1 }), caption('B', { from: 1 })],
      }),
      card('b', {
        words: [
          caption('Early', { to: 0.25 }),
          caption('C', { from: 0.25, to: 9, position: 'top' }),
          caption('T', { kind: 'title', from: 1, to: 2 }),
          caption('Too late', { from: 5 }),
        ],
      }),
    ]);
    // 72 frames each; b begins at 48, and the border between both is 60.
    expect(timeline.captions).toEqual([
      { text: 'A', start: 12, end: 24 },
      { text: 'B', start: 24, end: 48 },
      { text: 'Early', start: 48, end: 54 },
      { text: 'C', start: 60, end: 120, position: 'top' },
    ]);
    expect(timeline.titles).toEqual([{ text: 'T', start: 72, end: 96 }]);
    const drawn = timeline.entries.map(({ words }) => words?.map(({ text, from, to }) => [text, from, to]));
    expect(drawn).toEqual([
      [
        ['A', 12, 24],
        ['B', 24, 72],
      ],
      [
        ['Early', 0, 6],
        ['C', 6, 72],
        ['T', 24, 48],
      ],
    ]);
  });

  it('go on from one piece of a segment to the next, and are one in files', () => {
    const words = [caption('A', { from: 8, to: 12 })];
    const { timeline } = planned([generate('a', { ...framesOnly, duration: 22, words }), card('fin')]);
    expect(timeline.entries.map(({ words: own }) => own?.map(({ from, to }) => [from, to]))).toEqual([
      [[192, 240]],
      [[0, 48]],
      undefined,
      undefined,
    ]);
    expect(timeline.captions).toEqual([{ text: 'A', start: 192, end: 288 }]);
  });
});

describe('words in the picture through a transition', () => {
  const frames = (timeline: Timeline) =>
    timeline.entries.map(({ words = [] }) => words.map(({ text, from, to }) => [text, from, to]));
  const two = (
    one: readonly Words[],
    other: readonly Words[],
    burn = true,
    type: 'dissolve' | 'wipe-left' = 'dissolve',
  ) =>
    frames(
      planOf(
        board([card('a', { words: one, transition: { type, duration: 1 } }), card('b', { words: other })], {
          captions: { burn, sidecar: [] },
        }),
        options,
      ).timeline,
    );
  const title = (text: string, more: Partial<Words> = {}) =>
    caption(text, { kind: 'title', position: 'middle', ...more });

  it('give way to those of the next at their position half way through, as in files', () => {
    expect(two([caption('A')], [caption('B')])).toEqual([[['A', 0, 60]], [['B', 12, 72]]]);
    expect(two([title('A')], [title('B')], false, 'wipe-left')).toEqual([[['A', 0, 60]], [['B', 12, 72]]]);
  });

  it('go with their picture where they meet none', () => {
    expect(two([caption('A')], [])).toEqual([[['A', 0, 72]], []]);
    expect(two([caption('A')], [caption('B', { position: 'top' })])).toEqual([
      [['A', 0, 72]],
      [['B', 0, 72]],
    ]);
    // From when the other is gone already.
    expect(two([caption('A', { to: 2.25 })], [caption('B', { from: 0.25 })])).toEqual([
      [['A', 0, 54]],
      [['B', 6, 72]],
    ]);
  });

  it('keep their time where they would come only after they have to go, and the others give way', () => {
    expect(two([caption('A', { from: 2.75 })], [caption('B')])).toEqual([[['A', 66, 72]], [['B', 24, 72]]]);
    expect(two([caption('A')], [caption('B', { to: 0.25 }), caption('C', { from: 0.25 })])).toEqual([
      [['A', 0, 48]],
      [
        ['B', 0, 6],
        ['C', 12, 72],
      ],
    ]);
  });

  it('meet words of the other kind where captions are drawn, too', () => {
    const both = (burn: boolean) => two([caption('A')], [title('B', { position: 'bottom' })], burn);
    expect(both(true)).toEqual([[['A', 0, 60]], [['B', 12, 72]]]);
    expect(both(false)).toEqual([[['A', 0, 72]], [['B', 0, 72]]]);
  });
});

describe('words that nobody sees', () => {
  const told = (
    one: readonly Words[],
    other: readonly Words[] = [],
    more: { readonly draft?: boolean; readonly fps?: number } = {},
  ) => {
    const { fps = 24, ...rest } = more;
    const segments = [card('a', { words: one, transition: dissolve(1) }), card('b', { words: other })];
    const film = board(segments, {
      format: { ...board([]).format, fps },
      captions: { burn: true, sidecar: ['srt'] },
    });
    const plan = planOf(film, { ...options, ...rest });
    return plan.diagnostics
      .filter(({ code }) => code === 'words-unseen')
      .map(({ severity, message, help, segment, place: at }) => ({ severity, message, help, segment, at }));
  };
  const warning = { severity: 'warning', segment: 'a', at: place };

  it('are told of: where they are, what they are and how to mend it', () => {
    const short = caption('Gone', { kind: 'title', from: 1, to: 1.01 });
    expect(told([short])).toEqual([
      {
        ...warning,
        message: 'The title "Gone" of a disappears within the frame in which it appears: it is never seen.',
        help: 'Write `to: 1.042` or more, or delete `to` to show it until the end of the segment.',
      },
    ]);
    expect(told([caption('Late', { from: 2.99 })])).toEqual([
      {
        ...warning,
        message:
          'The caption "Late" of a begins after a has ended, which is shown for 3 s: it is never seen.',
        help: 'Write `from: 2.958` or less: it counts from the beginning of the segment.',
      },
    ]);
    const same = [caption('A', { from: 2.25, to: 2.75 }), caption('B', { from: 0.25, to: 0.75 })] as const;
    expect(told([same[0]], [same[1]])).toEqual([]);
  });

  it('are told of with whose words hide them, on either side', () => {
    const late = caption('A', { from: 2.6, to: 3 });
    expect(told([late], [caption('B', { from: 0.6, to: 0.9 })])).toMatchObject([
      { segment: 'b', message: 'The caption "B" of b is hidden by one of a the whole time.' },
    ]);
    const early = caption('B', { from: 0.1, to: 0.4 });
    expect(told([caption('A', { from: 2.1, to: 2.4 })], [early])).toMatchObject([
      { segment: 'a', message: 'The caption "A" of a is hidden by one of b the whole time.' },
    ]);
  });

  it('are not told of in a draft, whose lengths are not the film’s', () => {
    expect(told([caption('Late', { from: 2.99 })], [], { draft: true })).toEqual([]);
  });

  it('are seen once the advice is followed, whatever the rate', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(24, 25, 29.97, 60),
        fc.integer({ min: 0, max: 2999 }),
        fc.integer({ min: 1, max: 60 }),
        (fps, from, length) => {
          const words = caption('A', { from: from / 1000, to: (from + length) / 1000 });
          const [warned] = told([words], [], { fps });
          const advised = Number(/`(?:from|to): ([\d.]+)`/.exec(warned?.help ?? '')?.[1]);
          if (warned === undefined) return;
          const mended = warned.help?.includes('`from:')
            ? caption('A', { from: advised })
            : { ...words, to: advised };
          expect(told([mended], [], { fps })).toEqual([]);
        },
      ),
    );
  });
});

describe('captions', () => {
  it('of any times are all in the files, each as long as it is seen or shorter', () => {
    const time = fc.integer({ min: 0, max: 72 }).map((frames) => frames / 24);
    const some = fc
      .array(fc.tuple(time, time), { maxLength: 3 })
      .map((times) =>
        times.flatMap(([from, to], n) => (from < to ? [caption(`${n}`, { from, to, position: 'top' })] : [])),
      );
    fc.assert(
      fc.property(fc.array(some, { minLength: 1, maxLength: 4 }), (all) => {
        const { captions, entries } = planned(
          all.map((words, i) => card(`s${i}`, { words, transition: dissolve(1.5) })),
        ).timeline;
        expect(captions).toHaveLength(all.flat().length);
        for (const { text, start, end } of captions) {
          expect(end).toBeGreaterThan(start);
          const own = entries.some((entry) =>
            entry.words?.some(
              (one) => one.text === text && entry.start + one.from <= start && entry.start + one.to >= end,
            ),
          );
          expect(own).toBe(true);
        }
      }),
    );
  });

  it('share an overlap with their neighbours, half and half', () => {
    const { timeline } = planned([
      card('a', { words: [caption('A')], transition: dissolve(1) }),
      card('b', { words: [caption('B')], transition: dissolve(0.625) }),
      card('c', { words: [caption('C')], transition: { type: 'fade-to-black', duration: 1 } }),
    ]);
    expect(timeline.captions).toEqual([
      { text: 'A', start: 0, end: 60 },
      { text: 'B', start: 60, end: 112 },
      { text: 'C', start: 112, end: 177 },
    ]);
  });

  it('are shown once for a segment of several clips', () => {
    const { timeline } = planned([
      generate('a', { ...framesOnly, duration: 22, words: [caption('A')] }),
      card('fin'),
    ]);
    expect(timeline.entries).toHaveLength(4);
    expect(timeline.captions).toEqual([{ text: 'A', start: 0, end: 528 }]);
  });
});

describe('chapters', () => {
  it('begin with the first segment of their scene and are called as it is', () => {
    const segments = [
      card('a', { scene: 'one' }),
      card('b', { scene: 'one', transition: dissolve(1) }),
      card('c', { scene: 'two' }),
    ];
    const scenes = [
      { id: 'one', title: 'The first', segments: ['a', 'b'] },
      { id: 'two', segments: ['c'] },
    ];
    expect(planned(segments, [], scenes).timeline.chapters).toEqual([
      { title: 'The first', start: 0 },
      { title: 'two', start: 120 },
    ]);
  });
});

describe('narration', () => {
  it('begins with its segment, or so much before or after', () => {
    const segments = [card('a', { transition: dissolve(1) }), card('b')];
    const { narration } = planned(segments, [
      recording('b', 0.5),
      recording('b'),
      recording('b', -3),
      recording('a'),
    ]).timeline;
    expect(narration.map(({ start }) => start)).toEqual([60, 48, -24, 0]);
    expect(narration[0]).toMatchObject({ file: { path: 'b.wav' }, volume: -3 });
  });
});

const anySegment = fc.record({
  frames: fc.integer({ min: 1, max: 60 }),
  overlap: fc.integer({ min: 0, max: 40 }),
  captioned: fc.boolean(),
  chain: fc.boolean(),
  newScene: fc.boolean(),
});

const anyFilm = fc.array(anySegment, { minLength: 1, maxLength: 12 }).map((drafts): Timeline => {
  let scene = 0;
  const segments = drafts.map(({ frames, overlap, captioned, chain, newScene }, i) => {
    if (newScene) scene++;
    const more = {
      ...{ duration: frames / 24, scene: `scene-${scene}`, transition: dissolve(overlap / 24) },
      ...(captioned && { words: [caption(`caption ${i}`)] }),
    };
    return chain
      ? generate(`s${i}`, { ...more, ...framesOnly, duration: 10 + frames / 24 })
      : card(`s${i}`, more);
  });
  const ids = [...new Set(segments.map((segment) => segment.scene))];
  const scenes = ids.map((id) => ({
    id,
    segments: segments.filter((one) => one.scene === id).map((one) => one.id),
  }));
  return planned(segments, [], scenes).timeline;
});

describe('in any film', () => {
  it('captions are never empty, never overlap, and lie where their segment is seen', () => {
    fc.assert(
      fc.property(anyFilm, ({ captions, entries, frames }) => {
        let end = 0;
        for (const one of captions) {
          expect(one.start).toBeGreaterThanOrEqual(end);
          expect(one.end).toBeGreaterThan(one.start);
          const own = entries.filter(({ words }) => words?.[0]?.text === one.text);
          expect(one.start).toBeGreaterThanOrEqual(own[0]?.start ?? Number.NaN);
          const last = own.at(-1);
          expect(one.end).toBeLessThanOrEqual((last?.start ?? 0) + (last?.frames ?? 0));
          end = one.end;
        }
        expect(end).toBeLessThanOrEqual(frames);
        expect(new Set(captions.map(({ text }) => text)).size).toBe(captions.length);
      }),
    );
  });

  it('captions of segments side by side leave no frame between them', () => {
    fc.assert(
      fc.property(anyFilm, ({ captions, entries }) => {
        const order = [...new Set(entries.map(({ segment }) => segment))];
        const at = new Map(captions.map((caption) => [caption.text.replace('caption ', 's'), caption]));
        for (const [i, segment] of order.entries()) {
          const [one, next] = [at.get(segment), at.get(order[i + 1] ?? '')];
          if (one && next) expect(next.start).toBe(one.end);
        }
      }),
    );
  });

  it('chapters begin at the first frame, each after the one before', () => {
    fc.assert(
      fc.property(anyFilm, ({ chapters, frames }) => {
        expect(chapters[0]?.start).toBe(0);
        const starts = chapters.map(({ start }) => start);
        expect(starts).toEqual([...new Set(starts)].sort((a, b) => a - b));
        expect(starts.at(-1)).toBeLessThan(frames);
      }),
    );
  });
});
