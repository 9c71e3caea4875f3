import { basename } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sameRate } from '../../src/core/rates.ts';
import { countingAt, numberOf, timecode } from '../../src/core/timecode.ts';
import { endOf, type Handover, type HandoverShot, timecodeOf } from '../../src/handover/handover.ts';
import type { Segment, Storyboard } from '../../src/storyboard/model.ts';
import { type FoundItem, type FoundTime, type FoundTrack, findPython, readBack } from './otio-itself.ts';
import { isMade, randomFilm } from './random-film.ts';
import { handedOver, wholeHandover } from './sample.ts';

const python = await findPython();

/** The films of one seed: OpenTimelineIO reads them all in one go. */
const random = fc.sample(randomFilm, { numRuns: 60, seed: 12 });
const handovers = (films: readonly Storyboard[]): readonly Handover[] =>
  films.map((film) => handedOver(film, isMade).handover);
const films = [wholeHandover(), ...handovers(random)];

/** A film in which every shot is one that the reader for FCPXML knows: no stills, and everything at 24 frames a second. */
function plainer(film: Storyboard): Storyboard {
  const segments = film.segments.flatMap((one): readonly Segment[] => {
    const { source } = one;
    if (source.kind === 'still') return [];
    if (source.kind !== 'file' || source.file.facts.kind !== 'video') return [{ ...one, takes: 1 }];
    const { timecode: code, ...facts } = source.file.facts;
    const counted = code && { timecode: { ...code, fps: 24, drop: false } };
    return [
      { ...one, source: { ...source, file: { ...source.file, facts: { ...facts, ...counted, fps: 24 } } } },
    ];
  });
  return {
    ...film,
    ...{ segments, format: { ...film.format, fps: 24 }, audio: { keep: true, narration: [], cues: [] } },
    scenes: film.scenes.map((scene) => ({ ...scene, segments: segments.map(({ id }) => id) })),
  };
}

/** The reader knows only rates of films and television. */
const isKnownEdl = ({ fps }: Handover): boolean => fps > 20 && fps <= 60;

const items = (track: FoundTrack | undefined): readonly FoundItem[] =>
  (track?.items ?? []).filter((one) => one.kind !== 'Transition');

const clipName = ({ material, segment }: HandoverShot): string =>
  'file' in material ? basename(material.file) : segment;

/** The first frame that a shot's source shows, in frames of the source's own clock. */
function firstFrame({ sourceStart, speed, material }: HandoverShot, fps: number) {
  const from = timecodeOf(material);
  const begin = sourceStart * speed;
  return from
    ? { value: from.frame + (begin * from.fps) / fps, rate: from.fps }
    : { value: begin, rate: fps };
}

/** The time of day that an EDL of another rate has for a source: every number counts. */
const labelSeconds = (frame: number, fps: number): number => frame / Math.round(fps);

/** The one that the source itself has. */
function ownSeconds({ material }: HandoverShot, { value, rate }: FoundTime): number {
  const counting = { ...countingAt(rate), drop: timecodeOf(material)?.drop ?? false };
  return numberOf(Math.floor(value), counting) / counting.base;
}

describe.skipIf(python === undefined)('OpenTimelineIO itself', () => {
  it('reads in its own format every shot, its file, ranges, rates and timecode, and every transition', async () => {
    const read = await readBack(python ?? '', 'otio', films);
    for (const [i, { fps, shots }] of films.entries()) {
      const track = read[i]?.[0];
      expect(items(track).map(({ name, place }) => [name, place])).toEqual(
        shots.map(({ segment, start, frames }) => [
          segment,
          { start: { value: start, rate: fps }, duration: { value: frames, rate: fps } },
        ]),
      );
      for (const [n, shot] of shots.entries()) {
        const { material, frames } = shot;
        const found = items(track)[n];
        const first = firstFrame(shot, fps);
        expect(found?.source.duration).toEqual({ value: frames, rate: fps });
        expect(found?.source.start.rate).toBe(first.rate);
        expect(found?.source.start.value).toBeCloseTo(first.value, 6);
        if (material.kind !== 'video') continue;
        const from = material.timecode ?? { frame: 0, fps };
        expect(found?.file).toBe(pathToFileURL(material.file).href);
        expect(found?.available).toEqual({
          start: { value: from.frame, rate: from.fps },
          duration: { value: material.frames, rate: fps },
        });
        if (Number.isInteger(first.value) && found?.timecode !== null)
          expect(found?.timecode).toBe(timecode(first.value, countingAt(first.rate)));
      }
      const joins = shots.flatMap(({ join }) => join ?? []);
      const transitions = track?.items.filter((one) => one.kind === 'Transition') ?? [];
      expect(transitions.map((one) => [one.in.value, one.out.value])).toEqual(
        joins.map(({ before, after }) => [before, after]),
      );
    }
  });

  it('reads in an EDL which file is seen at which frame of the film, and from where in it', async () => {
    const known = films.filter(isKnownEdl);
    expect(known.length).toBeGreaterThan(30);
    const read = await readBack(python ?? '', 'edl', known);
    for (const [i, film] of known.entries()) {
      const { fps, shots } = film;
      const picture = items(read[i]?.find(({ kind }) => kind === 'Video'));
      const seenAt = (frame: number): FoundItem | undefined =>
        picture.find(
          ({ place: { start, duration } }) => start.value <= frame && frame < start.value + duration.value,
        );
      for (const shot of shots) {
        const last = endOf(shot) - (shot.join?.before ?? 0) - 1;
        for (const frame of last < shot.start ? [] : [shot.start, last]) {
          const found = seenAt(frame);
          expect(found?.name).toBe(clipName(shot));
          if (found === undefined) continue;
          // A rate is told to a tenth of a frame.
          const speeds = shot.speed === 1 ? [] : [expect.closeTo(shot.speed, 1)];
          if (shot.material.kind === 'video') expect(found.speeds).toEqual(speeds);
          if (shot.speed !== 1) continue;
          expect(found.source.start.rate).toBe(fps);
          const source = found.source.start.value + frame - found.place.start.value;
          const wanted = firstFrame({ ...shot, sourceStart: shot.sourceStart + frame - shot.start }, fps);
          if (sameRate(wanted.rate, fps)) expect(source).toBe(wanted.value);
          else expect(Math.abs(labelSeconds(source, fps) - ownSeconds(shot, wanted))).toBeLessThan(1.5 / 24);
        }
      }
    }
  });

  it('reads in FCPXML each clip, its place, and its range on the clock of its file', async () => {
    const plain = handovers(random.map(plainer).filter(({ segments }) => segments.length > 0));
    expect(plain.length).toBeGreaterThan(30);
    const read = await readBack(python ?? '', 'fcpxml', plain);
    for (const [i, { shots }] of plain.entries()) {
      const clips = items(read[i]?.[0]).filter(({ kind }) => kind === 'Clip');
      const at = (value: number) => ({ value, rate: 24 });
      expect(clips.map(({ name, place, source }) => [name, place.start, source])).toEqual(
        shots.flatMap(({ segment, material, start, frames, sourceStart }) =>
          material.kind === 'video'
            ? [
                [
                  segment,
                  at(start),
                  { start: at((material.timecode?.frame ?? 0) + sourceStart), duration: at(frames) },
                ],
              ]
            : [],
        ),
      );
    }
  });
});
