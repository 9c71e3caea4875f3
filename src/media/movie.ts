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
 * other files that point elsewhere are not. Throws where the bytes are damaged or end before they should.
 */
export async function readMovie(file: string): Promise<Movie | undefined> {
  const media = await import('mediabunny');
  // It would warn of codecs that it cannot decode: ffmpeg decodes here.
  media.Logging.level = media.LogLevel.Silent;
  const { MP4, QTFF, MATROSKA, WEBM, MP3, WAVE, OGG, FLAC, ADTS } = media;
  const input = new media.Input({
    source: new media.FilePathSource(file),
    formats: [MP4, QTFF, MATROSKA, WEBM, MP3, WAVE, OGG, FLAC, ADTS],
  });
  /** A file that was cut short has an index that speaks of more than there is. */
  const lastOf = async (track: InputTrack): Promise<EncodedPacket | null> => {
    const sink = new media.EncodedPacketSink(track);
    const said = await sink.getPacket(Number.POSITIVE_INFINITY, { metadataOnly: true });
    const last = said && (await sink.getPacket(said.timestamp));
    if (said && !last) throw new Error('it ends too early');
    return last;
  };
  try {
    if (!(await input.canRead())) return undefined;
    const video = await input.getPrimaryVideoTrack();
    const audio = await input.getPrimaryAudioTrack();
    const lastFrame = video && (await lastOf(video));
    const lastSound = audio && (await lastOf(audio));
    const { comment } = await input.getMetadataTags();
    return {
      ...(video && lastFrame ? { picture: await readPicture(input, video, lastFrame) } : {}),
      ...(audio && lastSound ? { sound: { seconds: await audio.computeDuration() } } : {}),
      ...(comment === undefined ? {} : { comment }),
    };
  } finally {
    input.dispose();
  }
}

async function readPicture(
  input: Input,
  track: InputVideoTrack,
  last: EncodedPacket,
): Promise<NonNullable<Movie['picture']>> {
  const first = await track.getFirstTimestamp();
  // Elsewhere than in an MP4, counting all packets means reading the whole file.
  const indexed = /mp4|quicktime/.test(await input.getMimeType());
  const stats = await track.computePacketStats(indexed ? undefined : 100, { metadataOnly: true });
  return {
    width: await track.getDisplayWidth(),
    height: await track.getDisplayHeight(),
    fps: Math.round(stats.averagePacketRate * 1000) / 1000,
    seconds: (await track.computeDuration()) - Math.max(0, first),
    // Frames before the file's time 0 are there to be decoded, not shown.
    ...(indexed && first >= 0 ? { frames: stats.packetCount } : {}),
    last: { at: last.timestamp - (await input.getFirstTimestamp()), seconds: last.duration },
  };
}
