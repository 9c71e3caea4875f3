import type { SourceTimecode } from '../../core/footage.ts';
import { exactFps } from '../../core/rates.ts';
import type { OpenFile } from '../open-file.ts';
import { boxAt, boxesIn, type Content, codeAt, part, u64At } from './read-boxes.ts';
import { findIndex } from './read-index.ts';

/** The timecode of an MP4's or QuickTime file's first frame, from its timecode track. One that can't be read counts as none. */
export async function readMp4Timecode(file: OpenFile): Promise<SourceTimecode | undefined> {
  try {
    const index = await findIndex(file);
    const track = index && boxesIn(index).find((box) => box.type === 'trak' && isTimecode(box.content));
    return track && (await timecodeIn(track.content, file));
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

const isTimecode = (track: Content): boolean => {
  const handler = boxAt(track, 'mdia', 'hdlr');
  return handler !== undefined && codeAt(handler, 8) === 'tmcd';
};

/** Frames per second: nothing counts faster. */
const fastest = 240;

/** Its one sample is the number of the first frame (QuickTime File Format, "Timecode Media"). */
async function timecodeIn(track: Content, { read }: OpenFile): Promise<SourceTimecode | undefined> {
  const table = boxAt(track, 'mdia', 'minf', 'stbl');
  const descriptions = table && boxAt(table, 'stsd');
  const [entry] = descriptions ? boxesIn(part(descriptions, 8)) : [];
  const at = table && firstSample(table);
  if (entry?.type !== 'tmcd' || at === undefined) return undefined;
  const flags = entry.content.getUint32(12);
  const [scale, length] = [entry.content.getUint32(16), entry.content.getUint32(20)];
  const sample = await read(at, 4);
  if (sample.length < 4 || scale === 0 || length === 0) return undefined;
  const fps = exactFps(scale / length);
  if (fps < 1 || fps > fastest) return undefined;
  const frame = sample.readInt32BE() + Math.round(secondsBefore(track) * fps);
  return frame < 0 ? undefined : { frame, fps, drop: (flags & 1) === 1 };
}

function firstSample(table: Content): number | undefined {
  const [short, long] = [boxAt(table, 'stco'), boxAt(table, 'co64')];
  if (short && short.getUint32(4) > 0) return short.getUint32(8);
  return long && long.getUint32(4) > 0 ? u64At(long, 8) : undefined;
}

/** How much of the track an edit list leaves out at its beginning. */
function secondsBefore(track: Content): number {
  const edits = boxAt(track, 'edts', 'elst');
  const media = boxAt(track, 'mdia', 'mdhd');
  if (!edits || !media || edits.getUint32(4) === 0) return 0;
  const begin = edits.getUint8(0) === 1 ? Number(edits.getBigInt64(16)) : edits.getInt32(12);
  return Math.max(0, begin) / media.getUint32(media.getUint8(0) === 1 ? 20 : 12);
}
