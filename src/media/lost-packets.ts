import { packetRow, sync } from './file-starts.ts';
import { type OpenFile, withFile } from './open-file.ts';

/** Bytes read at once. */
const window = 1 << 20;
/** The number of packets that only fill the stream. */
const filling = 0x1fff;
/** Tables that a recording begins with, by their numbers: which programs there are, and what they are called. */
const opening: ReadonlySet<number> = new Set([0, 0x11]);
/** Ticks of the clock that ISO 13818-1 counts programs by. */
const wraps = 2 ** 33;

/** What an MPEG-TS consists of. */
interface Packets {
  /** How many places lack packets. */
  readonly lost: number;
  /** Whether several recordings follow each other. */
  readonly isJoined: boolean;
}

/**
 * Each packet is numbered from 0 to 15 within its stream, so ffmpeg could know, but an older one doesn't say so. Where recordings were
 * joined, numbers begin anew: that is no loss. It shows in the clock, which goes back, or in the tables, with which a recording begins.
 */
export const lookThroughPackets = (file: string): Promise<Packets> => withFile(file, look);

async function look(file: OpenFile): Promise<Packets> {
  const row = packetRow(file.head);
  if (!row) return { lost: 0, isJoined: false };
  const { length } = row;
  const stream = new PacketCounter();
  for (let at = row.first; at < file.size; ) {
    const bytes = await file.read(at, window);
    let used = 0;
    for (; used + 188 <= bytes.length; used += length) {
      if (bytes[used] === sync) stream.add(bytes.subarray(used, used + 188));
      else {
        stream.slip();
        const next = bytes.indexOf(sync, used + 1);
        used = (next < 0 ? bytes.length : next) - length;
      }
    }
    if (used === 0) break;
    at += used;
  }
  return stream.packets();
}

class PacketCounter {
  readonly #last = new Map<number, number>();
  #clock: number | undefined;
  #places = 0;
  #isJoined = false;
  /** Gaps since the clock was last told, and whether they began with an opening table. */
  #open: { gaps: number; opens: boolean } = { gaps: 0, opens: false };

  /** Bytes that are no packet. */
  slip(): void {
    this.#gap(filling);
  }

  add(packet: Uint8Array): void {
    const [, high = 0, low = 0, flags = 0] = packet;
    const stream = ((high & 0x1f) << 8) | low;
    if (stream === filling) return;
    if (high & 0x80) this.#gap(filling);
    const number = flags & 15;
    const before = this.#last.get(stream);
    const hasContent = (flags & 0x10) !== 0;
    this.#last.set(stream, number);
    const told = (flags & 0x20) !== 0 && (packet[4] ?? 0) > 0 ? (packet[5] ?? 0) : 0;
    const renewed = (told & 0x80) !== 0;
    // The same number again is a packet that was sent twice.
    const follows =
      before === undefined || number === before || number === (before + (hasContent ? 1 : 0)) % 16;
    if (!follows && !renewed) this.#gap(stream);
    if (told & 0x10) this.#tick(clockOf(packet));
  }

  packets(): Packets {
    this.#settle(false);
    return { lost: this.#places, isJoined: this.#isJoined };
  }

  #gap(stream: number): void {
    if (this.#open.gaps++ === 0) this.#open.opens = opening.has(stream);
  }

  #tick(clock: number): void {
    const step = this.#clock === undefined ? 0 : (clock - this.#clock + wraps) % wraps;
    this.#clock = clock;
    this.#settle(step > wraps / 2);
  }

  #settle(wentBack: boolean): void {
    const isJoint = wentBack || this.#open.opens;
    this.#isJoined ||= isJoint;
    if (this.#open.gaps > 0 && !isJoint) this.#places++;
    // Streams that go on later begin anew, too.
    if (isJoint) this.#last.clear();
    this.#open = { gaps: 0, opens: false };
  }
}

/** In its units of 1/90,000 s. */
function clockOf(packet: Uint8Array): number {
  const bytes = Buffer.from(packet.buffer, packet.byteOffset + 6, 5);
  return bytes.readUInt32BE(0) * 2 + ((bytes[4] ?? 0) >> 7);
}
