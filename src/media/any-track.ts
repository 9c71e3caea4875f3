import type { Input, InputAudioTrack, InputTrack, InputVideoTrack } from 'mediabunny';
import type { Size } from '../core/frames.ts';
import { readAvcC } from './avc/parameter-sets.ts';
import { readSequence, type SequenceFacts } from './avc/sequence.ts';
import type { FootageFacts, PictureTurn } from './footage-facts.ts';

/** The tracks of a file that are shown and heard, and their numbers among those of their kind. */
export interface Chosen {
  readonly picture: InputVideoTrack | null;
  readonly sound: InputAudioTrack | null;
  readonly numbers: FootageFacts['tracks'];
}

/** Those that the file marks as default, or the first ones. A cover, which is a single picture, is no film. */
export async function chosenIn(input: Input): Promise<Chosen> {
  const pictures = await input.getVideoTracks();
  const films: InputVideoTrack[] = [];
  for (const track of pictures) if (pictures.length === 1 || !(await isCover(track))) films.push(track);
  const sounds = await input.getAudioTracks();
  const picture = (await preferred(films)) ?? pictures[0] ?? null;
  const sound = await preferred(sounds);
  const numberIn = (tracks: readonly InputTrack[], track: InputTrack | null): number =>
    track === null ? 0 : tracks.indexOf(track);
  return {
    picture,
    sound,
    numbers: { picture: numberIn(pictures, picture), sound: numberIn(sounds, sound) },
  };
}

async function preferred<T extends InputTrack>(tracks: readonly T[]): Promise<T | null> {
  for (const track of tracks) if ((await track.getDisposition()).default) return track;
  return tracks[0] ?? null;
}

const isCover = async (track: InputVideoTrack): Promise<boolean> =>
  (await track.computePacketStats(2, { metadataOnly: true })).packetCount < 2;

/** With square pixels, and turned. Some containers leave the shape of pixels to the stream. */
export async function shownSize(track: InputVideoTrack): Promise<Size> {
  const size = { width: await track.getDisplayWidth(), height: await track.getDisplayHeight() };
  const { num, den } = await track.getPixelAspectRatio();
  const pixel = num === den ? ((await streamOf(track))?.pixel ?? 1) : 1;
  if (pixel === 1) return size;
  const onItsSide = (await track.getRotation()) % 180 !== 0;
  return onItsSide
    ? { ...size, height: Math.round(size.height * pixel) }
    : { ...size, width: Math.round(size.width * pixel) };
}

export async function turnOf(track: InputVideoTrack): Promise<{ readonly turn?: PictureTurn }> {
  const degrees = await track.getRotation();
  const mirrored = await track.getFlip();
  return degrees === 0 && !mirrored ? {} : { turn: { degrees, mirrored } };
}

/** Codecs that know no fields. */
const progressive: ReadonlySet<string | null> = new Set(['vp8', 'vp9', 'av1', 'hevc']);

/** No camera has fields of fewer pixels on a side, and no ffmpeg makes whole pictures of them. */
export const leastOfFields = 8;

export async function interlacedIn(track: InputVideoTrack): Promise<{ readonly interlaced?: true }> {
  const isTiny = Math.min(await track.getCodedWidth(), await track.getCodedHeight()) < leastOfFields;
  if (isTiny || progressive.has(await track.getCodec()) || (await streamOf(track))?.progressive) return {};
  return { interlaced: true };
}

/** The header of a track of H.264. */
async function streamOf(track: InputVideoTrack): Promise<SequenceFacts | undefined> {
  if ((await track.getCodec()) !== 'avc') return undefined;
  const description = (await track.getDecoderConfig())?.description;
  if (!(description instanceof Uint8Array)) return undefined;
  const [sequence] = readAvcC(description)?.sequence.values() ?? [];
  return sequence && readSequence(sequence);
}
