import { readFile, rm, writeFile } from 'node:fs/promises';
import { stillPicture } from '../encoding.ts';
import { runFfmpeg } from '../ffmpeg.ts';
import { withFile } from '../open-file.ts';
import { withProfile } from '../png-profile.ts';
import type { Tools } from '../tools.ts';
import type { HeifLayer } from './layer.ts';
import { moveFilters } from './moves.ts';
import { type Heif, isInPrimaries, readHeif } from './read-heif.ts';
import { streamOf, writeTiles } from './write-tiles.ts';

/** Makes a PNG of a photo in HEIC or AVIF, upright and with its colours. False if that can't be done. */
export async function developHeif(
  tools: Tools,
  file: string,
  draft: string,
  signal?: AbortSignal,
): Promise<boolean> {
  const streams = [`${draft}.tiles`, `${draft}.cover`];
  try {
    const photo = await withFile(file, async (open) => {
      const read = await readHeif(open);
      if (!read || 'made' in read) return undefined;
      for (const [i, layer] of layersOf(read).entries()) await writeTiles(layer, open, streams[i] ?? '');
      return read;
    });
    if (!photo) return false;
    const job = {
      inputs: layersOf(photo).map(({ coding }, i) => ({
        file: streams[i] ?? '',
        args: ['-f', streamOf[coding]],
      })),
      graph: graphOf(photo),
      args: ['-map', '[v]', '-frames:v', '1', ...stillPicture, ...(photo.cover ? ['-pix_fmt', 'rgba'] : [])],
      output: draft,
    };
    const made = await runFfmpeg(tools, job, signal ? { signal } : {});
    if (made.ok && photo.profile) await writeFile(draft, withProfile(await readFile(draft), photo.profile));
    return made.ok;
  } catch (error) {
    // A tile that makes no sense.
    if (error instanceof RangeError) return false;
    throw error;
  } finally {
    for (const stream of streams) await rm(stream, { force: true });
  }
}

const layersOf = ({ picture, cover }: Heif): readonly HeifLayer[] => (cover ? [picture, cover] : [picture]);

/** By the numbers of ITU-T H.273. */
const matrices: Readonly<Record<number, string>> = {
  1: 'bt709',
  5: 'bt470bg',
  6: 'smpte170m',
  9: 'bt2020nc',
};

/** Each plane is a primary already, whatever a decoder makes of it: an older one takes them for brightness and colour. */
const primaries = ['format=yuv444p|gbrp', 'mergeplanes=0x000102:gbrp'];

function graphOf(photo: Heif): string {
  const { picture, cover, multiplied, moves, colour } = photo;
  const matrix = colour && matrices[colour.matrix];
  const range = colour && `range=${colour.fullRange ? 'pc' : 'tv'}`;
  const { width, height } = picture.size;
  const coloured = [
    ...whole(picture),
    ...(range ? [`setparams=${range}${matrix ? `:colorspace=${matrix}` : ''}`] : []),
    ...(isInPrimaries(photo) ? primaries : []),
    'scale=flags=bicubic+accurate_rnd+full_chroma_int',
    'format=rgb24',
  ].join(',');
  const shown = moveFilters(picture.size, moves);
  if (!cover) return `[0:v:0]${[coloured, ...shown].join(',')}[v]`;
  const covering = [...whole(cover), `scale=${width}:${height}:out_range=pc`, 'format=gray'].join(',');
  const merged = ['alphamerge', ...(multiplied ? ['format=gbrap', 'unpremultiply=inplace=1'] : [])];
  return (
    `[0:v:0]${coloured}[colours];[1:v:0]${covering}[cover];` +
    `[colours][cover]${[...merged, 'format=rgba', ...shown].join(',')}[v]`
  );
}

/** Filters that put the tiles of a layer together. */
const whole = ({ columns, rows, size }: HeifLayer): readonly string[] => [
  'null',
  ...(columns * rows > 1 ? [`tile=${columns}x${rows}`] : []),
  `crop=${size.width}:${size.height}:0:0:exact=1`,
];
