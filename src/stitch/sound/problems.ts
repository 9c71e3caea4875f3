import type { Diagnostic } from '../../core/diagnostic.ts';
import type { Asset } from '../../core/footage.ts';
import { clause } from '../problems.ts';

export const soundUnreadable = ({ path }: Asset, reason: string): Diagnostic => ({
  severity: 'error',
  code: 'sound-unreadable',
  message: `The recording ${path} can't be used: ${clause(reason)}.`,
  help: 'See that the file plays to its end, or export it again.',
});

export const loudnessMissed = (wanted: number, got: number): Diagnostic => ({
  severity: 'warning',
  code: 'loudness-missed',
  message: `The film is at ${got.toFixed(1)} LUFS, not at ${wanted} LUFS: it could only get there distorted.`,
  help: 'Ask for less loudness, or even out what is much louder than the rest.',
});

export const peakMissed = (wanted: number, got: number): Diagnostic => ({
  severity: 'warning',
  code: 'peak-missed',
  message: `The film's sound reaches up to ${got.toFixed(1)} dBTP, beyond ${wanted} dBTP.`,
  help: 'Ask for less loudness, or take away some of the highest sound in what is loudest: encoding adds to it.',
});
