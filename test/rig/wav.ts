/** A tone at half of full scale, 16 bits, both sides alike. */
export function wav(hertz: number, seconds: number): Buffer {
  const rate = 48_000;
  const data = Buffer.alloc(seconds * rate * 4);
  for (let i = 0; i < seconds * rate; i++) {
    const sample = Math.round(16_384 * Math.sin((2 * Math.PI * hertz * i) / rate));
    data.writeInt16LE(sample, 4 * i);
    data.writeInt16LE(sample, 4 * i + 2);
  }
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + data.length, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  for (const [at, value] of [1, 2].entries()) header.writeUInt16LE(value, 20 + 2 * at);
  header.writeUInt32LE(rate, 24);
  header.writeUInt32LE(rate * 4, 28);
  header.writeUInt16LE(4, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(data.length, 40);
  return Buffer.concat([header, data]);
}
