import { readFile, rm, writeFile } from 'node:fs/promises';
import { runFfmpeg } from '../../media/ffmpeg.ts';
import { heardOf, soundInput } from '../../media/sound-input.ts';
import { ownMix } from '../../media/told-sound.ts';
import type { Tools } from '../../media/tools.ts';

/** Samples a second that are looked at, and how many of them are one peak: 20 peaks a second. */
const rate = 4000;
const perPeak = 200;
/** Seconds of a recording at most. */
const longest = 7200;

/** Writes how loud a file is, a byte for each twentieth of a second, and none if it has no sound. Whether it could be read. */
export async function writePeaks(
  tools: Tools,
  { file, peaks }: { readonly file: string; readonly peaks: string },
  signal: AbortSignal,
): Promise<boolean> {
  const raw = `${peaks}.raw`;
  try {
    const input = await soundInput(file);
    const { inputs, tolerant, track } = input;
    const [{ args: format = [] } = {}] = inputs;
    const own = await ownMix(tools, { file, args: format, track });
    const heard = await heardOf(tools, input, 'anull');
    const made = await runFfmpeg(
      tools,
      {
        ...{ inputs, ...(tolerant && { tolerant }), output: raw },
        graph: `${own === undefined ? heard : `${heard},${own}`}[a]`,
        args: [
          ...['-map', '[a]', '-t', String(longest)],
          ...['-ac', '1', '-ar', String(rate), '-f', 's16le'],
        ],
      },
      { signal },
    );
    if (!made.ok && made.error.aborted) return false;
    await writeFile(peaks, made.ok ? peaksIn(await readFile(raw)) : Buffer.alloc(0));
    return true;
  } finally {
    await rm(raw, { force: true });
  }
}

/** The square root of each peak's share of full scale, so that what is quiet is seen, too. */
function peaksIn(raw: Buffer): Uint8Array {
  const samples = new Int16Array(raw.buffer, raw.byteOffset, raw.length >> 1);
  return Uint8Array.from({ length: Math.ceil(samples.length / perPeak) }, (_, i) => {
    let most = 0;
    for (const sample of samples.subarray(i * perPeak, (i + 1) * perPeak))
      most = Math.max(most, Math.abs(sample));
    return Math.round(255 * Math.sqrt(Math.min(1, most / 32_767)));
  });
}
