import { type FileHandle, open, rm } from 'node:fs/promises';
import type { Size } from '../core/frames.ts';
import { type ParameterSets, writeAvcC } from './avc/parameter-sets.ts';
import { adopted, adoptedSet, renumbered } from './avc/renumber.ts';
import type { Restart } from './avc/restart.ts';
import { type SliceContext, sliceContext } from './avc/slice.ts';
import { isSlice, sampleOf, unitsOf } from './avc/units.ts';
import type { CodedFootage } from './coded-group.ts';
import { pictureTrack } from './mp4/picture-track.ts';
import { readSample, samplesOf } from './mp4/sample-source.ts';
import { writeMp4 } from './mp4/write-mp4.ts';

/** Footage from a frame on at which it has no keyframe. */
export interface RestartedFootage {
  readonly footage: CodedFootage;
  readonly context: SliceContext;
  /** The first frame. */
  readonly begin: number;
  readonly restart: Restart;
  /** Of the first picture that is not copied any more, in decode order. */
  readonly stop: number;
  /** The number of the parameter set of pictures that were encoded anew. */
  readonly set: number;
}

/** Its header: the footage's own, and that of pictures that were encoded anew. Undefined if there is no such. */
function headerOf({ footage, set }: RestartedFootage, pictures: ParameterSets): ParameterSets | undefined {
  const [unit] = pictures.picture.values();
  const [sequence] = footage.sets.sequence.keys();
  if (unit === undefined || sequence === undefined) return undefined;
  const picture = new Map([...footage.sets.picture, [set, adoptedSet(unit, set, sequence)]]);
  return { ...footage.sets, picture };
}

/**
 * Writes an MP4 of it. `pictures`: one coded picture for each frame from `begin` on, which refers to nothing, as many as are
 * encoded anew. False if they can't become part of it.
 */
export async function writeRestarted(
  restarted: RestartedFootage,
  pictures: CodedFootage,
  output: string,
  { size, fps, signal }: { readonly size: Size; readonly fps: number; readonly signal: AbortSignal },
): Promise<boolean> {
  const header = headerOf(restarted, pictures.sets);
  if (!header) return false;
  const loose = `${output}-samples`;
  const handle = await open(loose, 'wx');
  try {
    const samples = await writeSamples(restarted, pictures, handle).finally(() => handle.close());
    if (!samples) return false;
    const { sizes, offsets, shows } = samples;
    const keys = [0, ...samples.keys];
    const track = pictureTrack({ sizes, shows, keys }, { size, fps, avcC: writeAvcC(header) });
    const listed = { ...restarted.footage.packets, sizes, offsets };
    const bytes = samplesOf([{ file: loose, samples: listed, index: 0, count: sizes.length }]);
    const file = await open(output, 'wx');
    await writeMp4(file, [{ track, bytes }], { title: '', chapters: [] }, signal).finally(() => file.close());
    return true;
  } finally {
    await rm(loose, { force: true });
  }
}

interface Loose {
  readonly sizes: Uint32Array;
  readonly offsets: Float64Array;
  readonly shows: Int32Array;
  /** Without the first. */
  readonly keys: readonly number[];
}

/** Writes all samples one after another. */
async function writeSamples(
  restarted: RestartedFootage,
  pictures: CodedFootage,
  out: FileHandle,
): Promise<Loose | undefined> {
  const { footage, begin, restart, stop } = restarted;
  const written = {
    sizes: [] as number[],
    offsets: [] as number[],
    shows: [] as number[],
    keys: [] as number[],
  };
  let at = 0;
  for await (const { sample, index } of samplesIn(restarted, pictures)) {
    if (!sample) return undefined;
    written.sizes.push(sample.length);
    written.offsets.push(at);
    written.shows.push((footage.shows[index] ?? 0) - begin);
    const isAnew = index >= restart.index + restart.numbers.length && index < stop;
    if (isAnew && footage.packets.keys[index] === 1) written.keys.push(written.sizes.length - 1);
    await out.writeFile(sample);
    at += sample.length;
  }
  return {
    sizes: Uint32Array.from(written.sizes),
    offsets: Float64Array.from(written.offsets),
    shows: Int32Array.from(written.shows),
    keys: written.keys,
  };
}

/** In decode order, each with the footage's picture that it stands for. */
async function* samplesIn(
  { footage, context, begin, restart, stop, set }: RestartedFootage,
  pictures: CodedFootage,
): AsyncGenerator<{ readonly sample: Uint8Array | undefined; readonly index: number }> {
  const from = sliceContext(pictures.sets);
  for (const [n, restored] of restart.restored.entries()) {
    const { index } = restored;
    const place = (footage.shows[index] ?? 0) - begin;
    const units = unitsOf(await readSample(pictures.file, pictures.packets, place)).filter(isSlice);
    const own = from && units.map((unit) => adopted(unit, restored, n === 0, { from, into: context, set }));
    yield { sample: own && whole(own), index };
  }
  for (let index = restart.index; index < stop; index++) {
    const sample = await readSample(footage.file, footage.packets, index);
    const number = restart.numbers[index - restart.index];
    const units = unitsOf(sample);
    yield {
      sample: number
        ? whole(units.map((unit) => (isSlice(unit) ? renumbered(unit, number, context) : unit)))
        : sample,
      index,
    };
  }
}

function whole(units: readonly (Uint8Array | undefined)[]): Uint8Array | undefined {
  const found = units.filter((unit) => unit !== undefined);
  return found.length === units.length && found.length > 0 ? sampleOf(found) : undefined;
}
