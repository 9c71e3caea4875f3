import { availableParallelism } from 'node:os';
import { ok, type Result } from '../../core/result.ts';
import type { Cutting, CuttingRoom, Film } from '../cutting-room.ts';
import type { Shot } from '../material.ts';
import { inParallel } from '../parallel.ts';
import type { CutProblems } from '../problems.ts';
import { activityOf, type Heard, joined } from './activity.ts';
import { cuePassages } from './cues.ts';
import { decodeRecording, decodeShot, type Kept } from './decode.ts';
import { gainTo } from './level.ts';
import { musicPassages } from './music.ts';
import type { Passage } from './passage.ts';
import { placeOfRecording, placesOfShots } from './places.ts';
import { sampleAt } from './raw.ts';

/** A passage other than music, with its recording. */
interface Voice {
  readonly passage: Passage;
  readonly kept: Kept;
  /** Whether music makes room for it. */
  readonly speaks: boolean;
}

/** Everything that is heard in a film, or of these shots of it: each recording at its place, with its level relative to the others. */
export async function layOut(
  shots: readonly Shot[],
  cutting: Cutting,
): Promise<Result<readonly Passage[], CutProblems>> {
  const { film } = cutting;
  const own = await shotVoices(shots, cutting);
  if (!own.ok) return own;
  const told = await narrationVoices(cutting);
  if (!told.ok) return told;
  const voices = [...own.value, ...told.value];
  const { music } = film.sound;
  const ducks = music?.duck || film.timeline.cues.some(({ duck }) => duck);
  const spoken = ducks ? await spokenIn(voices, cutting) : [];
  const song = await songPassages(cutting, spoken);
  if (!song.ok) return song;
  const cues = await cuePassages(cutting, spoken);
  if (!cues.ok) return cues;
  return ok([...voices.map(({ passage }) => passage), ...song.value, ...cues.value]);
}

async function songPassages(
  cutting: Cutting,
  spoken: readonly Heard[],
): Promise<Result<readonly Passage[], CutProblems>> {
  const { film } = cutting;
  const { music } = film.sound;
  if (!music) return ok([]);
  const song = await decodeRecording(music.file, cutting);
  return song.ok ? ok(musicPassages(song.value, music, lengthOf(film), music.duck ? spoken : [])) : song;
}

/** The number of samples in the whole film. */
export const lengthOf = ({ timeline }: Film): number => sampleAt(timeline.frames, timeline.fps);

async function shotVoices(
  shots: readonly Shot[],
  cutting: Cutting,
): Promise<Result<readonly Voice[], CutProblems>> {
  const { film } = cutting;
  const decoded = await inParallel(shots, availableParallelism(), (shot) => decodeShot(shot, cutting));
  if (!decoded.ok) return decoded;
  const all = placesOfShots(film.timeline);
  const places = new Map(film.timeline.entries.map((entry, i) => [entry, all[i]]));
  const voices: Voice[] = [];
  for (const [i, { entry }] of shots.entries()) {
    const kept = decoded.value[i];
    const place = places.get(entry);
    if (!kept || !place) continue;
    const volume = typeof entry.volume === 'number' ? entry.volume : 0;
    const gain = volume + kept.lowered + (await gainTo(film.sound.loudness, kept, cutting));
    voices.push({ passage: { ...place, file: kept.file, gain, dips: [] }, kept, speaks: entry.speaks });
  }
  return ok(voices);
}

async function narrationVoices(cutting: Cutting): Promise<Result<readonly Voice[], CutProblems>> {
  const { film } = cutting;
  const voices: Voice[] = [];
  for (const { file, start, volume } of film.timeline.narration) {
    const kept = await decodeRecording(file, cutting);
    if (!kept.ok) return kept;
    const place = placeOfRecording(sampleAt(start, film.timeline.fps), kept.value.samples, lengthOf(film));
    if (!place) continue;
    const { lowered } = kept.value;
    const gain = volume + lowered + (await gainTo(film.sound.loudness, kept.value, cutting));
    const passage = { ...place, file: kept.value.file, gain, dips: [] };
    voices.push({ passage, kept: kept.value, speaks: true });
  }
  return ok(voices);
}

/** Where in the film somebody speaks, including short pauses. */
async function spokenIn(voices: readonly Voice[], room: CuttingRoom): Promise<readonly Heard[]> {
  const spoken: Heard[] = [];
  for (const { passage, kept } of voices.filter(({ speaks }) => speaks)) {
    const offset = passage.start - passage.from;
    for (const { begin, end } of await activityOf(kept, room)) {
      const heard = {
        begin: Math.max(passage.start, offset + begin),
        end: Math.min(passage.end, offset + end),
      };
      if (heard.begin < heard.end) spoken.push(heard);
    }
  }
  return joined(spoken);
}
