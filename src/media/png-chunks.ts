export interface PngChunk {
  /** Four letters. A lower-case first one says that decoders can go on without it. */
  readonly type: string;
  /** Where what it holds begins. */
  readonly from: number;
  /** Where that ends, and its checksum begins: behind the bytes if the chunk is not whole. */
  readonly to: number;
}

/** The parts of a PNG whose beginnings are among these bytes (PNG 3, 5.3). */
export function* pngChunks(bytes: Buffer): Generator<PngChunk> {
  for (let at = 8; at + 12 <= bytes.length; ) {
    const [from, length] = [at + 8, bytes.readUInt32BE(at)];
    yield { type: bytes.toString('latin1', at + 4, from), from, to: from + length };
    at = from + length + 4;
  }
}
