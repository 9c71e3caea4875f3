import type { Size } from '../core/frames.ts';
import { rareCoding, rareSound } from './codings.ts';
import { type Movie, toMs } from './movie.ts';
import { aacConfig, isSurround, readEntry } from './mp4/read-entries.ts';
import { type PlainMp4, type PlainTrack, readPlainMp4 } from './mp4/read-index.ts';
import { isShown } from './mp4/read-samples.ts';
import { type OpenFile, withFile } from './open-file.ts';
import { pipedWav } from './piped-wav.ts';
import { plainAvc } from './plain-avc.ts';

/**
 * Reads a container's index. Undefined if it is not a container we support, whatever its name says; playlists and other files
 * that refer to further files are not supported. Throws if the bytes are damaged or truncated.
 */
export const readMovie = (file: string): Promise<Movie | undefined> => withFile(file, movieOf);

/** The same for a file that is already open. */
export async function movieOf(file: OpenFile): Promise<Movie | undefined> {
  const plain = pipedWav(file) ?? (await readPlainMp4(file, plainMovie));
  if (plain) return plain;
  const { readAnyMovie } = await import('./any-container.ts');
  return readAnyMovie(file.path);
}

/** Undefined if pixels aren't square, or if there is neither picture nor sound. */
export function plainMovie({ picture, sound, comment }: PlainMp4): Movie | undefined {
  const seen = picture && { ...picture, ...(plainAvc(picture) ?? readEntry(picture.description)) };
  if (!(seen || sound) || seen?.square === false) return undefined;
  const firstSeen = picture?.times.find(isShown);
  if (picture && firstSeen === undefined) return undefined;
  const begin = Math.min(firstSeen ?? Number.POSITIVE_INFINITY, sound?.times[0] ?? Number.POSITIVE_INFINITY);
  return {
    ...(seen && { picture: pictureOf(seen, begin) }),
    ...(sound && {
      sound: {
        seconds: endOf(sound),
        ...(picture && { after: toMs(endOf(sound) - endOf(picture)) }),
        ...((isSurround(sound.coding, sound.description) || (sound.beside?.length ?? 0) > 1) && {
          surround: true as const,
        }),
        ...rareSound(sound.coding, aacConfig(sound.coding, sound.description)),
      },
    }),
    ...(comment !== undefined && { comment }),
  };
}

/** `begin` is when the file's first track begins, in seconds. */
function pictureOf(
  track: PlainTrack & { readonly size: Size },
  begin: number,
): NonNullable<Movie['picture']> {
  const { times, last, lastSeconds, size } = track;
  const shown = times.filter(isShown);
  const first = shown.reduce((least, time) => Math.min(least, time), Number.POSITIVE_INFINITY);
  const rate = shown.length / (endOf(track) - first);
  return {
    ...size,
    fps: Math.round(rate * 1000) / 1000,
    seconds: endOf(track) - Math.max(0, first),
    frames: shown.length,
    ...rareCoding(track.coding),
    last: { at: (times[last] ?? 0) - begin, seconds: lastSeconds },
  };
}

/** Seconds of file time, exact to the track's unit. */
const endOf = ({ times, last, lastSeconds, timescale }: PlainTrack): number =>
  Math.round(((times[last] ?? 0) + lastSeconds) * timescale) / timescale;
