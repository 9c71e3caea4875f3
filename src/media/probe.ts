import { open, stat } from 'node:fs/promises';
import type { Code } from '../core/codes.ts';
import type { MediaFacts } from '../core/footage.ts';
import { sizeText } from '../core/frames.ts';
import { err, ok, type Result } from '../core/result.ts';
import { imageHeader } from './image-header.ts';
import type { Movie } from './movie.ts';
import { readMovie } from './read-movie.ts';

export interface Refusal {
  readonly code: Code;
  /** One sentence. */
  readonly message: string;
  readonly help?: string;
}

/** More pixels than this would take hundreds of megabytes to decode. */
const mostPixels = 40_000_000;
const mostImageBytes = 128 * 1024 * 1024;
const kinds =
  'Use mp4, mov, webm or mkv footage, mp3, wav, flac, ogg or aac sound, or a png, jpeg or webp image.';

/** What kind of media a file really is, by its content: its name is not looked at. */
export async function probe(file: string): Promise<Result<MediaFacts, Refusal>> {
  const bytes = await readHead(file);
  if (!bytes.ok) return bytes;
  const image = imageHeader(bytes.value);
  if (image) {
    if (!image.size) return damaged(`the ${image.format} image is damaged or ends too early`);
    if (image.size.width * image.size.height > mostPixels) {
      return err({
        code: 'image-too-large',
        message: `The image is ${sizeText(image.size)}, more than 40 million pixels.`,
        help: 'Scale it down: no model takes so large an image.',
      });
    }
    return ok({ kind: 'image', format: image.format, size: image.size });
  }
  try {
    return factsOf(await readMovie(file));
  } catch (error) {
    return damaged(error instanceof Error ? error.message : String(error));
  }
}

function factsOf(movie: Movie | undefined): Result<MediaFacts, Refusal> {
  if (!movie) {
    const message = 'The file is not footage, sound or an image of a kind that is read.';
    return err({ code: 'media-unsupported', message, help: kinds });
  }
  if (movie.picture) {
    const { width, height, seconds, fps, frames } = movie.picture;
    const counted = frames === undefined ? {} : { frames };
    return ok({
      kind: 'video',
      size: { width, height },
      seconds,
      fps,
      ...counted,
      hasAudio: Boolean(movie.sound),
    });
  }
  if (movie.sound) return ok({ kind: 'audio', seconds: movie.sound.seconds });
  return damaged('it holds no complete picture or sound');
}

const damaged = (reason: string): Result<never, Refusal> =>
  err({
    code: 'media-damaged',
    message: `The file cannot be read as media: ${reason.replace(/\.$/, '')}.`,
    help: 'Export or download it again, and see that it plays to its end.',
  });

/** An image whole, or the beginning of anything longer. Nothing but a regular file is ever opened. */
async function readHead(file: string): Promise<Result<Buffer, Refusal>> {
  try {
    const facts = await stat(file);
    if (!facts.isFile()) return err({ code: 'media-unreadable', message: `${file} is not a regular file.` });
    if (facts.size === 0) return damaged('it is empty');
    const handle = await open(file);
    try {
      const head = Buffer.alloc(Math.min(facts.size, 64));
      await handle.read(head, 0, head.length, 0);
      if (!imageHeader(head) || facts.size > mostImageBytes) return ok(head);
      const whole = Buffer.alloc(facts.size);
      await handle.read(whole, 0, whole.length, 0);
      return ok(whole);
    } finally {
      await handle.close();
    }
  } catch (error) {
    const message = `${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`;
    return err({ code: 'media-unreadable', message });
  }
}
