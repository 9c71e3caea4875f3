import type { Diagnostic } from '../core/diagnostic.ts';
import type { MediaFacts } from '../core/footage.ts';
import { ok, type Result } from '../core/result.ts';
import { say } from '../core/sentence.ts';
import { undecodableBytes } from './ask-ffmpeg.ts';
import { type Heif, isHighRange, type StrangeHeif, shownSize } from './heif/read-heif.ts';
import { firstTile, streamOf } from './heif/write-tiles.ts';
import type { OpenFile } from './open-file.ts';
import { imageFacts, type ProbeProblem, unsupported } from './probed.ts';
import type { FindTools } from './tools.ts';

const exported = 'Export it as a JPEG or PNG.';

export const inHighRange = (kind: string): Result<never, ProbeProblem> =>
  unsupported(
    say`The file is ${{ kind }} in high dynamic range, which no model and no ordinary screen shows.`,
    exported,
  );

/** Of a photo in HEIC or AVIF; `name`: by its first bytes. */
export async function photoFacts(
  photo: Heif | StrangeHeif,
  name: string,
  file: OpenFile,
  find: FindTools,
): Promise<Result<MediaFacts, Diagnostic | ProbeProblem>> {
  if ('made' in photo)
    return unsupported(
      say`The file is ${{ kind: name }} whose picture is made in a way that is not read here (${{ made: photo.made }}).`,
      exported,
    );
  if (isHighRange(photo)) return inHighRange(photo.name);
  const refusal = photo.picture.coding === 'av1' ? await refusalOf(photo, file, find) : undefined;
  if (refusal) return refusal;
  const image = imageFacts({ format: 'png', size: shownSize(photo) });
  return image.ok ? ok({ ...image.value, odd: true }) : image;
}

/** Each ffmpeg since 2018 decodes HEVC, but not AV1. */
async function refusalOf(
  { name, picture }: Heif,
  file: OpenFile,
  find: FindTools,
): Promise<Result<never, Diagnostic | ProbeProblem> | undefined> {
  const tools = await find();
  if (!tools.ok) return tools;
  const tile = await firstTile(picture, file);
  const cause = await undecodableBytes(tools.value, streamOf[picture.coding], tile);
  if (cause === undefined) return undefined;
  const { version } = tools.value.ffmpeg;
  return unsupported(
    say`The file is ${{ kind: name }}, which ffmpeg ${{ version }} can't read: ${{ cause }}.`,
    'Export it as a JPEG or PNG, or set FFMPEG_PATH to a newer ffmpeg.',
  );
}
