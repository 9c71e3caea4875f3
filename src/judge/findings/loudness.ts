import { integratedOf } from '../../stitch/sound/loudness-meter.ts';
import { type Figures, soundSteps } from '../figures.ts';
import { mean, rounded } from '../fold.ts';
import type { Correction, Finding } from '../judgement.ts';
import { thresholds } from '../thresholds.ts';

/** How loud a segment is in the film: with its `volume`. */
export interface SoundLevel {
  readonly segment: string;
  /** LUFS. */
  readonly loudness: number;
  /** dB, of the storyboard. */
  readonly volume: number;
}

/** LUFS of footage from one second to another; undefined: nothing is heard. */
export function loudnessOf({ sound }: Figures, from: number, until: number): number | undefined {
  const steps = sound?.power.subarray(Math.round(from * soundSteps), Math.round(until * soundSteps));
  return steps && integratedOf([...steps]);
}

/** Jumps between neighbours. What is as quiet as a room has no level that could be matched. */
export function loudnessSteps(levels: readonly (SoundLevel | undefined)[]): readonly Finding[] {
  const heard = levels.filter((one) => one !== undefined && isLevel(one));
  const middle = medianOf(heard.map((one) => one?.loudness ?? 0));
  return levels.flatMap((level, n): readonly Finding[] => {
    const before = levels[n - 1];
    if (!level || !before || !isLevel(level) || !isLevel(before)) return [];
    const step = rounded(level.loudness - before.loudness, 1);
    if (Math.abs(step) < thresholds.loudness) return [];
    const odd = oddOf(before, level, middle);
    const other = odd === level ? before : level;
    return [
      {
        kind: 'loudness-step',
        segment: level.segment,
        after: before.segment,
        figure: { name: 'loudness', measured: step, threshold: thresholds.loudness, unit: 'LU' },
        message: `It is ${Math.abs(step)} LU ${step < 0 ? 'quieter' : 'louder'} than ${before.segment} before it.`,
        correction: matched(odd, other.loudness),
      },
    ];
  });
}

/** Brings a level to another one, to the decibel. */
const matched = ({ segment, loudness, volume }: SoundLevel, to: number): Correction => ({
  kind: 'volume',
  segment,
  decibels: Math.round(volume + to - loudness),
});

/** The one that is further from the film's other segments; of two that are alike in this, the one whose volume was set. */
function oddOf(before: SoundLevel, level: SoundLevel, middle: number): SoundLevel {
  const [a, b] = [before, level].map(({ loudness }) => Math.round(Math.abs(loudness - middle)));
  if (a === b) return before.volume !== 0 && level.volume === 0 ? before : level;
  return (a ?? 0) > (b ?? 0) ? before : level;
}

const isLevel = ({ loudness }: SoundLevel): boolean => loudness >= thresholds.quiet;

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.slice(Math.floor((sorted.length - 1) / 2), Math.floor(sorted.length / 2) + 1);
  return mean(middle);
}
