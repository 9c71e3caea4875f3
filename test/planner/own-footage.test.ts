import { describe, expect, it } from 'vitest';
import type { Segment } from '../../src/storyboard/model.ts';
import { planOf, provider, providers } from '../rig/planning.ts';
import { asset, board, card, file, generate, picture, still } from '../rig/storyboard-builder.ts';

const clip = (id: string, width: number, height: number, more: Partial<Segment> = {}): Segment =>
  file(
    id,
    asset(`${id}.mp4`, { kind: 'video', size: { width, height }, seconds: 5, fps: 24, hasAudio: true }),
    more,
  );

const small = providers(provider('small', { sizes: { kind: 'set', sizes: [{ width: 640, height: 480 }] } }));
const told = (segments: readonly Segment[]) =>
  planOf(board(segments), { providers: small })
    .diagnostics.filter(({ code }) => code === 'clip-fitted')
    .map(({ message, help }) => `${message} ${help}`);

const made = { provider: 'small', model: 'small-1' };

describe('footage of another shape than the film', () => {
  it('is told once for all that is fitted alike, with what a segment can say', () => {
    expect(
      told([
        clip('a', 1366, 768, { fit: 'pad' }),
        clip('phone', 1080, 1920),
        generate('sea'),
        clip('b', 1080, 1920),
        clip('c', 1080, 1920),
      ]),
    ).toEqual([
      'The files of phone and 2 more are 1080x1920, but the film is 1280x720: they are padded with bars. Write `fit: crop` on each, or in `format`, to fill the frame, `fit: blur` to lay it over a blurred copy, or `fit: pad` for bars.',
    ]);
  });

  it('may be the film’s where there is no other, with even sides', () => {
    expect(told([clip('a', 853, 640), still('s', picture('s.png', 1280, 720)), card('fin')])).toEqual([
      'The file of a is 853x640, but the film is 1280x720: it is padded with bars. Write `format: { size: 854x640 }`, since all footage of the film has that shape.',
    ]);
  });

  it.each<[string, readonly Segment[]]>([
    ['beside footage that is made', [generate('sea')]],
    ['beside footage of a third shape', [clip('square', 1000, 1000, { fitSaid: true })]],
  ])('is never advised to be the film’s %s', (_, others) => {
    const [only, ...more] = told([clip('a', 640, 480), ...others]);
    expect(more).toEqual([]);
    expect(only).toContain('Write `fit: crop` on it to fill the frame');
    expect(only).not.toContain('format: { size');
  });

  it('is no news to whoever says how it is fitted', () => {
    expect(told([clip('a', 640, 480, { fit: 'crop', fitSaid: true })])).toEqual([]);
    expect(told([generate('a', { ...made, fit: 'crop', fitSaid: true })])).toEqual([]);
  });

  it('is still told of where it is too small, which no fit mends', () => {
    expect(told([clip('a', 640, 360, { fitSaid: true }), generate('sea')])).toEqual([
      'The file of a is 640x360, but the film is 1280x720: it is scaled up. Use a larger copy of it, if there is one.',
    ]);
  });
});

describe('a model that makes another shape', () => {
  it('may give the film its size where it makes all of its footage', () => {
    expect(told([generate('a', made), generate('b', made), card('fin')])).toEqual([
      'small-1 makes 640x480 at best for a film of 1280x720: its clips are padded with bars. Write `format: { size: 640x480 }` to show them as they are.',
    ]);
  });

  it('is fitted where another makes some, or the user has', () => {
    for (const other of [generate('sea'), clip('own', 1280, 720)]) {
      const [only = ''] = told([generate('a', made), other]);
      expect(only).toContain('Write `fit: crop` in `format` to fill the frame');
    }
  });
});

describe('sound that goes on after the last picture', () => {
  const song = asset('song.mp4', {
    ...{ kind: 'video', size: { width: 1280, height: 720 }, seconds: 5, fps: 24 },
    ...{ hasAudio: true, soundAfter: 175.25 },
  });
  const cutOff = (...segments: readonly Segment[]) =>
    planOf(board(segments)).diagnostics.filter(({ code }) => code === 'sound-cut-off');

  it('is told of once for a file', () => {
    expect(cutOff(file('a', song), file('b', song))).toMatchObject([
      {
        ...{ severity: 'warning', segment: 'a' },
        message:
          'The sound of song.mp4 goes on for 175.3 s after its last picture, and ends with that in the film.',
        help: expect.stringContaining('`audio.music`'),
      },
    ]);
  });

  it('is no news to whoever trims or mutes it', () => {
    expect(
      cutOff(file('a', song, { trim: { from: 0, to: 4 } }), file('b', song, { volume: 'mute' })),
    ).toEqual([]);
  });
});
