import {
  ADTS,
  type EncodedPacket,
  EncodedPacketSink,
  FilePathSource,
  FLAC,
  Input,
  type InputAudioTrack,
  type InputFormat,
  type InputTrack,
  type InputVideoTrack,
  Logging,
  LogLevel,
  MATROSKA,
  MP3,
  MP4,
  OGG,
  QTFF,
  WAVE,
  WEBM,
} from 'mediabunny';
import { type Chosen, chosenIn, interlacedIn, shownSize, turnOf } from './any-track.ts';
import { rareCoding, rareSound } from './codings.ts';
import { aheadOf, type FootageEnd, type FootageFacts } from './footage-facts.ts';
import { measuredRate } from './measured-rate.ts';
import { type Movie, toMs } from './movie.ts';
import { coversBefore, pauseBefore, soundsBeside } from './mp4/read-index.ts';
import { withFile } from './open-file.ts';

// It would warn about codecs that it can't decode, but ffmpeg does the decoding.
Logging.level = LogLevel.Silent;

const films = [MP4, QTFF, MATROSKA, WEBM];
// Those that are found by bytes anywhere in a file come last.
const sounds = [...films, WAVE, OGG, FLAC, MP3, ADTS];

/**
 * What a container of any kind says about its footage, however unusual: enough to encode it, not to copy it. Undefined if
 * there is no footage, or the kind is unknown. Throws what the reader throws on damaged bytes.
 */
export const readAnyFootage = (file: string): Promise<FootageFacts | undefined> =>
  reading(file, films, async (input) => factsOf(await chosenIn(input), file));

async function factsOf(
  { picture: track, sound, numbers }: Chosen,
  file: string,
): Promise<FootageFacts | undefined> {
  if (track === null) return undefined;
  const { matrix, transfer, fullRange } = await track.getColorSpace();
  // TypeScript's own list of transfer functions lacks these two.
  const highRange = (['hlg', 'pq'] as const).find((range) => range === (transfer as string | null));
  const { covers, beside, pause } = await withFile(file, async (open) => ({
    ...{ covers: await coversBefore(open), ...(await soundsBeside(open)) },
    pause: await pauseBefore(open, numbers.picture),
  }));
  const start = await beginOf(track);
  return {
    size: await shownSize(track),
    ...{ start, ...aheadOf(start, pause) },
    tracks: { ...numbers, picture: numbers.picture + covers, ...(beside && { beside }) },
    hasSound: sound !== null,
    ...((beside?.length ?? 0) > 1 ? { surround: true as const } : await surroundOf(sound)),
    matrix: matrix ?? undefined,
    ...(fullRange === true && { fullRange }),
    ...(await turnOf(track)),
    ...(await interlacedIn(track)),
    ...(highRange && { highRange }),
  };
}

/** When its first picture is shown. Those before the file's time 0 are decoded but not shown. */
async function beginOf(track: InputVideoTrack): Promise<number> {
  const first = await track.getFirstTimestamp();
  if (first >= 0) return first;
  const sink = new EncodedPacketSink(track);
  let least = Number.POSITIVE_INFINITY;
  for await (const { timestamp } of sink.packets(undefined, undefined, { metadataOnly: true })) {
    if (timestamp >= 0) least = Math.min(least, timestamp);
    // Pictures are decoded no longer than this before those that are shown earlier.
    if (timestamp > least + 1) break;
  }
  return Number.isFinite(least) ? least : 0;
}

/** The same, and how its film ends. */
export const readAnyEnd = (file: string): Promise<FootageEnd | undefined> =>
  reading(file, films, async (input) => {
    const chosen = await chosenIn(input);
    const facts = await factsOf(chosen, file);
    const last = chosen.picture && (await lastOf(chosen.picture));
    return facts && last ? { facts, last: await endBy(last, input) } : undefined;
  });

/** Counted from when the file's first track begins. */
const endBy = async (last: EncodedPacket, input: Input): Promise<FootageEnd['last']> => ({
  at: last.timestamp - (await input.getFirstTimestamp()),
  seconds: last.duration,
});

/** Which of its tracks of sound is heard, counted from 0. */
export const heardInAny = async (file: string): Promise<number> =>
  (await reading(file, sounds, async (input) => (await chosenIn(input)).numbers.sound)) ?? 0;

/** What a container of any kind says about itself. Undefined and throws: as above. */
export const readAnyMovie = (file: string): Promise<Movie | undefined> =>
  reading(file, sounds, async (input) => {
    const { picture: video, sound: audio } = await chosenIn(input);
    const lastFrame = video && (await lastOf(video));
    const lastSound = audio && (await lastOf(audio));
    const { comment, raw } = await input.getMetadataTags();
    const timecode = raw?.TIMECODE;
    return {
      ...(video && lastFrame ? { picture: await readPicture(input, video, lastFrame) } : {}),
      ...(audio && lastSound
        ? {
            sound: {
              ...(await lengthOf(audio, lastFrame)),
              ...(await surroundOf(audio)),
              ...rareSound(await codeOf(audio)),
            },
          }
        : {}),
      ...(typeof timecode === 'string' && { timecode }),
      ...(comment === undefined ? {} : { comment }),
    };
  });

async function lengthOf(
  sound: InputAudioTrack,
  lastFrame: EncodedPacket | null,
): Promise<{ readonly seconds: number; readonly after?: number }> {
  const seconds = await sound.computeDuration();
  return { seconds, ...(lastFrame && { after: toMs(seconds - lastFrame.timestamp - lastFrame.duration) }) };
}

const surroundOf = async (track: InputAudioTrack | null): Promise<{ readonly surround?: true }> =>
  track && (await track.getNumberOfChannels()) > 2 ? { surround: true } : {};

async function reading<T>(
  file: string,
  formats: InputFormat[],
  read: (input: Input) => Promise<T | undefined>,
): Promise<T | undefined> {
  const input = new Input({ source: new FilePathSource(file), formats });
  try {
    return (await input.canRead()) ? await read(input) : undefined;
  } finally {
    input.dispose();
  }
}

/** As the container has it where the reader knows no name for it. */
async function codeOf(track: InputTrack): Promise<string | undefined> {
  const code = (await track.getInternalCodecId()) ?? (await track.getCodec());
  return typeof code === 'string' ? code : undefined;
}

/**
 * The index of a truncated file refers to more than there is. Screen recorders don't say how long the last picture is shown,
 * nor how many there are in a second: as long as the one before it.
 */
async function lastOf(track: InputTrack): Promise<EncodedPacket | null> {
  const sink = new EncodedPacketSink(track);
  const said = await sink.getPacket(Number.POSITIVE_INFINITY, { metadataOnly: true });
  const last = said && (await sink.getPacket(said.timestamp));
  if (said && !last) throw new Error('it ends too early');
  if (!last || last.duration > 0 || !track.isVideoTrack()) return last;
  const before = await sink.getPacket(last.timestamp - 1e-6, { metadataOnly: true });
  const shown = before && before.timestamp < last.timestamp ? last.timestamp - before.timestamp : 0;
  return last.clone({ duration: shown });
}

async function readPicture(
  input: Input,
  track: InputVideoTrack,
  last: EncodedPacket,
): Promise<NonNullable<Movie['picture']>> {
  const first = await track.getFirstTimestamp();
  const unit = await track.getTimeResolution();
  // In containers other than MP4, counting all packets means reading the whole file.
  const indexed = /mp4|quicktime/.test(await input.getMimeType());
  const stats = await track.computePacketStats(indexed ? undefined : 100, { metadataOnly: true });
  return {
    ...(await shownSize(track)),
    fps: indexed
      ? Math.round(stats.averagePacketRate * 1000) / 1000
      : measuredRate(stats.averagePacketRate, stats.packetCount),
    seconds: Math.round((last.timestamp + last.duration) * unit) / unit - (await beginOf(track)),
    // Frames before the file's time 0 are decoded but not shown.
    ...(indexed && first >= 0 ? { frames: stats.packetCount } : {}),
    ...rareCoding(await codeOf(track)),
    last: await endBy(last, input),
  };
}
