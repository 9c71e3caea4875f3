import {
  type GenerateRequest,
  type Input,
  inputKey,
  type MediumKind,
  mediumOf,
  type Reference,
} from '../../core/request.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { fitImage } from '../../media/fit-image.ts';
import { imageHeader } from '../../media/image-header.ts';
import type { Capabilities } from '../capabilities.ts';
import type { Submission } from '../provider.ts';
import { Upload } from './upload.ts';

/** The files of a submission, and how they are read. */
export interface SentFiles extends Pick<Submission, 'inputs'> {
  read(file: string): Promise<Buffer<ArrayBuffer>>;
}

/** What a request starts from, ready to be sent. */
export interface Media {
  readonly firstFrame?: Upload;
  readonly lastFrame?: Upload;
  readonly references: readonly { readonly kind: MediumKind; readonly upload: Upload }[];
}

/** The images of a request, as its model needs them. The error says which can't be sent. */
export async function mediaOf(
  request: GenerateRequest,
  model: Capabilities | undefined,
  files: SentFiles,
): Promise<Result<Media, string>> {
  const references: Media['references'][number][] = [];
  for (const [index, one] of request.references.entries()) {
    const sent = await referenceOf(one, index + 1, files);
    if (!sent.ok) return sent;
    references.push(sent.value);
  }
  const { firstFrame, lastFrame } = request;
  const { firstFrame: first, lastFrame: last } = model?.inputs ?? {};
  const begins =
    firstFrame && (await frameOf(request, { which: 'first', fits: first, input: firstFrame }, files));
  if (begins?.ok === false) return begins;
  const ends =
    lastFrame && (await frameOf(request, { which: 'last', fits: last?.fits, input: lastFrame }, files));
  if (ends?.ok === false) return ends;
  return ok({
    ...(begins && { firstFrame: begins.value }),
    ...(ends && { lastFrame: ends.value }),
    references,
  });
}

async function referenceOf(
  reference: Reference,
  number: number,
  files: SentFiles,
): Promise<Result<Media['references'][number], string>> {
  const { kind, input } = mediumOf(reference);
  const { name = `reference-${number}` } = reference;
  const bytes = await bytesOf(input, files);
  if (kind !== 'image') {
    const upload = new Upload(name, soundAndPicture[kind], new Uint8Array(bytes));
    return ok({ kind, upload });
  }
  const format = imageHeader(bytes)?.format;
  if (format === undefined) return err(`The reference image of ${name} is not a PNG, JPEG or WebP image.`);
  return ok({ kind, upload: imageUpload(name, format, bytes) });
}

const soundAndPicture = { video: 'video/mp4', audio: 'audio/wav' } as const;

async function frameOf(
  { size }: GenerateRequest,
  {
    which,
    fits,
    input,
  }: {
    readonly which: 'first' | 'last';
    readonly fits: Capabilities['inputs']['firstFrame'] | undefined;
    readonly input: Input;
  },
  files: SentFiles,
): Promise<Result<Upload, string>> {
  const bytes = await bytesOf(input, files);
  const own = imageHeader(bytes)?.size;
  // The plan has reported the fitting; only models that need an exact size get it.
  const wanted = fits === 'sized' ? size : (own ?? size);
  const fitted = await fitImage(bytes, wanted);
  return fitted.ok
    ? ok(imageUpload(`${which}-frame`, fitted.value.format, fitted.value.bytes))
    : err(`The ${which} frame can't be sent: ${fitted.error}.`);
}

const imageUpload = (name: string, format: string, bytes: Uint8Array): Upload =>
  new Upload(`${name}.${format}`, `image/${format}`, new Uint8Array(bytes));

const bytesOf = (input: Input, { inputs, read }: SentFiles): Promise<Buffer<ArrayBuffer>> =>
  read(inputOf(input, inputs).file);

export function inputOf(input: Input, inputs: Submission['inputs']): { file: string; remote?: string } {
  const found = inputs.get(inputKey(input));
  if (found === undefined) throw new Error('a submission comes with all its inputs');
  return found;
}
