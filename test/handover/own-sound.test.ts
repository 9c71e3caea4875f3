import { describe, expect, it } from 'vitest';
import { formats } from '../../src/handover/formats.ts';
import type { Handover } from '../../src/handover/handover.ts';
import type { Storyboard } from '../../src/storyboard/model.ts';
import { asset, board, file, generate, place, video } from '../rig/storyboard-builder.ts';
import { handedOver } from './sample.ts';

/** A muted shot, a softer one, one as it is; and a cue that begins half a second before the second. */
const film: Storyboard = board(
  [
    generate('silent', { volume: 'mute' }),
    generate('soft', { volume: -6 }),
    file('plain', video('plain.mp4', 4)),
  ],
  {
    audio: {
      keep: true,
      narration: [],
      cues: [
        {
          ...{ file: asset('rain.wav', { kind: 'audio', seconds: 10 }), at: 'soft', offset: -0.5, from: 2 },
          ...{ to: 5, volume: -9, duck: true, fadeIn: 0.5, fadeOut: 1, place },
        },
      ],
    },
  },
);
const handover: Handover = handedOver(film).handover;

it('a cue is handed over as the part of its recording that is heard', () => {
  expect(handover.rows).toMatchObject([
    [
      {
        ...{ kind: 'cue', start: 180, frames: 72, sourceStart: 48, available: 240 },
        ...{ volume: -9, fadeIn: 12, fadeOut: 24, duck: true },
      },
    ],
  ]);
});

describe('how loud a shot’s own sound is, and its cues', () => {
  it('stands in OpenTimelineIO, a muted clip as one that is switched off', () => {
    const { children } = JSON.parse(formats.otio.write(handover)).tracks;
    const sound = children.find(({ name }: { name: string }) => name === 'Sound').children;
    expect(
      sound.map((clip: { enabled: boolean; metadata: { storycut: { volume?: unknown } } }) => [
        clip.enabled,
        clip.metadata.storycut.volume,
      ]),
    ).toEqual([
      [false, 'mute'],
      [true, -6],
      [true, undefined],
    ]);
    expect(children.map(({ name }: { name: string }) => name)).toEqual(['Picture', 'Sound', 'Cues']);
    expect(children[0].children.map(({ enabled }: { enabled: boolean }) => enabled)).toEqual([
      true,
      true,
      true,
    ]);
  });

  it('stands in an FCPXML', () => {
    const text = formats.fcpxml.write(handover);
    expect(text).toMatch(/<asset-clip [^>]*name="silent"[^>]* srcEnable="video"/);
    expect(text).toMatch(/<asset-clip [^>]*name="soft"[^>]*>\s*<adjust-volume amount="-6dB"\/>/);
    expect(text).toMatch(/<asset-clip [^>]*name="rain.wav"[^>]* audioRole="effects"/);
  });

  it('stands in an EDL', () => {
    const text = formats.edl.write(handover);
    expect(text).toMatch(/^001 +\S+ +V +C /m);
    expect(text).toMatch(/^002 +\S+ +AA\/V +C /m);
    expect(text).toContain('* MUTED');
    expect(text.match(/\* VOLUME/g)).toHaveLength(1);
    expect(text).toContain('* VOLUME: -6 DB');
    expect(text).toContain('* CUE: 01:00:07:12 01:00:10:12 -9 DB /films/rain.wav');
  });

  it('begins in an EDL with a cut where the shot before is not heard, whatever transition is seen', () => {
    const [first, ...others] = film.segments;
    if (first === undefined) throw new Error('the film has segments');
    const transition = { type: 'dissolve', duration: 1 } as const;
    const text = formats.edl.write(
      handedOver({ ...film, segments: [{ ...first, transition }, ...others] }).handover,
    );
    expect([...text.matchAll(/^(\d+) +\S+ +(\S+) +([CD]) /gm)].map((line) => line.slice(1))).toEqual([
      ['001', 'V', 'C'],
      ['002', 'V', 'C'],
      ['002', 'V', 'D'],
      ['003', 'AA', 'C'],
      ['004', 'AA/V', 'C'],
    ]);
  });
});
