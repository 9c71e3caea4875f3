import type { Code } from '../core/codes.ts';
import type { Params } from '../core/diagnostic.ts';
import type { MediaFacts } from '../core/footage.ts';
import { sizeText } from '../core/frames.ts';
import { err, ok, type Result } from '../core/result.ts';
import { type Sentence, say, says } from '../core/sentence.ts';
import type { ImageHeader } from './image-header.ts';

export interface ProbeProblem {
  readonly code: Code;
  /** One sentence. */
  readonly message: string;
  readonly help?: string;
  /** The values in the message and the help. */
  readonly params?: Params;
}

type ImageFacts = Extract<MediaFacts, { kind: 'image' }>;

/** Decoding more pixels than this would take hundreds of megabytes. */
const mostPixels = 40_000_000;
export const mostImageBytes = 128 * 1024 * 1024;

export const unsupported = (message: Sentence, help: string): Result<never, ProbeProblem> =>
  err({ code: 'media-unsupported', ...says(message, say`${{ text: help, params: {} }}`) });

export function imageFacts({ format, size }: ImageHeader): Result<ImageFacts, ProbeProblem> {
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

export const damaged = (reason: string): Result<never, ProbeProblem> =>
  err({
    code: 'media-damaged',
    ...says(
      say`The file can't be read as media: ${{ cause: reason.replace(/\.$/, '') }}.`,
      say`Export or download it again, and check that it plays to its end.`,
    ),
  });
