import type { AppendFile } from '../../src/store/files.ts';

/** A file in memory, as the journal appends to it, which counts its fsyncs and fails on order. */
export interface MemoryFile extends AppendFile {
  text(): string;
  syncs(): number;
  /** From now on this operation throws. */
  breakOn(operation: 'append' | 'sync'): void;
}

export function memoryFile(): MemoryFile {
  let text = '';
  let before = 0;
  let syncs = 0;
  let broken: string | undefined;
  const check = (operation: string): void => {
    if (operation === broken) throw new Error(`no ${operation}`);
  };
  return {
    text: () => text,
    syncs: () => syncs,
    breakOn: (operation) => {
      broken = operation;
    },
    async append(more) {
      before = text.length;
      check('append');
      text += more;
    },
    async sync() {
      check('sync');
      syncs += 1;
    },
    async cut(length) {
      text = text.slice(0, length);
    },
    async takeBack() {
      text = text.slice(0, before);
    },
    async close() {},
  };
}
