import { type Size, sameSize } from '../../core/frames.ts';
import { exactRate } from '../../media/encoding.ts';
import { beginsAnew, type ParameterSets, readAvcC, readSequence } from '../../media/mp4-avc.ts';
import { type AvcPackets, type FootageFacts, pictureSamples } from '../../media/mp4-read.ts';

/** A run of samples that show exactly a piece's frames, and need no other to be decoded. */
export interface Run {
  readonly file: string;
  readonly packets: AvcPackets;
  /** Of the first sample, in decode order. */
  readonly index: number;
  readonly sets: ParameterSets;
  /** For each sample, which of the piece's frames it shows. */
  readonly shows: Int32Array;
}

/** How far off its place a frame's time may be, in frames: rounding of time stamps, no other rate. */
const tolerance = 0.02;

/** The samples of `frames` frames from frame `from`, where they can go into the film as they are. */
export async function copyableRun(
  file: string,
  facts: FootageFacts,
  from: number,
  frames: number,
  film: { readonly size: Size; readonly fps: number },
): Promise<Run | undefined> {
  const packets = facts.avc;
  const sets = packets && readAvcC(packets.avcC);
  if (!packets || !sets || !fitsFilm(sets, film.size)) return undefined;
  const { num, den } = exactRate(film.fps);
  const frameAt = (sample: number): number =>
    (((packets.times[sample] ?? 0) - facts.start) * num) / den - from;
  const index = packets.times.findIndex((_, i) => Math.abs(frameAt(i)) < tolerance);
  if (index < 0 || packets.keys[index] !== 1) return undefined;
  if (index + frames > packets.times.length) return undefined;
  const shows = new Int32Array(frames);
  const seen = new Uint8Array(frames);
  for (let i = 0; i < frames; i++) {
    const at = frameAt(index + i);
    const frame = Math.round(at);
    // Complete: as many samples as frames, each another frame, none from outside.
    if (Math.abs(at - frame) > tolerance || frame < 0 || frame >= frames || seen[frame]) return undefined;
    seen[frame] = 1;
    shows[i] = frame;
  }
  // Indices also mark pictures from which decoding merely recovers.
  for await (const first of pictureSamples(file, packets, index, 1)) {
    if (beginsAnew(first, sets)) return { file, packets, index, sets, shows };
  }
  return undefined;
}

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
