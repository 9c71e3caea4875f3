import { open } from 'node:fs/promises';
import { toSeconds } from '../core/frames.ts';
import type { Result } from '../core/result.ts';
import { type ParameterSets, writeAvcC } from '../media/avc/parameter-sets.ts';
import { pictureTrack } from '../media/mp4/picture-track.ts';
import { type SampleRun, samplesOf } from '../media/mp4/sample-source.ts';
import type { Mp4SoundTrack } from '../media/mp4/track.ts';
import type { Mp4Labels } from '../media/mp4/write-index.ts';
import { type Mp4Stream, writeMp4 } from '../media/mp4/write-mp4.ts';
import { readFootage } from '../media/read-footage.ts';
import { type Cutting, type Film, hasSound } from './cutting-room.ts';
import { deliver } from './deliver.ts';
import { stayedSame } from './own-file.ts';
import type { PictureRun } from './picture/copy.ts';
import type { CutProblems } from './problems.ts';
import type { Tell } from './progress.ts';
import { sampleAt } from './sound/raw.ts';
import { packetSamples, type SoundRun } from './sound/reel.ts';

/** The parts that a film's file is written from. */
interface FilmContent {
  readonly runs: readonly PictureRun[];
  readonly header: ParameterSets;
  /** Empty if the film has no sound track. */
  readonly sound: readonly SoundRun[];
}

/** Writes the film. An interrupted cut leaves the old one. */
export async function writeFinalCut(
  { runs, header, sound }: FilmContent,
  cutting: Cutting,
  output: string,
  tell: Tell,
): Promise<Result<void, CutProblems>> {
  const { film, signal, replacing } = cutting;
  const streams = [pictureStream(runs, header, film, tell), ...soundStream(sound, film)];
  const make = async (draft: string): Promise<Result<void, CutProblems>> => {
    const file = await open(draft, 'wx');
    await writeMp4(file, streams, labelsOf(film), signal).finally(() => file.close());
    await check(draft, film);
    return stayedSame(cutting);
  };
  return deliver(output, make, replacing);
}

/** A film of one scene needs no chapters. */
function labelsOf({ title, comment, timeline: { chapters, fps } }: Film): Mp4Labels {
  const places = chapters.map((chapter) => ({ ...chapter, start: toSeconds(chapter.start, fps) }));
  return { title, ...(comment !== undefined && { comment }), chapters: places.length > 1 ? places : [] };
}

function pictureStream(
  runs: readonly PictureRun[],
  header: ParameterSets,
  film: Film,
  tell: Tell,
): Mp4Stream {
  const frames = runs.reduce((sum, run) => sum + run.shows.length, 0);
  const sizes = new Uint32Array(frames);
  const shows = new Int32Array(frames);
  const keys: number[] = [];
  let at = 0;
  for (const { packets, index, shows: shown } of runs) {
    for (const [i, frame] of shown.entries()) {
      sizes[at + i] = packets.sizes[index + i] ?? 0;
      shows[at + i] = at + frame;
      if (packets.keys[index + i] === 1) keys.push(at + i);
    }
    at += shown.length;
  }
  const { size, timeline } = film;
  const track = pictureTrack({ sizes, shows, keys }, { size, fps: timeline.fps, avcC: writeAvcC(header) });
  return { track, bytes: samplesOf(pictureRuns(runs, tell)) };
}

function* pictureRuns(runs: readonly PictureRun[], tell: Tell): Generator<SampleRun> {
  for (const [i, { file, packets, index, shows }] of runs.entries()) {
    yield { file, samples: packets, index, count: shows.length };
    tell((i + 1) / runs.length);
  }
}

function soundStream(runs: readonly SoundRun[], film: Film): readonly Mp4Stream[] {
  const [first] = runs;
  if (!first) return [];
  const { priming, rate, config, channels } = first.packets;
  const sizes = runs.flatMap(({ packets, index, count }) => [
    ...packets.sizes.subarray(index, index + count),
  ]);
  const duration = sampleAt(film.timeline.frames, film.timeline.fps);
  const track: Mp4SoundTrack = {
    kind: 'sound',
    timescale: rate,
    step: packetSamples,
    lastStep: priming + duration - (sizes.length - 1) * packetSamples,
    skip: priming,
    duration,
    config,
    channels,
    sizes: Uint32Array.from(sizes),
  };
  const bytes = samplesOf(runs.map(({ packets, ...run }) => ({ ...run, samples: packets })));
  return [{ track, bytes }];
}

/** Reads the film back as a player would. */
async function check(file: string, film: Film): Promise<void> {
  const facts = await readFootage(file);
  const frames = facts?.avc?.times.length;
  if (frames !== film.timeline.frames || facts?.hasSound !== hasSound(film)) {
    throw new Error(`the film reads back as ${frames} of ${film.timeline.frames} frames`);
  }
}
