import type { Size } from '../core/frames.ts';

import { exactRate, rateText } from '../core/rates.ts';

/**
 * The one set of encoder settings that all of Storycut uses. Pieces made at different times therefore have identical headers,
 * and can be concatenated without encoding them again.
 */

/** Seconds between keyframes: in footage that will be cut anywhere, and in what is shown as a whole. */
export const group = { cut: 0.5, whole: 2 } as const;

/** Picture quality: for footage, for what an animatic draws, or for a quick look. */
export type Quality = 'full' | 'drawn' | 'quick';

/** For pictures that become part of footage that others encoded, arithmetically or plainly. They refer to nothing. */
export type Restorable = 'restored' | 'restored-plain';

export type Coding = Quality | Restorable;

/**
 * x264's constant rate factors. At 28, footage with 360 lines takes a quarter of the bytes that it takes at 20 (2026-11, noisy
 * material).
 */
const rateFactors = { full: 20, quick: 28 } as const;

/**
 * Drawn pictures are flat and mostly stand still. So a coarser search finds as much in two thirds of the time, blocks have no
 * edges to smooth, and keyframes finer than the pictures after them leave those nothing to code. Quantizers are given, since
 * choosing them by the picture takes as long as coding it. The headers stay the same.
 */
const drawn = {
  search: ['-subq', '0', '-aq-mode', '0', '-partitions', 'i8x8'],
  params: 'no-deblock=1:ipratio=2:',
  quantizer: 25,
} as const;

/** The colour matrix that players assume for pictures that name none. */
export const assumedMatrix = ({ height }: Size): 'bt709' | 'smpte170m' =>
  height >= 720 ? 'bt709' : 'smpte170m';

/** An option of the scale filter, with `:` at its end, for pictures that name no matrix: left to itself it takes all for SD. */
export const fromAssumedMatrix = (size: Size): string =>
  `in_color_matrix=${assumedMatrix(size) === 'bt709' ? 'bt709' : 'bt601'}:`;

/** The same for pictures of full range: an older ffmpeg asks none for its range that keeps its size or has 10 bits. */
export const fromFullRange = 'in_range=pc:';

/** A filter that tags pictures with the colours that everything encoded has. It changes no pixel. */
export const namedColours = 'setparams=range=tv:colorspace=bt709:color_primaries=bt709:color_trc=bt709';

/** Passed to the encoder itself: since ffmpeg 7, a filter's knowledge of a picture overrides ffmpeg's own options. */
const colours = 'colorprim=bt709:transfer=bt709:colormatrix=bt709:chromaloc=0';

/**
 * H.264 that can be cut and joined by copying: no B-frames, closed groups of exactly `seconds`, headers that don't depend on
 * the content, one thread (two give different bytes), and parameter sets with number 1, so that they can be combined with a
 * provider's clip, whose number is 0.
 */
export function picture(
  fps: number,
  seconds: number = group.whole,
  quality: Coding = 'full',
): readonly string[] {
  if (quality === 'restored' || quality === 'restored-plain') return restoredPicture(fps, quality);
  const rate = rateText(fps);
  const isDrawn = quality === 'drawn';
  const own = isDrawn ? drawn.params : '';
  // Groups of one picture would be numbered differently, and have another header.
  const pictures = Math.max(2, Math.round(seconds * fps));
  return [
    ...['-c:v', 'libx264', '-preset', 'superfast', '-pix_fmt', 'yuv420p', '-threads:v', '1'],
    ...(isDrawn ? ['-qp', String(drawn.quantizer), ...drawn.search] : ['-crf', String(rateFactors[quality])]),
    ...['-r', rate, '-bf', '0', '-g', String(pictures), '-flags:v', '+bitexact+cgop'],
    ...['-x264-params', `sps-id=1:stitchable=1:open-gop=0:scenecut=0:${own}${colours}`],
    ...['-color_range', 'tv', '-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709'],
  ];
}

/**
 * Of such a picture, others take whatever is wrong with it: so it is finer than what is encoded for itself. Its numbers and
 * its headers are then written anew.
 */
const restoredQuantizer = 16;

const restoredPicture = (fps: number, coding: Restorable): readonly string[] => [
  ...['-c:v', 'libx264', '-preset', 'superfast', '-pix_fmt', 'yuv420p', '-threads:v', '1'],
  ...['-profile:v', coding === 'restored' ? 'main' : 'baseline', '-qp', String(restoredQuantizer)],
  ...['-r', rateText(fps), '-bf', '0', '-g', '1', '-flags:v', '+bitexact', '-x264-params', 'stitchable=1'],
];

/** AAC at 48 kHz in stereo. */
export const sound: readonly string[] = [
  ...['-c:a', 'aac', '-b:a', '128k', '-ar', '48000', '-ac', '2', '-flags:a', '+bitexact'],
];

/** An MP4 without date and program name, with its index first and a time base in which every frame is exact. */
export function mp4(fps: number): readonly string[] {
  const { num } = exactRate(fps);
  const scale = num * Math.max(1, Math.ceil(10_000 / num));
  return [
    ...['-f', 'mp4', '-movflags', '+faststart', '-video_track_timescale', String(scale)],
    ...['-fflags', '+bitexact', '-map_metadata', '-1', '-map_chapters', '-1'],
  ];
}

/** One PNG, at exactly this path: without `-update`, a `%` in it would number the pictures. */
export const stillPicture: readonly string[] = [
  ...['-f', 'image2', '-update', '1'],
  ...['-c:v', 'png', '-pix_fmt', 'rgb24', '-threads:v', '1', '-flags:v', '+bitexact'],
];
