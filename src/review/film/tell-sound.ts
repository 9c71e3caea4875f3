import type { Asset } from '../../core/footage.ts';
import type { Timeline } from '../../planner/plan.ts';
import { type Heard, joined } from '../../stitch/sound/activity.ts';
import { cuePassage } from '../../stitch/sound/cues.ts';
import { fillEnvelope } from '../../stitch/sound/envelope.ts';
import { musicPassages } from '../../stitch/sound/music.ts';
import { attack, edge, type Passage, release } from '../../stitch/sound/passage.ts';
import { placeOfRecording } from '../../stitch/sound/places.ts';
import { rate, sampleAt } from '../../stitch/sound/raw.ts';
import type { Audio } from '../../storyboard/model.ts';
import type { ShownPassage } from './shown.ts';

/**
 * Music, narration and cues as the cut has them: their places, levels and fades. Nothing is decoded for it, so music makes room
 * for all of a shot with dialogue, and not for its words alone.
 */
export function soundOf(audio: Audio, timeline: Timeline): readonly ShownPassage[] {
  const length = sampleAt(timeline.frames, timeline.fps);
  const told = timeline.narration.flatMap(({ file, start, volume }): readonly Passage[] => {
    const { samples } = recording(file);
    const place = placeOfRecording(sampleAt(start, timeline.fps), samples, length);
    return place ? [{ ...place, file: file.sha256, gain: volume, dips: [] }] : [];
  });
  const spoken = spokenIn(audio, timeline, told);
  const { music } = audio;
  const song = music ? musicPassages(recording(music.file), music, length, music.duck ? spoken : []) : [];
  const cues = timeline.cues.flatMap((cue) => cuePassage(cue, recording(cue.file), timeline, spoken));
  return [...song, ...told, ...cues].map(shownPassage);
}

/** As long as its file says that it is. */
const recording = ({ sha256, facts }: Asset) => ({
  file: sha256,
  samples: Math.max(rate / 10, 'seconds' in facts ? Math.floor(facts.seconds * rate) : 0),
  lowered: 0,
});

function spokenIn(audio: Audio, { entries, fps }: Timeline, told: readonly Passage[]): readonly Heard[] {
  const own = audio.keep ? entries.filter(({ speaks, volume }) => speaks && volume !== 'mute') : [];
  return joined([
    ...own.map(({ start, frames }) => ({ begin: sampleAt(start, fps), end: sampleAt(start + frames, fps) })),
    ...told.map(({ start, end }) => ({ begin: start, end })),
  ]);
}

/** Between two of these, a gain changes almost evenly. */
const stepsOfRamp = 8;

function shownPassage(passage: Passage): ShownPassage {
  const { file, start, end, from, ramps, dips } = passage;
  const curves = [
    ...ramps.map(({ begin, end: stop }) => [begin, stop] as const),
    ...dips.flatMap(({ begin, end: stop }) => [
      [begin - attack, begin] as const,
      [stop, stop + release] as const,
    ]),
  ];
  const moments = curves.flatMap(([begin, stop]) => {
    const steps = stop - begin > edge ? stepsOfRamp : 1;
    return Array.from({ length: steps + 1 }, (_, i) => Math.round(begin + ((stop - begin) * i) / steps));
  });
  const inside = [start, ...moments, end].filter((at) => at >= start && at <= end);
  const one = new Float32Array(1);
  const gains = [...new Set(inside)]
    .toSorted((a, b) => a - b)
    .map((at) => {
      fillEnvelope(one, passage, Math.min(at, end - 1));
      return [seconds(at), Number((one[0] ?? 0).toFixed(4))] as const;
    });
  return { hash: file, start: seconds(start), end: seconds(end), from: seconds(from), gains };
}

const seconds = (samples: number): number => Number((samples / rate).toFixed(4));
