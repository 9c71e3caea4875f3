import { execFile } from 'node:child_process';
import type { Tools } from './tools.ts';

/** What ffmpeg finds out about the first track of pictures of a recording, as far as it matters to how it is shown. */
export interface ToldPicture {
  /** By ffmpeg's names. Before version 5 it forgets colours when it encodes. */
  readonly matrix?: string;
  readonly transfer?: string;
  readonly fullRange?: true;
  /** Set if its planes are red, green and blue. */
  readonly rgb?: true;
  /** Set if they may be transparent besides. */
  readonly clear?: true;
  /** The shorter side in pixels. */
  readonly side?: number;
  /** By ffmpeg's name. */
  readonly coding?: string;
}

const matrices: ReadonlySet<string> = new Set(['bt709', 'bt470bg', 'smpte170m', 'bt2020nc']);
const transfers: ReadonlySet<string> = new Set(['arib-std-b67', 'smpte2084']);

/** `format`: arguments that name the format in which ffmpeg is to open it. */
export function toldPicture(tools: Tools, file: string, format: readonly string[]): Promise<ToldPicture> {
  const input = ['-protocol_whitelist', 'file,pipe', '-max_pixels', '40000000', ...format, '-i', file];
  const options = { timeout: 60_000, windowsHide: true };
  return new Promise((resolve) => {
    execFile(tools.ffmpeg.path, ['-hide_banner', '-nostdin', ...input], options, (_, __, said) =>
      resolve(readLine(/ Video: .*/.exec(said)?.[0] ?? '')),
    );
  });
}

/** A format of pixels, and in brackets what is known of them. */
const pixels = /\b(?:yuvj?|yuva|gbr|gray|nv|rgb|bgr)[a-z\d]*\(([^)]*)\)/;
const clearPixels = /, (?:rgba|bgra|argb|abgr|gbrap)[a-z\d]*[(,]/;
const rgbPixels = /, (?:gbr|rgb|bgr|argb|abgr|0rgb|0bgr|x2rgb|x2bgr|pal8)[a-z\d]*[(,]/;

/** A line such as `Video: hevc (Main 10), yuv420p10le(tv, bt2020nc/bt2020/arib-std-b67), 160x96`. */
function readLine(line: string): ToldPicture {
  const [, wide, high] = / (\d+)x(\d+)\b/.exec(line) ?? [];
  const [, coding] = / Video: (\w+)/.exec(line) ?? [];
  const words = (pixels.exec(line)?.[1] ?? '').split(', ');
  const rest = {
    ...(wide && high && { side: Math.min(Number(wide), Number(high)) }),
    ...(coding !== undefined && { coding }),
    ...(words.includes('pc') && { fullRange: true as const }),
    ...(rgbPixels.test(line) && { rgb: true as const }),
    ...(clearPixels.test(line) && { clear: true as const }),
  };
  for (const word of words) {
    const [matrix = '', , transfer = ''] = word.split('/');
    if (matrices.has(matrix)) return { ...rest, matrix, ...(transfers.has(transfer) && { transfer }) };
  }
  return rest;
}
