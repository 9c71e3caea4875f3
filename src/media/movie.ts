import type { EncodedPacket, Input, InputTrack, InputVideoTrack } from 'mediabunny';

/** What the index of a film or sound file says, read without decoding. */
export interface Movie {
  readonly picture?: {
    readonly width: number;
    readonly height: number;
    readonly fps: number;
    /** Seconds from its first frame to the end of its last. */
    readonly seconds: number;
    readonly frames?: number;
    /** Where its last frame begins, in seconds from the file's start, and how long it is shown. */
    readonly last: { readonly at: number; readonly seconds: number };
  };
  readonly sound?: { readonly seconds: number };
  /** What whoever made it wrote into its comment. */
  readonly comment?: string;
}

/**
 * Reads a container's index. Undefined: not a container of ours, whatever its name says; playlists and
 * other files that point elsewhere are not. Throws what the reader throws on damaged bytes.
 */
export async function readMovie(file: string): Promise<Movie | undefined> {
  const media = await import('mediabunny');
  const { MP4, QTFF, MATROSKA, WEBM, MP3, WAVE, OGG, FLAC, ADTS } = media;
  const input = new media.Input({
    source: new media.FilePathSource(file),
    formats: [MP4, QTFF, MATROSKA, WEBM, MP3, WAVE, OGG, FLAC, ADTS],
  });
  try {
    if (!(await input.canRead())) return undefined;
    const video = await input.getPrimaryVideoTrack();
    const audio = await input.getPrimaryAudioTrack();
    const lastOf = (track: InputTrack) =>
      new media.EncodedPacketSink(track).getPacket(Number.POSITIVE_INFINITY);
    const picture = video ? await readPicture(input, video, await lastOf(video)) : undefined;
    const sound = audio ? await readSound(audio, await lastOf(audio)) : undefined;
    const { comment } = await input.getMetadataTags();
    return {
      ...(picture ? { picture } : {}),
      ...(sound ? { sound } : {}),
      ...(comment === undefined ? {} : { comment }),
    };
  } finally {
    input.dispose();
  }
}

async function readPicture(input: Input, track: InputVideoTrack, last: EncodedPacket | null) {
  const from = Math.max(0, await track.getFirstTimestamp());
  const end = await track.computeDuration();
  if (!last || last.byteLength === 0 || end <= from) return undefined;
  const indexed =
    track.internalCodecId !== null && (await input.getMimeType()).match(/mp4|quicktime/) !== null;
  // Elsewhere than in an MP4, counting all packets means reading the whole file.
  const stats = await track.computePacketStats(indexed ? undefined : 100, { metadataOnly: true });
  return {
    width: await track.getDisplayWidth(),
    height: await track.getDisplayHeight(),
    fps: Math.round(stats.averagePacketRate * 1000) / 1000,
    seconds: end - from,
    ...(indexed && (await track.getFirstTimestamp()) >= 0 ? { frames: stats.packetCount } : {}),
    last: { at: last.timestamp - (await input.getFirstTimestamp()), seconds: last.duration },
  };
}

async function readSound(track: InputTrack, last: EncodedPacket | null) {
  return last && last.byteLength > 0 ? { seconds: await track.computeDuration() } : undefined;
}
