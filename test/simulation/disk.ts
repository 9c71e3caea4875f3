import { createHash } from 'node:crypto';
import { basename, dirname } from 'node:path';
import { err, ok } from '../../src/core/result.ts';
import type { AppendFile, Files } from '../../src/store/files.ts';
import type { Chance } from './chance.ts';
import type { Process } from './process.ts';

/** A file without its name: what is written, and how much of that the disk certainly has. */
interface Inode {
  bytes: Buffer;
  durable: Buffer;
}

/** What goes wrong with a disk. Each is asked before the operation is done, and throws. */
export interface DiskFaults {
  sync(path: string): void;
  write(path: string): void;
}

/** Of what a program does to the disk, what a check wants to see. */
export interface DiskWatch {
  written(process: Process, path: string, text: string): void;
  synced(path: string): void;
  cut(path: string): void;
  removed(path: string): void;
  lostPower(): void;
}

/**
 * A disk as POSIX promises it, and no better: bytes are durable after fsync of the file, names after fsync of the folder. A power
 * cut keeps what is durable, and of the rest whatever chance decides.
 */
export class Disk {
  #names = new Map<string, Inode>();
  #durableNames = new Map<string, Inode>();
  readonly #locks = new Map<string, Process>();
  readonly #holders = new Map<string, string>();
  readonly #chance: Chance;
  readonly #pause: (ms: number) => Promise<void>;
  readonly watch: DiskWatch;
  faults: DiskFaults | undefined;
  /** How long an fsync takes, at most. Milliseconds; 0: no time at all. */
  syncs = 0;

  constructor(chance: Chance, pause: (ms: number) => Promise<void>, watch: DiskWatch) {
    this.#chance = chance;
    this.#pause = pause;
    this.watch = watch;
  }

  read(path: string): Buffer | undefined {
    return this.#names.get(path)?.bytes;
  }

  /** What a power cut would certainly leave of it. */
  durable(path: string): Buffer | undefined {
    return this.#durableNames.get(path)?.durable;
  }

  /** Of files and of what is deeper, in order. */
  pathsIn(folder: string): readonly string[] {
    return [...this.#names.keys()].filter((path) => path.startsWith(`${folder}/`)).sort();
  }

  /** From outside of any process, and durable: a person or another program writes a file; undefined deletes it. */
  put(path: string, bytes: Buffer | undefined): void {
    if (bytes === undefined) {
      this.#names.delete(path);
      this.#durableNames.delete(path);
      return;
    }
    const inode = { bytes, durable: bytes };
    this.#names.set(path, inode);
    this.#durableNames.set(path, inode);
  }

  losePower(): void {
    const paths = [...new Set([...this.#names.keys(), ...this.#durableNames.keys()])].sort();
    const kept = new Map<string, Inode>();
    for (const path of paths) {
      const [now, durable] = [this.#names.get(path), this.#durableNames.get(path)];
      const inode = now === durable || this.#chance.hits(0.5) ? now : durable;
      if (inode) kept.set(path, inode);
    }
    for (const inode of new Set(kept.values())) inode.bytes = inode.durable = this.#remains(inode);
    this.#names = kept;
    this.#durableNames = new Map(kept);
    this.watch.lostPower();
  }

  #remains({ bytes, durable }: Inode): Buffer {
    if (bytes.equals(durable) || bytes.length < durable.length) return durable;
    // Within one sector: either was written, or was not.
    if (bytes.length === durable.length) return this.#chance.hits(0.5) ? bytes : durable;
    switch (this.#chance.below(4)) {
      case 0:
        return durable;
      case 1:
        return bytes;
      case 2:
        return bytes.subarray(0, durable.length + this.#chance.below(bytes.length - durable.length + 1));
      default:
        // Its length was written, its blocks were not.
        return Buffer.concat([durable, Buffer.alloc(Math.max(0, bytes.length - durable.length))]);
    }
  }

  /** The same disk as a process sees it. */
  filesOf(process: Process): Files {
    const write = (path: string, bytes: Buffer): void => {
      this.faults?.write(path);
      const inode = this.#names.get(path) ?? this.#create(path);
      inode.bytes = bytes;
    };
    const remove = (path: string): void => {
      if (!this.#names.delete(path)) return;
      this.watch.removed(path);
    };
    return {
      read: (path) => process.operate(() => this.read(path)),
      append: (path) => process.operate(() => this.#open(process, path)),
      create: (path) =>
        process.operate(() => {
          if (this.#names.has(path))
            throw Object.assign(new Error(`there is one: ${path}`), { code: 'EEXIST' });
          return this.#open(process, path);
        }),
      names: (folder) =>
        process.operate(() =>
          this.#namesIn(folder)
            .filter((path) => this.#names.has(path))
            .map((path) => basename(path))
            .sort(),
        ),
      size: (path) => this.read(path)?.length,
      stamp: (path) => process.operate(() => this.read(path)?.toString('latin1')),
      hash: (path) => process.operate(() => sha256(this.#need(path).bytes)),
      strangerIn: () => process.operate(() => undefined),
      makeFolder: () => process.operate(() => undefined),
      emptyFolder: (folder) => process.operate(() => this.pathsIn(folder).forEach(remove)),
      sync: (path) => process.operate(() => this.#sync(process, path)),
      rename: (from, to) =>
        process.operate(() => {
          this.#names.set(to, this.#need(from));
          this.#names.delete(from);
        }),
      replace: (path, content) =>
        process.operate(() => {
          this.faults?.write(path);
          // A new file with a new name, moved over the old one.
          this.#names.set(path, { bytes: Buffer.from(content), durable: Buffer.alloc(0) });
        }),
      rewrite: (path) =>
        process.operate(() => {
          const inode = this.#names.get(path) ?? this.#create(path);
          return {
            write: (text) =>
              process.operate(() => {
                this.faults?.write(path);
                inode.bytes = Buffer.concat([Buffer.from(text), inode.bytes.subarray(text.length)]);
              }),
            sync: () => process.operate(() => this.#sync(process, path)),
            close: () => process.operate(() => undefined),
          };
        }),
      remove: (path) => process.operate(() => remove(path)),
      free: async () => Number.POSITIVE_INFINITY,
      lock: (path, holder) =>
        process.operate(() => {
          if (this.#locks.has(path)) return err(this.#holders.get(path) ?? '');
          const release = (): void => {
            if (this.#locks.get(path) === process) this.#locks.delete(path);
          };
          write(path, Buffer.from(holder));
          this.#locks.set(path, process);
          this.#holders.set(path, holder);
          process.atDeath(release);
          return ok({ release: () => process.operate(release) });
        }),
    };
  }

  /** As a download and ffmpeg write: not durable. */
  write(process: Process, path: string, bytes: Buffer): Promise<void> {
    return process.operate(() => {
      this.faults?.write(path);
      const inode = this.#names.get(path) ?? this.#create(path);
      inode.bytes = bytes;
    });
  }

  holderOf(path: string): Process | undefined {
    return this.#locks.get(path);
  }

  /** Its name is durable at once. */
  #open(process: Process, path: string): AppendFile {
    const inode = this.#names.get(path) ?? this.#create(path);
    this.#durableNames.set(path, inode);
    let before = inode.bytes.length;
    const add = (text: string): void => {
      before = inode.bytes.length;
      this.faults?.write(path);
      inode.bytes = Buffer.concat([inode.bytes, Buffer.from(text)]);
      this.watch.written(process, path, text);
    };
    return {
      append: (text) =>
        process.operate(
          () => add(text),
          () => add(text.slice(0, 1 + this.#chance.below(text.length))),
        ),
      sync: () => process.operate(() => this.#sync(process, path)),
      cut: (length) =>
        process.operate(() => {
          inode.bytes = inode.bytes.subarray(0, length);
          this.watch.cut(path);
        }),
      takeBack: () =>
        process.operate(() => {
          inode.bytes = inode.bytes.subarray(0, before);
          inode.durable = inode.durable.subarray(0, before);
          this.watch.cut(path);
        }),
      close: () => process.operate(() => undefined),
    };
  }

  #create(path: string): Inode {
    const inode = { bytes: Buffer.alloc(0), durable: Buffer.alloc(0) };
    this.#names.set(path, inode);
    return inode;
  }

  #need(path: string): Inode {
    const inode = this.#names.get(path);
    if (inode === undefined) throw Object.assign(new Error(`no such file: ${path}`), { code: 'ENOENT' });
    return inode;
  }

  async #sync(process: Process, path: string): Promise<void> {
    if (this.syncs > 0) {
      await this.#pause(this.#chance.hits(0.01) ? stall : this.#chance.between(0, this.syncs));
      // What a power cut interrupted, it interrupted before anything was written.
      if (process.isDead) return;
    }
    this.faults?.sync(path);
    const inode = this.#names.get(path);
    if (inode) inode.durable = inode.bytes;
    else for (const name of this.#namesIn(path)) this.#persist(name);
    this.watch.synced(path);
  }

  #namesIn(folder: string): readonly string[] {
    const all = [...this.#names.keys(), ...this.#durableNames.keys()];
    return [...new Set(all)].filter((path) => dirname(path) === folder);
  }

  #persist(path: string): void {
    const inode = this.#names.get(path);
    if (inode) this.#durableNames.set(path, inode);
    else this.#durableNames.delete(path);
  }
}

/** Such as of a disk that has to spin up first. Milliseconds. */
const stall = 60_000;

export const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
