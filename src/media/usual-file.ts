import { rm } from 'node:fs/promises';
import type { MediaFacts } from '../core/footage.ts';
import { type BroughtIn, bringIntoMp4 } from './bring-in.ts';
import { stillPicture } from './encoding.ts';
import { runFfmpeg } from './ffmpeg.ts';
import { developHeif } from './heif/develop-heif.ts';
import { type OddFile, oddFile } from './odd-files.ts';
import { withFile } from './open-file.ts';
import { tiffTurn } from './tiff.ts';
import type { Tools } from './tools.ts';

/** Whether a file has to be made usual before it is used. */
export const isOdd = (facts: MediaFacts): boolean => facts.kind !== 'audio' && facts.odd === true;

/** Makes a usual file of an odd one, at `draft`: an MP4 of footage, a PNG of an image. Undefined if it can't be read. */
export async function makeUsual(
  tools: Tools,
  { file, facts }: { readonly file: string; readonly facts: MediaFacts },
  draft: string,
  signal: AbortSignal,
): Promise<BroughtIn | undefined> {
  const { odd, turn } = await withFile(file, async (open) => {
    const kind = await oddFile(open);
    return { odd: kind, turn: kind?.format === 'tiff_pipe' ? await tiffTurn(open) : undefined };
  });
  if (odd?.photo && (await developHeif(tools, file, draft, signal))) return { damaged: false };
  if (facts.kind === 'image' && odd) return developed(tools, { file, odd, turn }, draft, signal);
  if (odd) return bringIntoMp4(tools, { file, ...odd }, draft, { signal });
  const { writeAnimation } = await import('./drawing/animation.ts');
  const pictures = `${draft}.pictures`;
  try {
    const rate = await writeAnimation(file, pictures);
    if (rate === undefined) return undefined;
    const args = ['-framerate', String(rate), '-c:v', 'png'];
    return await bringIntoMp4(tools, { file: pictures, format: 'image2pipe', anew: true, args }, draft, {
      signal,
    });
  } finally {
    await rm(pictures, { force: true });
  }
}

/** Formats whose numbers may count light itself. */
const ofLight: ReadonlySet<string> = new Set(['exr_pipe', 'hdr_pipe', 'dpx_pipe']);
/** A newer ffmpeg would name another curve for some, such as grey TIFF, by what nobody else heeds. */
const asShown = 'setparams=color_trc=unknown';

async function developed(
  tools: Tools,
  {
    file,
    odd,
    turn = 1,
  }: { readonly file: string; readonly odd: OddFile; readonly turn: number | undefined },
  draft: string,
  signal: AbortSignal,
): Promise<BroughtIn | undefined> {
  const filters = [turns[turn] ?? 'null', ...(ofLight.has(odd.format) ? [] : [asShown])];
  const graph = `[0:v:0]${filters.join(',')}[v]`;
  const args = ['-map', '[v]', '-frames:v', '1', ...stillPicture, '-pix_fmt', 'rgba'];
  const asStored = odd.format === 'tiff_pipe' ? ['-noautorotate'] : [];
  const inputs = [{ file, args: ['-f', odd.format, ...asStored] }];
  const made = await runFfmpeg(tools, { inputs, graph, args, output: draft }, { signal });
  return made.ok ? { damaged: false } : undefined;
}

/** By EXIF's numbers. 1 needs none. */
const turns: Readonly<Record<number, string>> = {
  2: 'hflip',
  3: 'hflip,vflip',
  4: 'vflip',
  5: 'transpose=cclock_flip',
  6: 'transpose=clock',
  7: 'transpose=clock_flip',
  8: 'transpose=cclock',
};
