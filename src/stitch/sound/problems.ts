import type { Diagnostic } from '../../core/diagnostic.ts';
import type { Asset } from '../../core/footage.ts';
import { clause } from '../problems.ts';

export const soundUnreadable = ({ path }: Asset, reason: string): Diagnostic => ({
  severity: 'error',
  code: 'sound-unreadable',
  message: `The recording ${path} can't be used: ${clause(reason)}.`,
  help: 'See that the file plays to its end, or export it again.',
});

/** `attainable` is a loudness that the film can have as it is, in LUFS. */
export const loudnessMissed = (wanted: number, got: number, attainable: number): Diagnostic => ({
  severity: 'warning',
  code: 'loudness-missed',
  message: `The film is at ${got.toFixed(1)} LUFS, not at ${wanted} LUFS: it could only get there distorted.`,
  help: `Write \`loudness: ${inHalves(attainable)} LUFS\`, or even out what is much louder than the rest.`,
});

/** `loudness` in LUFS, all others in dBTP. */
export const peakMissed = (wanted: number, got: number, loudness: number): Diagnostic => ({
  severity: 'warning',
  code: 'peak-missed',
  message: `The film's sound reaches up to ${got.toFixed(1)} dBTP, beyond ${wanted} dBTP.`,
  help: `Write \`loudness: ${inHalves(loudness - (got - wanted))} LUFS\`, or take away some of the highest sound in what is loudest: encoding adds to it.`,
});

/** A loudness as one would ask for it, not above some other, and one that the language takes. */
const inHalves = (loudness: number): number => Math.max(-70, Math.floor(2 * loudness) / 2);
