import type { Code } from '../core/codes.ts';
import type { Params } from '../core/diagnostic.ts';
import type { MediaFacts } from '../core/footage.ts';
import { sizeText } from '../core/frames.ts';
import { err, ok, type Result } from '../core/result.ts';
import { say, says } from '../core/sentence.ts';
import { type ImageHeader, imageHeader } from './image-header.ts';
import type { Movie } from './movie.ts';
import { type OpenFile, withFile } from './open-file.ts';
import { movieOf } from './read-movie.ts';

export interface ProbeProblem {
  readonly code: Code;
  /** One sentence. */
  readonly message: string;
  readonly help?: string;
  /** The values in the message and the help. */
  readonly params?: Params;
}

/** Decoding more pixels than this would take hundreds of megabytes. */
const mostPixels = 40_000_000;
const mostImageBytes = 128 * 1024 * 1024;
const kinds =
  'Use mp4, mov, webm or mkv footage, mp3, wav, flac, ogg or aac sound, or a png, jpeg or webp image.';

/** Determines what kind of media a file is from its content, not from its name. */
export async function probe(path: string): Promise<Result<MediaFacts, ProbeProblem>> {
  try {
    return await withFile(path, look);
  } catch (error) {
    return err({
      code: 'media-unreadable',
      ...says(say`${{ file: path }} can't be read: ${{ cause: reasonOf(error) }}`),
    });
  }
}

async function look(file: OpenFile): Promise<Result<MediaFacts, ProbeProblem>> {
  if (file.size === 0) return damaged('it is empty');
  if (imageHeader(file.head)) {
    const bytes = file.size > mostImageBytes ? file.head : await file.read(0, file.size);
    const image = imageHeader(bytes);
    if (image) return imageFacts(image);
  }
  try {
    return factsOf(await movieOf(file));
  } catch (error) {
    const reason = reasonOf(error);
    // What a reader says of its own surprise says nothing to people.
    return damaged(
      /^Assertion failed|internal error|^$/.test(reason) ? 'its contents make no sense' : reason,
    );
  }
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function imageFacts({ format, size }: ImageHeader): Result<MediaFacts, ProbeProblem> {
  if (!size) return damaged(`the ${format} image is damaged or ends too early`);
  if (size.width * size.height > mostPixels) {
    return err({
      code: 'image-too-large',
      ...says(
        say`The image is ${{ size: sizeText(size) }}, more than 40 million pixels.`,
        say`Scale it down: no model accepts an image that large.`,
      ),
    });
  }
  return ok({ kind: 'image', format, size });
}

function factsOf(movie: Movie | undefined): Result<MediaFacts, ProbeProblem> {
  if (!movie) {
    const message = 'The file is not footage, sound or an image in a supported format.';
    return err({ code: 'media-unsupported', message, help: kinds });
  }
  const surround = movie.sound?.surround && { surround: true as const };
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
      ...surround,
    });
  }
  if (movie.sound) return ok({ kind: 'audio', seconds: movie.sound.seconds, ...surround });
  return damaged('it has no complete picture or sound');
}

const damaged = (reason: string): Result<never, ProbeProblem> =>
  err({
    code: 'media-damaged',
    ...says(
      say`The file can't be read as media: ${{ cause: reason.replace(/\.$/, '') }}.`,
      say`Export or download it again, and check that it plays to its end.`,
    ),
  });
