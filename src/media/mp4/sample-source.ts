import { type FileHandle, open } from 'node:fs/promises';
import type { ByteSource } from './byte-source.ts';
import type { Samples } from './read-samples.ts';

/** Samples of a file that follow each other in decode order. */
export interface SampleRun {
  readonly file: string;
  readonly samples: Samples;
  /** Of the first. */
  readonly index: number;
  readonly count: number;
}

/** One sample's bytes. */
export async function readSample(file: string, samples: Samples, index: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(samples.sizes[index] ?? 0);
  const source = samplesOf([{ file, samples, index, count: 1 }]);
  await source.fill([bytes]).finally(() => source.close());
  return bytes;
}

/** The samples of all runs, read straight to where they are wanted. `fill` throws where a file can't be read. */
export function samplesOf(runs: Iterable<SampleRun>): ByteSource {
  const rest = runs[Symbol.iterator]();
  const nextRun = (): SampleRun | undefined => {
    for (;;) {
      const { value, done } = rest.next();
      if (done === true) return undefined;
      if (value.count > 0) return value;
    }
  };
  let run = nextRun();
  let reader: RunReader | undefined;
  const close = async (): Promise<void> => {
    await reader?.handle.close();
    reader = undefined;
  };
  return {
    async fill(targets) {
      for (const target of targets) {
        for (let at = 0; at < target.length; ) {
          if (run === undefined) return false;
          reader ??= new RunReader(await open(run.file), run);
          if (!reader.goesOn()) await reader.read();
          at += reader.note(target.subarray(at));
          if (!reader.done()) continue;
          await reader.read();
          await close();
          run = nextRun();
        }
      }
      await reader?.read();
      return true;
    },
    hasMore: () => run !== undefined,
    close,
  };
}

/** Bytes between samples up to which they are read along: one large read beats many small ones. */
const nowhere = new Uint8Array(1 << 16);
/** Places that one read fills: every system takes 1024. */
const mostParts = 1000;

/** Reads a run's samples, as many at a time as stand near each other in the file. */
class RunReader {
  readonly handle: FileHandle;
  readonly #run: SampleRun;
  /** The sample that is wanted next, and how much of it is taken already. */
  #sample: number;
  #taken = 0;
  /** What is to be read: from where to where in the file, and into what. */
  #from = 0;
  #to = 0;
  #parts: Uint8Array[] = [];

  constructor(handle: FileHandle, run: SampleRun) {
    this.handle = handle;
    this.#run = run;
    this.#sample = run.index;
  }

  done(): boolean {
    return this.#sample === this.#run.index + this.#run.count;
  }

  /** Whether what is wanted next can be read at once with what is noted. */
  goesOn(): boolean {
    const gap = this.#offset() - this.#to;
    return this.#parts.length === 0 || (gap >= 0 && gap <= nowhere.length && this.#parts.length < mostParts);
  }

  /** Notes that the next bytes, of one sample at most, are wanted here; how many that are. */
  note(target: Uint8Array): number {
    const { sizes } = this.#run.samples;
    const offset = this.#offset();
    const size = sizes[this.#sample] ?? 0;
    const length = Math.min(size - this.#taken, target.length);
    if (this.#parts.length === 0) this.#from = this.#to = offset;
    if (offset > this.#to) this.#parts.push(nowhere.subarray(0, offset - this.#to));
    this.#parts.push(target.subarray(0, length));
    this.#to = offset + length;
    this.#taken += length;
    if (this.#taken === size) {
      this.#sample++;
      this.#taken = 0;
    }
    return length;
  }

  async read(): Promise<void> {
    if (this.#parts.length === 0) return;
    const { bytesRead } = await this.handle.readv(this.#parts, this.#from);
    if (bytesRead < this.#to - this.#from) throw new Error(`${this.#run.file} is shorter than it was`);
    this.#parts = [];
  }

  #offset(): number {
    return (this.#run.samples.offsets[this.#sample] ?? 0) + this.#taken;
  }
}
