import { err, ok, type Result } from '../../core/result.ts';
import { readFootage } from '../../media/read-footage.ts';
import { readMovie } from '../../media/read-movie.ts';
import type { Tools } from '../../media/tools.ts';
import { viewFootage } from '../../media/view-footage.ts';
import type { Figures } from '../figures.ts';
import type { TimeSpan } from '../viewing.ts';
import { PictureMeter } from './picture-meter.ts';
import { SoundMeter } from './sound-meter.ts';

/** Pixels of a picture's longer side while it is measured: enough for everything that is looked for, and cheap. */
const side = 320;

/** Measures footage in one pass. The error is a clause. */
export async function measureFootage(
  tools: Tools,
  { file, span }: { readonly file: string; readonly span?: TimeSpan | undefined },
  signal?: AbortSignal,
): Promise<Result<Figures, string>> {
  const facts = await readFootage(file).catch(() => undefined);
  const movie = (await readMovie(file).catch(() => undefined))?.picture;
  if (facts === undefined || movie === undefined) return err('it has no picture that can be read');
  const { fps, seconds } = movie;
  const scale = side / Math.max(facts.size.width, facts.size.height);
  const even = (pixels: number): number => Math.max(16, 2 * Math.round((pixels * scale) / 2));
  const size = { width: even(facts.size.width), height: even(facts.size.height) };
  const pictures = new PictureMeter(size);
  const sound = new SoundMeter();
  const viewer = {
    see: (picture: Uint8Array) => pictures.see(picture),
    hear: (block: Float32Array) => sound.hear(block),
  };
  // Half a picture early, since times are never exact.
  const from = facts.start + (span?.from ?? 0) - 0.5 / fps;
  const part = span && { from: Math.max(facts.start, from), seconds: span.until - span.from };
  const viewed = await viewFootage(tools, { file, facts, size, ...(part && { part }) }, viewer, signal);
  if (!viewed.ok) return viewed;
  const seen = pictures.figures();
  if (seen.count === 0) return err('none of its pictures can be decoded');
  const made = { fps, seconds, size: facts.size };
  return ok({
    made,
    fps,
    begin: span?.from ?? 0,
    size,
    pictures: seen,
    ...(facts.hasSound && { sound: sound.figures() }),
  });
}
