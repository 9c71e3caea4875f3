import { describe, expect, it } from 'vitest';
import type { Code } from '../../src/core/codes.ts';
import type { Format, Segment } from '../../src/storyboard/model.ts';
import { planOf } from '../rig/planning.ts';
import {
  board,
  card,
  extend,
  file,
  generate,
  image,
  picture,
  segment,
  still,
  video,
} from '../rig/storyboard-builder.ts';
import { cast, format, of, options } from './makers.ts';

describe('nothing is adjusted silently', () => {
  it.each<[Code, readonly Segment[], readonly string[]]>([
    [
      'provider-unavailable',
      [generate('a', { provider: 'openai' }), generate('b', { provider: 'openai' })],
      ['OpenAI retired the Videos API on its own host on 2026-09-24; plans and prices still work.'],
    ],
    [
      'first-frame-fitted',
      [image('a', picture('a.png', 1000, 1000))],
      [
        'a begins with a picture of 1000x1000, but sora-2 requires exactly 1280x720: it is scaled and cropped to fill that.',
      ],
    ],
    [
      'reference-not-sent',
      [
        generate('a', {}, [{ name: 'keeper', images: [picture('k.png')] }]),
        generate('b', {}, [{ name: 'keeper', images: [picture('k.png')] }]),
      ],
      ['sora-2 does not accept reference images: the cast is only described in its prompts.'],
    ],
    [
      'reference-not-sent',
      [
        generate(
          'a',
          of('frames'),
          ['x', 'y', 'z'].map((name) => ({ name, images: [picture(name)] })),
        ),
      ],
      ['frames-1 accepts 2 reference images, but a has 3: only the first 2 are sent.'],
    ],
    [
      'reference-not-sent',
      [generate('a', of('frames'), cast(1))],
      ['frames-1 does not accept characters: the cast is only described in its prompts.'],
    ],
    [
      'continued-by-frame',
      [generate('a', of('frames')), extend('b', 'a', of('frames')), extend('c', 'b', of('frames'))],
      ["frames-1 can't extend footage: each continuation is generated from the last frame before it."],
    ],
    [
      'continued-by-frame',
      [file('a', video('a.mp4', 4)), extend('b', 'a')],
      ['b continues from the last frame of a: sora-2 can only extend footage that it made itself.'],
    ],
    [
      'picture-jumps',
      [generate('a', { duration: 6 }), extend('b', 'a')],
      ["b continues from the end of a's footage, 2 s after the film cuts away from it: the picture jumps."],
    ],
    [
      'picture-jumps',
      [generate('a', { trim: { from: 1, to: 5 } }), extend('b', 'a')],
      ["b continues from the end of a's footage, 3 s after the film cuts away from it: the picture jumps."],
    ],
    ['picture-jumps', [generate('a', { duration: 6 }), generate('x'), extend('b', 'a')], []],
    [
      'picture-jumps',
      [still('a', picture('a.png'), 'push-in'), extend('b', 'a')],
      ['b begins with the whole picture of a, but by then the camera has moved: the picture jumps.'],
    ],
    ['picture-jumps', [still('a', picture('a.png'), 'pull-out'), extend('b', 'a')], []],
    ['picture-jumps', [still('a', picture('a.png')), extend('b', 'a')], []],
    [
      'clip-fitted',
      [
        still('a', picture('a.png', 640, 480), 'push-in', { fit: 'crop' }),
        still('b', picture('b.png', 640, 480), 'none', { fit: 'blur' }),
        still('c', picture('c.png', 4032, 3024), 'push-in', { fit: 'crop' }),
      ],
      [
        'The still of a is 640x480, but the film is 1280x720: it is scaled up 2 times.',
        'The still of b is 640x480, but the film is 1280x720: it is scaled up 1.5 times.',
      ],
    ],
    [
      'first-frame-fitted',
      [still('a', picture('a.png', 1000, 1000)), extend('b', 'a')],
      [
        'b begins with a picture of 1000x1000, but sora-2 requires exactly 1280x720: it is scaled and cropped to fill that.',
      ],
    ],
    [
      'footage-short',
      [file('a', video('a.mp4', 4), { duration: 6 })],
      ['a has 4 s of footage, 2 s less than requested: the film shows what there is.'],
    ],
    [
      'footage-short',
      [
        segment(
          'title',
          {
            kind: 'card',
            card: {
              ...{ text: 'T', background: '#000000', color: '#ffffff' },
              behind: { kind: 'file', file: video('a.mp4', 4), from: 1.5 },
            },
          },
          { duration: 3 },
        ),
      ],
      ['The card title has 2.5 s of footage behind it, which is 0.5 s too short: the last frame is held.'],
    ],
    [
      'transition-shortened',
      [card('a', { duration: 2, transition: { type: 'dissolve', duration: 2 } }), card('b')],
      ['The transition after a is shortened from 2 s to 1 s, half of the shorter clip beside it.'],
    ],
    [
      'transition-shortened',
      [
        card('a', { duration: 2, transition: { type: 'dissolve', duration: 0.01 } }),
        card('b', { duration: 0.02 }),
      ],
      ['The transition after a is shortened from 0.01 s to 0 s, half of the shorter clip beside it.'],
    ],
  ])('%s: %#', (code, segments, messages) => {
    const found = planOf(segments, options).diagnostics.filter((one) => one.code === code);
    expect(found.map(({ message }) => message)).toEqual(messages);
    expect(found.map(({ severity }) => severity)).not.toContain('error');
  });

  it('tells what becomes of clips that have another size than the film', () => {
    const messages = (size: Format, segments: readonly Segment[]) =>
      planOf(board(segments, { format: size })).diagnostics.map(({ message }) => message);
    expect(messages(format(1920, 1080), [generate('a')])).toEqual([
      'sora-2 makes 1280x720 at best for a film of 1920x1080: its clips are scaled up.',
    ]);
    expect(messages(format(1680, 720), [generate('a', { fit: 'crop' })])).toEqual([
      'sora-2 makes 1280x720 at best for a film of 1680x720: its clips are cropped.',
    ]);
    expect(messages(format(1080, 1920), [file('a', video('a.mp4', 4))])).toEqual([
      'The file of a is 1280x720, but the film is 1080x1920: it is padded with bars.',
    ]);
    expect(messages(format(640, 360), [generate('a')])).toEqual([]);
  });
});
