import { type FileHandle, open } from 'node:fs/promises';
import type { ByteSource } from './byte-source.ts';
import type { Samples } from './read-samples.ts';

/** Consecutive samples of a file, in decode order. */
export interface SampleRun {
  readonly file: string;
  readonly samples: Samples;
  /** Of the first sample. */
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

/** The samples of all runs, read straight into their targets. `fill` throws if a file can't be read. */
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

/** Gaps up to this many bytes are read as well: one large read is faster than many small ones. */
const nowhere = new Uint8Array(1 << 16);
/** Buffers filled by one read. Every system accepts 1024. */
const mostParts = 1000;

/** Reads a run's samples, as many at a time as are close together in the file. */
class RunReader {
  readonly handle: FileHandle;
  readonly #run: SampleRun;
  /** The next sample, and how many of its bytes have been read. */
  #sample: number;
  #taken = 0;
  /** The pending read: from where to where in the file, and into which buffers. */
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

  /** Whether the next bytes can be part of the pending read. */
  goesOn(): boolean {
    const gap = this.#offset() - this.#to;
    return this.#parts.length === 0 || (gap >= 0 && gap <= nowhere.length && this.#parts.length < mostParts);
  }

  /** Adds the next bytes, of at most one sample, to the pending read. Returns how many. */
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
