import { readFile, rm, writeFile } from 'node:fs/promises';
import { stillPicture } from '../encoding.ts';
import { runFfmpeg } from '../ffmpeg.ts';
import { withFile } from '../open-file.ts';
import { withProfile } from '../png-profile.ts';
import type { Tools } from '../tools.ts';
import { type Heic, readHeic } from './read-heic.ts';
import { writeTiles } from './write-tiles.ts';

/** Makes a PNG of a photo in HEIC, upright and with its colours. False if that can't be done. */
export async function developHeic(
  tools: Tools,
  file: string,
  draft: string,
  signal?: AbortSignal,
): Promise<boolean> {
  const stream = `${draft}.tiles`;
  try {
    const heic = await withFile(file, async (open) => {
      const photo = await readHeic(open);
      if (photo) await writeTiles(photo, open, stream);
      return photo;
    });
    if (!heic) return false;
    const job = {
      inputs: [{ file: stream, args: ['-f', 'hevc'] }],
      graph: graphOf(heic),
      args: ['-map', '[v]', '-frames:v', '1', ...stillPicture],
      output: draft,
    };
    const made = await runFfmpeg(tools, job, signal ? { signal } : {});
    if (made.ok && heic.profile) await writeFile(draft, withProfile(await readFile(draft), heic.profile));
    return made.ok;
  } catch (error) {
    // A tile that makes no sense.
    if (error instanceof RangeError) return false;
    throw error;
  } finally {
    await rm(stream, { force: true });
  }
}

/** By the numbers of ITU-T H.273. */
const matrices: Readonly<Record<number, string>> = {
  1: 'bt709',
  5: 'bt470bg',
  6: 'smpte170m',
  9: 'bt2020nc',
};

function graphOf({ columns, rows, size, moves, colour }: Heic): string {
  const matrix = colour && matrices[colour.matrix];
  const range = colour && `range=${colour.fullRange ? 'pc' : 'tv'}`;
  return [
    '[0:v:0]null',
    ...(columns * rows > 1 ? [`tile=${columns}x${rows}`] : []),
    `crop=${size.width}:${size.height}:0:0:exact=1`,
    ...(range ? [`setparams=${range}${matrix ? `:colorspace=${matrix}` : ''}`] : []),
    'scale=flags=bicubic+accurate_rnd+full_chroma_int',
    'format=rgb24',
    ...moves.flatMap((move) => ('mirror' in move ? [mirrors[move.mirror]] : (turns[move.quarters] ?? []))),
  ]
    .join(',')
    .concat('[v]');
}

const mirrors = { leftRight: 'hflip', upDown: 'vflip' } as const;
const turns: readonly (readonly string[])[] = [
  [],
  ['transpose=cclock'],
  ['hflip', 'vflip'],
  ['transpose=clock'],
];
