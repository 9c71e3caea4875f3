import { type Size, sameSize } from '../../core/frames.ts';
import { exactRate } from '../../core/rates.ts';
import { beginsAnew, type ParameterSets, readAvcC } from '../../media/avc/parameter-sets.ts';
import { readSequence } from '../../media/avc/sequence.ts';
import type { AvcPackets, FootageFacts } from '../../media/footage-facts.ts';
import { readSample } from '../../media/mp4/sample-source.ts';
import { underHeaders } from '../../media/own-headers.ts';
import { type Copied, copyPlan, type FrameSamples, type StretchPart } from './copy-plan.ts';

/** Footage whose samples fit the film unchanged. */
export interface Copyable extends FrameSamples {
  readonly file: string;
  readonly packets: AvcPackets;
  readonly sets: ParameterSets;
}

/** A run of samples that shows the same number of frames and can be decoded on its own. */
export interface PictureRun {
  readonly file: string;
  readonly packets: AvcPackets;
  /** Of the first sample, in decode order. */
  readonly index: number;
  readonly sets: ParameterSets;
  /** The number of the frame that each sample shows, within the run. */
  readonly shows: Int32Array;
}

/** How far a frame's time may deviate, in frames: rounding of time stamps, not another rate. */
const tolerance = 0.02;

/** Undefined if its pictures differ from the film's in size or kind. */
export function copyable(
  file: string,
  { avc: packets, start }: FootageFacts,
  film: { readonly size: Size; readonly fps: number },
): Copyable | undefined {
  const sets = packets && readAvcC(packets.avcC);
  if (!packets || !sets || !fitsFilm(sets, film.size)) return undefined;
  const { num, den } = exactRate(film.fps);
  const shows = Int32Array.from(packets.times, (time) => {
    const at = ((time - start) * num) / den;
    const frame = Math.round(at);
    return Math.abs(at - frame) > tolerance ? -1 : frame;
  });
  return { file, packets, sets, shows, keys: packets.keys };
}

/** How to get a range of its frames while encoding at most `most` of them. Undefined if more are needed. */
export async function partsOf(
  { file, packets, sets, shows, keys }: Copyable,
  from: number,
  frames: number,
  most: number,
): Promise<readonly StretchPart[] | undefined> {
  const isWanted = (i: number): boolean => (shows[i] ?? -1) >= from && (shows[i] ?? -1) < from + frames;
  const own = await underHeaders(sets, file, packets, isWanted);
  const shown = shows.map((frame, i) => (own[i] === 1 ? frame : -1));
  const trusted = keys.map((key, i) => key & (own[i] ?? 0));
  for (;;) {
    const parts = copyPlan({ shows: shown, keys: trusted }, from, frames);
    const encoded = parts.reduce((sum, part) => sum + (part.kind === 'encode' ? part.frames : 0), 0);
    if (encoded > most) return undefined;
    const copied = parts.find((part) => part.kind === 'copy');
    if (!copied) return parts;
    // An index also marks pictures from which decoding only recovers.
    if (beginsAnew(await readSample(file, packets, copied.index), sets)) return parts;
    trusted[copied.index] = 0;
  }
}

export function runOf({ file, packets, sets, shows }: Copyable, { index, from, frames }: Copied): PictureRun {
  const shown = shows.subarray(index, index + frames).map((frame) => frame - from);
  return { file, packets, index, sets, shows: shown };
}

/** All of it, if it shows every frame once. */
export const wholeRun = ({ file, packets, sets, shows }: Copyable): PictureRun => ({
  file,
  packets,
  index: 0,
  sets,
  shows,
});

const fitsFilm = (sets: ParameterSets, size: Size): boolean =>
  [...sets.sequence.values()]
    .map(readSequence)
    .every(
      (sequence) =>
        sequence.chroma === 1 &&
        sequence.bitDepth === 8 &&
        sequence.progressive &&
        sameSize(sequence.size, size),
    );
