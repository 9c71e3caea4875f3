import { open as openFile } from 'node:fs/promises';
import type { EncodedPacketSink, Input, InputTrack } from 'mediabunny';
import type { Size } from '../core/frames.ts';

/** What stitching must know of a piece of footage, read from its index without decoding. */
export interface FootageFacts {
  /** As shown: square pixels, turned the way it is meant. */
  readonly size: Size;
  /** Seconds from the file's time 0 to the first frame that is shown. */
  readonly start: number;
  readonly hasSound: boolean;
  /** How its colours are coded, as it says itself: `bt709` is HD television's way. */
  readonly matrix: string | undefined;
  /** Present where its picture is H.264 in plain pixels: no rotation, no stretched ones, no high dynamic range. */
  readonly avc?: AvcPackets;
}

/** A track's samples, in decode order. */
interface Packets {
  /** Seconds of file time at which each is shown. */
  readonly times: Float64Array;
  readonly sizes: Uint32Array;
  /** 1 where the index says that decoding can begin. */
  readonly keys: Uint8Array;
}

export interface AvcPackets extends Packets {
  /** The avcC box's content. */
  readonly avcC: Uint8Array;
}

/** An AAC track as an encoder left it. */
export interface AacPackets {
  readonly config: Uint8Array;
  readonly channels: number;
  readonly rate: number;
  /** Samples at its beginning that are not to be heard. */
  readonly priming: number;
  readonly sizes: Uint32Array;
}

/** Undefined: no footage, or of no container that is known. Throws what the reader throws on damaged bytes. */
export async function readFootage(file: string): Promise<FootageFacts | undefined> {
  return opened(file, async (input) => {
    const track = await input.getPrimaryVideoTrack();
    if (track === null) return undefined;
    const config = await track.getDecoderConfig();
    const colour = config?.colorSpace;
    const size = { width: await track.getDisplayWidth(), height: await track.getDisplayHeight() };
    const { num, den } = await track.getPixelAspectRatio();
    const plain =
      (await track.getRotation()) === 0 &&
      num === den &&
      colour?.fullRange !== true &&
      colour?.transfer !== 'pq' &&
      colour?.transfer !== 'hlg';
    const avcC = (await track.getCodec()) === 'avc' && plain ? config?.description : undefined;
    const avc = avcC && { ...(await readPackets(track)), avcC: bytesOf(avcC) };
    return {
      size,
      start: avc ? firstShown(avc.times) : Math.max(0, await track.getFirstTimestamp()),
      hasSound: (await input.getPrimaryAudioTrack()) !== null,
      matrix: colour?.matrix ?? undefined,
      ...(avc && { avc }),
    };
  });
}

/** `count` samples of the picture from the one at `index` in decode order. */
export async function* pictureSamples(
  file: string,
  packets: AvcPackets,
  index: number,
  count: number,
): AsyncGenerator<Uint8Array> {
  const { input, sink } = await openTrack(file, 'picture');
  try {
    // A hair later than its time, since times are fractions.
    let packet = await sink.getPacket((packets.times[index] ?? 0) + 1e-6);
    for (let left = count; packet !== null && left > 0; left--) {
      yield packet.data;
      packet = left > 1 ? await sink.getNextPacket(packet) : null;
    }
  } finally {
    input.dispose();
  }
}

export async function readSound(file: string): Promise<AacPackets | undefined> {
  return opened(file, async (input) => {
    const track = await input.getPrimaryAudioTrack();
    const config = await track?.getDecoderConfig();
    if (!track || !config?.description) return undefined;
    const { times, sizes } = await readPackets(track);
    return {
      config: bytesOf(config.description),
      channels: config.numberOfChannels,
      rate: config.sampleRate,
      priming: Math.round(-(times[0] ?? 0) * config.sampleRate),
      sizes,
    };
  });
}

/** `count` samples of the sound from the one at `index`. */
export async function* soundSamples(file: string, index: number, count: number): AsyncGenerator<Uint8Array> {
  const { input, sink } = await openTrack(file, 'sound');
  try {
    let at = 0;
    for (let packet = await sink.getFirstPacket(); packet; packet = await sink.getNextPacket(packet)) {
      if (at >= index + count) return;
      if (at >= index) yield packet.data;
      at++;
    }
  } finally {
    input.dispose();
  }
}

async function readPackets(track: InputTrack): Promise<Packets> {
  const { EncodedPacketSink } = await import('mediabunny');
  const sink = new EncodedPacketSink(track);
  const look = { metadataOnly: true };
  const times: number[] = [];
  const sizes: number[] = [];
  const keys: number[] = [];
  for (
    let packet = await sink.getFirstPacket(look);
    packet;
    packet = await sink.getNextPacket(packet, look)
  ) {
    times.push(packet.timestamp);
    sizes.push(packet.byteLength);
    keys.push(packet.type === 'key' ? 1 : 0);
  }
  return {
    times: Float64Array.from(times),
    sizes: Uint32Array.from(sizes),
    keys: Uint8Array.from(keys),
  };
}

/** Frames before the file's time 0 are there to be decoded, not shown. */
function firstShown(times: Float64Array): number {
  let first = Number.POSITIVE_INFINITY;
  for (const time of times) if (time > -1e-4 && time < first) first = time;
  return Number.isFinite(first) ? Math.max(0, first) : 0;
}

const bytesOf = (source: ArrayBufferLike | ArrayBufferView): Uint8Array =>
  ArrayBuffer.isView(source)
    ? new Uint8Array(source.buffer.slice(source.byteOffset, source.byteOffset + source.byteLength))
    : new Uint8Array(source.slice(0));

async function openTrack(
  file: string,
  kind: 'picture' | 'sound',
): Promise<{ input: Input; sink: EncodedPacketSink }> {
  const { EncodedPacketSink } = await import('mediabunny');
  const input = await open(file);
  const track: InputTrack | null =
    kind === 'picture' ? await input.getPrimaryVideoTrack() : await input.getPrimaryAudioTrack();
  if (track === null) throw new Error(`${file} has no ${kind} any more`);
  return { input, sink: new EncodedPacketSink(track) };
}

async function opened<T>(file: string, read: (input: Input) => Promise<T>): Promise<T | undefined> {
  const input = await open(file);
  try {
    return (await input.canRead()) ? await read(input) : undefined;
  } finally {
    input.dispose();
  }
}

async function open(path: string): Promise<Input> {
  const { CustomSource, Input, Logging, LogLevel, MATROSKA, MP4, QTFF, WEBM } = await import('mediabunny');
  Logging.level = LogLevel.Silent;
  const file = await openFile(path);
  const source = new CustomSource({
    getSize: async () => (await file.stat()).size,
    read: async (start, end) => {
      const bytes = new Uint8Array(end - start);
      await file.read(bytes, 0, bytes.length, start);
      return bytes;
    },
    dispose: () => void file.close(),
    // Reads further and further ahead while it goes on: half the time of its own way with files.
    prefetchProfile: 'network',
  });
  return new Input({ source, formats: [MP4, QTFF, MATROSKA, WEBM] });
}
