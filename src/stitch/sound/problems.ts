import type { Diagnostic } from '../../core/diagnostic.ts';
import type { Asset } from '../../core/footage.ts';
import { type Sentence, say, says } from '../../core/sentence.ts';
import { clause } from '../problems.ts';

export const soundUnreadable = ({ path }: Asset, reason: string): Diagnostic => ({
  severity: 'error',
  code: 'sound-unreadable',
  ...says(
    say`The recording ${{ file: path }} can't be used: ${{ cause: clause(reason) }}.`,
    say`Check that the file plays to its end, or export it again.`,
  ),
});

/** `attainable` is a loudness that the film can reach as it is, in LUFS. */
export const loudnessMissed = (wanted: number, got: number, attainable: number): Diagnostic => ({
  severity: 'warning',
  code: 'loudness-missed',
  ...says(
    say`The film is at ${inTenths({ loudness: got })} LUFS, not at ${{ wanted }} LUFS: reaching that would distort it.`,
    say`Write \`loudness: ${{ write: inHalves(attainable) }} LUFS\`, or turn down the parts that are much louder than the rest.`,
  ),
});

/** `loudness` in LUFS, all others in dBTP. */
export const peakMissed = (wanted: number, got: number, loudness: number): Diagnostic => ({
  severity: 'warning',
  code: 'peak-missed',
  ...says(
    say`The film's sound peaks at ${inTenths({ peak: got })} dBTP, above ${{ wanted }} dBTP.`,
    say`Write \`loudness: ${{ write: inHalves(loudness - (got - wanted)) }} LUFS\`, or reduce the treble of the loudest parts: encoding adds to it.`,
  ),
});

const inTenths = (named: Readonly<Record<string, number>>): Sentence => ({
  text: Object.values(named)
    .map((level) => level.toFixed(1))
    .join(),
  params: Object.fromEntries(Object.entries(named).map(([name, level]) => [name, Number(level.toFixed(1))])),
});

/** A loudness rounded down to half a LUFS, within the language's limits. */
const inHalves = (loudness: number): number => Math.max(-70, Math.floor(2 * loudness) / 2);
