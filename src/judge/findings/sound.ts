import { type SoundFigures, soundSteps } from '../figures.ts';
import { type Indexes, rangesWhere, rounded } from '../fold.ts';
import { thresholds } from '../thresholds.ts';
import type { FootageFinding, SeenFootage } from './seen.ts';

/** Silence where sound was asked for. */
export function silenceIn({ figures, own }: SeenFootage): readonly FootageFinding[] {
  const { sound, fps } = figures;
  const steps = stepsOf(own, fps, sound);
  const seconds = (own.to - own.from) / fps;
  const heard = sound ? rangesWhere((n) => (sound.peak[n] ?? 0) > thresholds.silence, steps) : [];
  if (heard.length === 0) {
    const message = sound ? 'Nothing is heard.' : 'It has no sound.';
    return [{ kind: 'silent', figure: silent(seconds, 0), message }];
  }
  return rangesWhere((n) => (sound?.peak[n] ?? 0) <= thresholds.silence, steps).flatMap(
    ({ from, to }): readonly FootageFinding[] => {
      const length = (to - from) / soundSteps;
      if (length < thresholds.silentPart) return [];
      const place = {
        from: rounded(figures.begin + from / soundSteps, 1),
        to: rounded(figures.begin + to / soundSteps, 1),
      };
      const message = `Nothing is heard from ${place.from} s to ${place.to} s.`;
      return [{ kind: 'silent', ...place, figure: silent(length, thresholds.silentPart), message }];
    },
  );
}

const silent = (seconds: number, threshold: number) => ({
  ...{ name: 'silence', measured: rounded(seconds, 1), threshold, unit: 's' },
});

/** Sound whose tops are cut off: many samples at full scale, and hardly any on the way there. */
export function clippingIn({ figures, own }: SeenFootage): readonly FootageFinding[] {
  const { sound, fps, begin } = figures;
  if (!sound) return [];
  const steps = stepsOf(own, fps, sound);
  const clipped: number[] = [];
  for (let n = steps.from; n < steps.to; n++) {
    const [full, near] = [sound.full[n] ?? 0, sound.near[n] ?? 0];
    if (full >= thresholds.clippedShare * stepSamples && full > thresholds.clippedSlope * near)
      clipped.push(n);
  }
  const seconds = clipped.length / soundSteps;
  const first = rounded(begin + (clipped[0] ?? 0) / soundSteps, 1);
  if (seconds < thresholds.clippedSound) return [];
  return [
    {
      kind: 'clipped-sound',
      from: first,
      figure: { name: 'clipped', measured: seconds, threshold: thresholds.clippedSound, unit: 's' },
      message: `Its sound is clipped for ${seconds} s, first at ${first} s.`,
    },
  ];
}

/** Of both channels, in 100 ms. */
const stepSamples = 9600;

/** The whole steps of sound that are heard with these pictures. */
function stepsOf({ from, to }: Indexes, fps: number, sound: SoundFigures | undefined): Indexes {
  const end = Math.min(sound?.peak.length ?? 0, Math.floor((to / fps) * soundSteps));
  return { from: Math.min(end, Math.ceil((from / fps) * soundSteps)), to: end };
}
