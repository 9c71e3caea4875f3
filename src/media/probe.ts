import type { Diagnostic } from '../core/diagnostic.ts';
import type { MediaFacts, SourceTimecode } from '../core/footage.ts';
import { err, ok, type Result } from '../core/result.ts';
import { say, says } from '../core/sentence.ts';
import { askFfmpeg, undecodable } from './ask-ffmpeg.ts';
import { isEncrypted, isInOwnColours } from './codings.ts';
import { isCutShort } from './cut-short.ts';
import { isAnimatedPng } from './file-starts.ts';
import { readHeif } from './heif/read-heif.ts';
import { type ImageHeader, imageHeader } from './image-header.ts';
import { isJoined } from './joined/is-joined.ts';
import { isJpegRow } from './joined/jpeg-row.ts';
import { type Movie, toMs } from './movie.ts';
import { oddityOf } from './mp4/read-index.ts';
import { developed, isTarga, type OddFile, oddFile, refusedKind } from './odd-files.ts';
import { isOld } from './old-ffmpeg.ts';
import { type OpenFile, withFile } from './open-file.ts';
import { inHighRange, photoFacts } from './photo-facts.ts';
import { damaged, imageFacts, mostImageBytes, type ProbeProblem, unsupported } from './probed.ts';
import { type Animation, readAnimation } from './read-animation.ts';
import { movieOf } from './read-movie.ts';
import { soundInput } from './sound-input.ts';
import { timecodeOf } from './source-timecode.ts';
import { strangeJpeg } from './strange-jpeg.ts';
import { strangePng } from './strange-png.ts';
import { strangeTiff, tiffTurn } from './tiff.ts';
import type { FindTools } from './tools.ts';

const kinds =
  'Use mp4, mov, webm or mkv footage, mp3, wav, flac, ogg or aac sound, or a png, jpeg or webp image.';

/** Determines what kind of media a file is from its content, not from its name. */
export async function probe(path: string, tools?: FindTools): Promise<Result<MediaFacts, ProbeProblem>> {
  try {
    return await withFile(path, (file) => look(file, tools));
  } catch (error) {
    return err({
      code: 'media-unreadable',
      ...says(say`${{ file: path }} can't be read: ${{ cause: reasonOf(error) }}`),
    });
  }
}

async function look(file: OpenFile, tools: FindTools | undefined): Promise<Result<MediaFacts, ProbeProblem>> {
  if (file.size === 0) return damaged('it is empty');
  if (imageHeader(file.head) && !(tools && (isAnimatedPng(file.head) || (await isJpegRow(file))))) {
    const bytes = file.size > mostImageBytes ? file.head : await file.read(0, file.size);
    const animation = readAnimation(bytes);
    if (animation) return await animationFacts(file, bytes, animation);
    const strange = strangeJpeg(bytes);
    if (strange !== undefined) return notUsed(strange, exported);
    const image = imageHeader(bytes);
    if (image) return stillFacts(image, bytes);
  }
  const refused = refusedKind(file.head);
  if (refused) return notUsed(refused.name, refused.help);
  const odd = tools && (await oddFile(file));
  const tiff = tools && (await strangeTiff(file));
  const oddity = tools && (await oddityOf(file));
  if (oddity === 'nothing') return damaged('its edit list shows nothing of what is in it');
  if (oddity === 'speeds')
    return unsupported(
      say`The file shows parts of its film faster or slower than they are stored, and no ffmpeg heeds that.`,
      'Open it in a player or editor that does, and export it as MP4.',
    );
  if (tiff) return notUsed(tiff.name, tiff.raw ? developed : exported);
  try {
    const photo = odd?.photo && (await readHeif(file));
    if (photo && tools) return await photoFacts(photo, odd.name, file, tools);
    if (tools && (await isJoined(file)))
      return unsupported(
        say`The file is several recordings, one after the other, of which programs play the first alone.`,
        'Give each as a file of its own, or join them in an editor.',
      );
    if (await isCutShort(file)) return damaged('it ends too early');
    if (odd && !odd.known) return await oddFacts(file, odd, tools);
    const movie = await movieOf(file);
    if (!movie && (await isTarga(file))) return notUsed('a TGA picture', exported);
    const refusal = movie && tools && (await refusalOf(file, movie, tools));
    if (refusal) return refusal;
    const facts = factsOf(movie, await timecodeOf(file, movie));
    return odd && facts.ok && facts.value.kind === 'video' ? ok({ ...facts.value, odd: true }) : facts;
  } catch (error) {
    const reason = reasonOf(error);
    // What a reader says of its own surprise says nothing to people.
    return damaged(
      /^Assertion failed|internal error|^$/.test(reason) ? 'its contents make no sense' : reason,
    );
  }
}

function stillFacts(image: ImageHeader, bytes: Buffer): Result<MediaFacts, ProbeProblem> {
  const facts = imageFacts(image);
  const fault = facts.ok ? strangePng(bytes) : undefined;
  if (fault === undefined) return facts;
  return fault === 'damaged' ? damaged('one of its checksums is wrong') : inHighRange('a PNG');
}

const exported = 'Export it as a JPEG or PNG.';

const notUsed = (kind: string, help: string): Result<never, ProbeProblem> =>
  unsupported(
    say`The file is ${{ text: kind, params: { kind } }}, not footage, sound or an image in a supported format.`,
    help,
  );

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

async function animationFacts(
  file: OpenFile,
  bytes: Buffer,
  { size, seconds, pictures }: Animation,
): Promise<Result<MediaFacts, ProbeProblem>> {
  if (await isCutShort(file)) return damaged('it ends too early');
  const { isWholeAnimation } = await import('./drawing/animation.ts');
  if (!(await isWholeAnimation(bytes))) return damaged('not all of its pictures can be decoded');
  return ok({
    ...{ kind: 'video', size, seconds, odd: true, hasAudio: false },
    fps: Math.round((pictures / seconds) * 1000) / 1000,
  });
}

/** What would be found only while the film is cut. */
async function refusalOf(
  { path }: OpenFile,
  { picture, sound }: Movie,
  find: FindTools,
): Promise<Result<never, Diagnostic | ProbeProblem> | undefined> {
  if (picture?.rare === undefined && sound?.rare === undefined) return undefined;
  if (isEncrypted(picture?.rare) || isEncrypted(sound?.rare))
    return unsupported(
      say`The file is encrypted: only the players that its seller allows can show it.`,
      'Get a copy without protection (DRM).',
    );
  if (isInOwnColours(picture?.rare))
    return unsupported(
      say`The file is in Dolby Vision with colours of its own (profile 5), which no ffmpeg shows rightly.`,
      'Export it in HDR10, in HLG or in ordinary colours.',
    );
  const tools = await find();
  if (!tools.ok) return tools;
  const version = { version: tools.value.ffmpeg.version };
  const seen = picture?.rare === undefined ? undefined : await undecodable(tools.value, path, '0:V:0');
  if (picture?.rare !== undefined && seen !== undefined)
    return unsupported(
      say`The file's pictures are coded as ${{ kind: picture.rare }}, which ffmpeg ${version} can't read: ${{ cause: seen }}.`,
      'Export it as MP4, or set FFMPEG_PATH to a newer ffmpeg.',
    );
  if (sound?.rare === undefined) return undefined;
  const heard = await undecodable(tools.value, path, `0:a:${(await soundInput(path)).track}`);
  if (heard === undefined) return undefined;
  return unsupported(
    say`The file's sound is coded as ${{ kind: sound.rare }}, which ffmpeg ${version} can't read: ${{ cause: heard }}.`,
    'Export its sound as AAC or plain PCM, or set FFMPEG_PATH to a newer ffmpeg.',
  );
}

/** What the ffmpeg at hand says about it. */
async function oddFacts(
  file: OpenFile,
  odd: OddFile,
  find: FindTools,
): Promise<Result<MediaFacts, ProbeProblem>> {
  const tools = await find();
  if (!tools.ok) return tools;
  const asked =
    isOld(tools.value) && odd.edited ? 'it is too old' : await askFfmpeg(tools.value, file.path, odd);
  if (typeof asked === 'string') {
    const { version } = tools.value.ffmpeg;
    const usual = odd.holds === 'image' ? 'a JPEG or PNG' : 'MP4, or as WAV if it is sound';
    return unsupported(
      say`The file is ${{ kind: odd.name }}, which ffmpeg ${{ version }} can't read: ${{ cause: asked }}.`,
      `Export it as ${usual}, or set FFMPEG_PATH to a newer ffmpeg.`,
    );
  }
  const { movie, single } = asked;
  const { picture, ...heard } = movie;
  // A single picture beside sound is its cover.
  if (!picture || (single && heard.sound)) return factsOf(heard);
  if (odd.holds === 'recording' && !single) {
    const facts = factsOf(movie, await timecodeOf(file, movie));
    return facts.ok && facts.value.kind === 'video' ? ok({ ...facts.value, odd: true }) : facts;
  }
  const { width, height } = picture;
  const turned = odd.format === 'tiff_pipe' && ((await tiffTurn(file)) ?? 1) > 4;
  const image = imageFacts({
    format: 'png',
    size: turned ? { width: height, height: width } : { width, height },
  });
  return image.ok && image.value.kind === 'image' ? ok({ ...image.value, odd: true }) : image;
}

/** Recorders end pictures and sound within this time of each other. Seconds. */
const together = 0.5;

function factsOf(movie: Movie | undefined, timecode?: SourceTimecode): Result<MediaFacts, ProbeProblem> {
  if (!movie) {
    const message = 'The file is not footage, sound or an image in a supported format.';
    return err({ code: 'media-unsupported', message, help: kinds });
  }
  const surround = movie.sound?.surround && { surround: true as const };
  if (movie.picture) {
    const { width, height, seconds, fps, frames } = movie.picture;
    const counted = frames === undefined ? {} : { frames };
    const after = movie.sound?.after ?? 0;
    return ok({
      kind: 'video',
      size: { width, height },
      seconds,
      fps,
      ...counted,
      ...(timecode && { timecode }),
      hasAudio: Boolean(movie.sound),
      ...(after > together && { soundAfter: toMs(after) }),
      ...surround,
    });
  }
  if (movie.sound) return ok({ kind: 'audio', seconds: movie.sound.seconds, ...surround });
  return damaged('it has no complete picture or sound');
}
