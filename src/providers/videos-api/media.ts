import { basename } from 'node:path';
import {
  type EditRequest,
  type ExtendRequest,
  type GenerateRequest,
  type Input,
  inputKey,
} from '../../core/request.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { fitImage } from '../../media/fit-image.ts';
import { imageHeader } from '../../media/image-header.ts';
import type { Capabilities } from '../capabilities.ts';
import type { Submission } from '../provider.ts';
import { type Media, type SourceMedia, Upload } from './body.ts';
import type { Continuation } from './dialect.ts';

/** The files of a submission, and how they are read. */
export interface SentFiles extends Pick<Submission, 'inputs'> {
  read(file: string): Promise<Buffer<ArrayBuffer>>;
}

/** The images of a request, as its model needs them. The error says which can't be sent. */
export async function mediaOf(
  request: GenerateRequest,
  model: Capabilities | undefined,
  files: SentFiles,
): Promise<Result<Media, string>> {
  const references: Upload[] = [];
  for (const { name, image } of request.references) {
    const bytes = await bytesOf(image, files);
    const format = imageHeader(bytes)?.format;
    if (format === undefined) return err(`The reference image of ${name} is not a PNG, JPEG or WebP image.`);
    references.push(imageUpload(name, format, bytes));
  }
  if (request.firstFrame === undefined) return ok({ references });
  const firstFrame = await firstFrameOf(request, request.firstFrame, model, files);
  return firstFrame.ok ? ok({ firstFrame: firstFrame.value, references }) : firstFrame;
}

async function firstFrameOf(
  { size }: GenerateRequest,
  input: Input,
  model: Capabilities | undefined,
  files: SentFiles,
): Promise<Result<Upload, string>> {
  const bytes = await bytesOf(input, files);
  const own = imageHeader(bytes)?.size;
  // The plan has reported the fitting; only models that need an exact size get it.
  const wanted = model?.inputs.firstFrame === 'sized' ? size : (own ?? size);
  const fitted = await fitImage(bytes, wanted);
  return fitted.ok
    ? ok(imageUpload('first-frame', fitted.value.format, fitted.value.bytes))
    : err(`The first frame can't be sent: ${fitted.error}.`);
}

/** The footage that a request starts from: by its id at the server, or as bytes if the server accepts them. */
export async function sourceMediaOf(
  request: ExtendRequest | EditRequest,
  { source: shape }: Continuation,
  { inputs, read }: SentFiles,
): Promise<Result<SourceMedia, string>> {
  const { file, remote } = inputOf(request.source, inputs);
  if (remote !== undefined && shape !== 'video-url') return ok({ remote });
  if (shape === 'previous-job' || shape === 'video-id' || shape === 'path') {
    return err('It can continue only footage that it made itself.');
  }
  return ok(new Upload(`source-${basename(file)}`, 'video/mp4', await read(file)));
}

const imageUpload = (name: string, format: string, bytes: Uint8Array): Upload =>
  new Upload(`${name}.${format}`, `image/${format}`, new Uint8Array(bytes));

const bytesOf = (input: Input, { inputs, read }: SentFiles): Promise<Buffer<ArrayBuffer>> =>
  read(inputOf(input, inputs).file);

function inputOf(input: Input, inputs: Submission['inputs']): { file: string; remote?: string } {
  const found = inputs.get(inputKey(input));
  if (found === undefined) throw new Error('a submission comes with all its inputs');
  return found;
}
