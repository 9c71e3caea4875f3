import { execFile } from 'node:child_process';
import type { FootageFacts } from './footage-facts.ts';
import type { Tools } from './tools.ts';

/** What ffmpeg finds out about the first track of pictures of a recording, as far as it matters to how it is shown. */
export interface ToldPicture {
  /** By ffmpeg's names. Before version 5 it forgets colours when it encodes. */
  readonly matrix?: string;
  readonly transfer?: string;
  readonly fullRange?: true;
  /** Set if its planes are red, green and blue. */
  readonly rgb?: true;
  /** Set if they may be transparent: how they are decoded so that it shows. */
  readonly clear?: ClearPictures;
  /** Pictures in a second, as far as ffmpeg can tell from the first. */
  readonly rate?: number;
  /** The shorter side in pixels. */
  readonly side?: number;
  /** By ffmpeg's name. */
  readonly coding?: string;
}

/** Pictures that may be transparent. */
export interface ClearPictures {
  /** The one decoder that heeds it, where ffmpeg has two. */
  readonly decoder?: 'libvpx' | 'libvpx-vp9';
  /** Filters that put them on black: what is stored where they are transparent is of no meaning. */
  readonly onBlack: string;
}

const matrices: ReadonlySet<string> = new Set(['bt709', 'bt470bg', 'smpte170m', 'bt2020nc']);
const transfers: ReadonlySet<string> = new Set(['arib-std-b67', 'smpte2084']);

/** `format`: arguments that name the format in which ffmpeg is to open it. `track`: which one of pictures, counted from 0. */
export function toldPicture(
  tools: Tools,
  file: string,
  format: readonly string[],
  track = 0,
): Promise<ToldPicture> {
  const input = ['-protocol_whitelist', 'file,pipe', '-max_pixels', '40000000', ...format, '-i', file];
  const options = { timeout: 60_000, windowsHide: true };
  return new Promise((resolve) => {
    execFile(tools.ffmpeg.path, ['-hide_banner', '-nostdin', ...input], options, (_, __, said) =>
      resolve(readTrack([...said.matchAll(/ Video: .*(?:\n {4,}.*)*/g)][track]?.[0] ?? '')),
    );
  });
}

/** How the pictures of footage are decoded so that it shows where they are transparent; undefined: nowhere. */
export async function clearPictures(
  tools: Tools,
  file: string,
  { avc, tracks }: Pick<FootageFacts, 'avc' | 'tracks'>,
): Promise<ClearPictures | undefined> {
  // Nobody makes H.264 that is transparent.
  return avc ? undefined : (await toldPicture(tools, file, [], tracks.picture)).clear;
}

/** A format of pixels, and in brackets what is known of them. */
const pixels = /\b(?:yuvj?|yuva|gbr|gray|nv|rgb|bgr)[a-z\d]*\(([^)]*)\)/;
const clearPixels = /, (?:rgba|bgra|argb|abgr|gbrap|yuva|ya8|ya16)[a-z\d]*[(,]/;
const rgbPixels = /, (?:gbr|rgb|bgr|argb|abgr|0rgb|0bgr|x2rgb|x2bgr|pal8)[a-z\d]*[(,]/;

/** A line such as `Video: hevc (Main 10), yuv420p10le(tv, bt2020nc/bt2020/arib-std-b67), 160x96`, and further ones about tags. */
function readTrack(lines: string): ToldPicture {
  const [line = ''] = lines.split('\n');
  const [, wide, high] = / (\d+)x(\d+)\b/.exec(line) ?? [];
  const [, coding] = / Video: (\w+)/.exec(line) ?? [];
  const [, rate] = / ([\d.]+) tbr\b/.exec(line) ?? [];
  const words = (pixels.exec(line)?.[1] ?? '').split(', ');
  const fullRange = words.includes('pc');
  const rgb = rgbPixels.test(line);
  const clear = clearIn(lines, coding, { fullRange, rgb });
  const rest = {
    ...(wide && high && { side: Math.min(Number(wide), Number(high)) }),
    ...(coding !== undefined && { coding }),
    ...(Number(rate) > 0 && { rate: Number(rate) }),
    ...(fullRange && { fullRange: true as const }),
    ...(rgb && { rgb: true as const }),
    ...(clear && { clear }),
  };
  for (const word of words) {
    const [matrix = '', , transfer = ''] = word.split('/');
    if (matrices.has(matrix)) return { ...rest, matrix, ...(transfers.has(transfer) && { transfer }) };
  }
  return rest;
}

/** Decoders that heed what WebM keeps beside its pictures. */
const besidePictures: Readonly<Record<string, NonNullable<ClearPictures['decoder']>>> = {
  ...{ vp8: 'libvpx', vp9: 'libvpx-vp9' },
};

function clearIn(
  lines: string,
  coding: string | undefined,
  { fullRange, rgb }: { readonly fullRange: boolean; readonly rgb: boolean },
): ClearPictures | undefined {
  // An older ffmpeg takes red, green and blue for what it takes their range for.
  const ranged = rgb ? 'format=gbrap,setparams=range=pc' : `setparams=range=${fullRange ? 'pc' : 'tv'}`;
  const onBlack = `${ranged},premultiply=inplace=1`;
  const decoder = / alpha_mode +: 1\b/i.test(lines) ? besidePictures[coding ?? ''] : undefined;
  if (decoder) return { decoder, onBlack };
  return clearPixels.test(lines.split('\n')[0] ?? '') ? { onBlack } : undefined;
}
