import fc from 'fast-check';
import type { Asset, SourceTimecode } from '../../src/core/footage.ts';
import { roundFps } from '../../src/core/rates.ts';
import { countingAt } from '../../src/core/timecode.ts';
import type { Cue, Segment, Storyboard, Transition, Volume } from '../../src/storyboard/model.ts';
import {
  asset,
  board,
  card,
  file,
  generate,
  picture,
  place,
  still,
  video,
} from '../rig/storyboard-builder.ts';
import { caption } from '../rig/words.ts';

const transition: fc.Arbitrary<Transition> = fc.oneof(
  fc.constant<Transition>({ type: 'cut' }),
  fc.record({
    type: fc.constantFrom('dissolve', 'fade-to-black', 'fade-to-white', 'wipe-right', 'slide-left'),
    duration: fc.double({ min: 0.01, max: 3, noNaN: true }),
  }),
  fc.record({
    type: fc.constant('xfade' as const),
    name: fc.constant('pixelize'),
    duration: fc.constant(0.7),
  }),
);

/** How long something is seen or heard, in seconds: rarely a whole number of frames. */
const seconds = fc.double({ min: 0.2, max: 9, noNaN: true });

const volume = fc.constantFrom<Volume | undefined>(undefined, undefined, 'mute', -6, 3);
const speed = fc.option(fc.constantFrom(0.1, 0.5, 0.8, 1.333, 2, 10));

/** As cameras write it, rarely at the film's rate. */
const timecode = fc.option(
  fc.record({
    frame: fc.nat(2_000_000),
    fps: fc.constantFrom(24_000 / 1001, 24, 25, 30_000 / 1001, 30, 60_000 / 1001),
  }),
  { nil: undefined },
);

const footage = fc.constantFrom('generate', 'video', 'still', 'card', 'not-yet');

/** Films of any few segments; those called `not-yet…` are for nobody to have made. */
export const randomFilm: fc.Arbitrary<Storyboard> = fc
  .record({
    segments: fc.array(fc.tuple(footage, seconds, transition, fc.boolean(), volume, speed, timecode), {
      minLength: 1,
      maxLength: 8,
    }),
    fps: fc.constantFrom(12, 24_000 / 1001, 24, 25, 30_000 / 1001, 30, 60_000 / 1001, 60, 120),
    keep: fc.boolean(),
    music: fc.option(seconds),
    cues: fc.array(
      fc.tuple(
        fc.option(fc.nat(7)),
        seconds,
        fc.double({ min: -3, max: 9, noNaN: true }),
        fc.option(seconds),
      ),
      { maxLength: 4 },
    ),
    narration: fc.array(fc.tuple(fc.nat(7), seconds, fc.double({ min: -3, max: 9, noNaN: true })), {
      maxLength: 4,
    }),
  })
  .map(({ segments: wanted, fps, keep, music, narration, cues }) => {
    const segments = wanted.map(([kind, duration, next, captioned, volume, pace, code], i): Segment => {
      const run = pace === null ? {} : { speed: pace };
      const id = `${kind}-${i}`;
      const more = {
        transition: next,
        ...(captioned && { words: [caption(`Caption ${i}`)] }),
        ...(volume !== undefined && { volume }),
      };
      switch (kind) {
        case 'video':
          return file(id, withTimecode(video(`${id}.mp4`, duration), code), { ...more, ...run });
        case 'still':
          return still(id, picture(`${id}.png`), 'none', { ...more, duration });
        case 'card':
          return card(id, { ...more, duration });
        default:
          return generate(id, { ...more, ...run, duration, takes: 2 });
      }
    });
    const spoken = narration.flatMap(([at, length, offset], i) => {
      const segment = segments[at % segments.length];
      const recording = asset(`vo-${i}.wav`, { kind: 'audio', seconds: length });
      return segment ? [{ file: recording, at: segment.id, offset, volume: 0, place }] : [];
    });
    const heard = cues.map(([at, length, offset, to], i): Cue => {
      const segment = at === null ? undefined : segments[at % segments.length];
      return {
        file: asset(`cue-${i}.wav`, { kind: 'audio', seconds: length }),
        ...(segment && { at: segment.id }),
        ...{ offset, from: length / 3, ...(to !== null && { to }), volume: -3 },
        ...{ duck: i % 2 === 0, fadeIn: 0.2, fadeOut: 0.4, place },
      };
    });
    return board(segments, {
      format: { size: { width: 1280, height: 720 }, exact: false, fps, fit: 'pad' },
      audio: {
        keep,
        narration: spoken,
        cues: heard,
        ...(music !== null && {
          music: {
            file: asset('theme.mp3', { kind: 'audio', seconds: music }),
            volume: -18,
            duck: false,
            fadeIn: 1,
            fadeOut: 2,
          },
        }),
      },
    });
  });

const withTimecode = (clip: Asset, code: Omit<SourceTimecode, 'drop'> | undefined): Asset =>
  code === undefined || clip.facts.kind !== 'video'
    ? clip
    : {
        ...clip,
        facts: {
          ...clip.facts,
          fps: roundFps(code.fps),
          timecode: { ...code, drop: countingAt(code.fps).drop },
        },
      };

export const isMade = (job: string): boolean => !job.startsWith('not-yet');
