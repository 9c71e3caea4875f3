import { open } from 'node:fs/promises';
import { type Size, sameSize } from '../core/frames.ts';
import { exactRate } from '../core/rates.ts';
import type { AvcPackets } from './footage-facts.ts';
import { type SampleRun, samplesOf } from './mp4/sample-source.ts';
import type { Mp4PictureTrack } from './mp4/track.ts';
import { writeMp4 } from './mp4/write-mp4.ts';
import { readFootage } from './read-footage.ts';

/**
 * Concatenates the pictures of several files that we encoded, packet by packet, without sound. Returns false and writes
 * nothing if one of them has another size or encoding.
 */
export async function joinPictures(
  files: readonly string[],
  size: Size,
  fps: number,
  output: string,
  signal?: AbortSignal,
): Promise<boolean> {
  const footage = await Promise.all(files.map((file) => readFootage(file).catch(() => undefined)));
  const avc = footage.flatMap((facts) =>
    facts?.avc && sameSize(facts.size, size) && isEven(facts.avc.times, fps) ? [facts.avc] : [],
  );
  const [first] = avc;
  if (avc.length < files.length || !first) return false;
  if (avc.some(({ avcC }) => Buffer.compare(avcC, first.avcC) !== 0)) return false;

  const { num, den } = exactRate(fps);
  const sizes = Uint32Array.from(avc.flatMap((packets) => [...packets.sizes]));
  const track: Mp4PictureTrack = {
    kind: 'picture',
    size,
    avcC: first.avcC,
    sizes,
    timescale: num,
    step: den,
    lastStep: den,
    duration: sizes.length * den,
    skip: 0,
    delays: new Uint16Array(sizes.length),
    keys: keysOf(avc),
  };
  const file = await open(output, 'wx');
  try {
    const bytes = samplesOf(wholeOf(files, avc));
    await writeMp4(file, [{ track, bytes }], { title: '', chapters: [] }, signal);
  } finally {
    await file.close();
  }
  return true;
}

/** Whether frames are shown in order, for equal times, from the beginning of the file. */
const isEven = (times: Float64Array, fps: number): boolean =>
  times.every((time, i) => Math.abs(time * fps - i) < 0.25);

function keysOf(avc: readonly AvcPackets[]): readonly number[] {
  const flags = avc.flatMap(({ keys }) => [...keys]);
  return flags.flatMap((key, i) => (key === 1 ? [i] : []));
}

const wholeOf = (files: readonly string[], avc: readonly AvcPackets[]): readonly SampleRun[] =>
  avc.map((samples, i) => ({ file: files[i] ?? '', samples, index: 0, count: samples.sizes.length }));
