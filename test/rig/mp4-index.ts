import { readFile, writeFile } from 'node:fs/promises';

/**
 * One stretch of an edit list: how long it lasts, in the film's units, and where it begins, in the track's; -1 is a pause. At
 * normal speed, unless said.
 */
export type Edit = readonly [duration: number, begin: number, speed?: number];

const box = (type: string, content: Buffer): Buffer => {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + content.length);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, content]);
};

function* boxesIn(
  bytes: Buffer,
): Generator<{ readonly type: string; readonly whole: Buffer; readonly content: Buffer }> {
  for (let at = 0; at + 8 <= bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    const whole = bytes.subarray(at, at + length);
    yield { type: whole.toString('latin1', 4, 8), whole, content: whole.subarray(8) };
    at += length;
  }
}

/** Changes the header of each track, and puts an edit list behind it: by the track's number. The index stands last. */
export async function changeTracks(
  from: string,
  to: string,
  change: (track: number, header: Buffer) => readonly Edit[] | undefined,
): Promise<void> {
  let track = 0;
  const parts: Buffer[] = [];
  for (const { type, whole, content } of boxesIn(await readFile(from))) {
    if (type !== 'moov') {
      parts.push(whole);
      continue;
    }
    const inner = [...boxesIn(content)].map((part) =>
      part.type === 'trak' ? changed(part.content, (header) => change(track++, header)) : part.whole,
    );
    parts.push(box('moov', Buffer.concat(inner)));
  }
  await writeFile(to, Buffer.concat(parts));
}

function changed(trak: Buffer, change: (header: Buffer) => readonly Edit[] | undefined): Buffer {
  let edits: readonly Edit[] | undefined;
  const parts = [...boxesIn(trak)].flatMap(({ type, whole, content }) => {
    if (type === 'tkhd') {
      const header = Buffer.from(content);
      edits = change(header);
      return edits ? [box('tkhd', header), box('edts', box('elst', listOf(edits)))] : [box('tkhd', header)];
    }
    return type === 'edts' && edits ? [] : [whole];
  });
  return box('trak', Buffer.concat(parts));
}

function listOf(edits: readonly Edit[]): Buffer {
  const list = Buffer.alloc(8 + 12 * edits.length);
  list.writeUInt32BE(edits.length, 4);
  for (const [i, [duration, begin, speed = 1]] of edits.entries()) {
    list.writeUInt32BE(duration, 8 + 12 * i);
    list.writeInt32BE(begin, 12 + 12 * i);
    list.writeInt32BE(speed * 0x10000, 16 + 12 * i);
  }
  return list;
}

/** The matrix in a track's header of version 0 (ISO/IEC 14496-12, 8.3.2): what becomes of x and of y. */
export function setMatrix(header: Buffer, [a, b, c, d]: readonly [number, number, number, number]): void {
  for (const [i, value] of [a, b, 0, c, d, 0].entries()) header.writeInt32BE(value * 0x10000, 40 + 4 * i);
}
