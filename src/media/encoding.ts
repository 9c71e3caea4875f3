/**
 * The one way Storycut encodes, whoever asks: pieces made at different times then agree bit for bit in
 * their headers and can stand in one stream without being encoded again.
 */

/** A rate as ffmpeg and the container write it: 24 is 24/1, 29.97 is 30000/1001. */
export interface Rate {
  readonly num: number;
  readonly den: number;
}

/** Frames a second → the exact rate it stands for: whole, or one of the NTSC family. */
export function exactRate(fps: number): Rate {
  const whole = Math.round(fps);
  if (Math.abs(fps - whole) < 0.001) return { num: whole, den: 1 };
  const ntsc = (Math.ceil(fps) * 1000) / 1001;
  if (Math.abs(fps - ntsc) < 0.01) return { num: Math.ceil(fps) * 1000, den: 1001 };
  return { num: Math.round(fps * 1000), den: 1000 };
}

export const rateText = (fps: number): string => {
  const { num, den } = exactRate(fps);
  return `${num}/${den}`;
};

/** Seconds between the pictures at which copying can begin: in footage to be cut anywhere, and in what is shown whole. */
export const group = { cut: 0.5, whole: 2 } as const;

/** How good pictures are: as good as footage, as good as what an animatic draws, or good enough to be looked at once. */
export type Quality = 'full' | 'drawn' | 'quick';

/**
 * x264's constant rate factors. Drawn pictures are smooth, so a coarser search finds as much in two thirds of the time;
 * the headers stay the same. At 28 footage of 360 lines has a quarter of the bytes that it has at 20 (2026-11, noisy
 * material).
 */
const rateFactors: Readonly<Record<Quality, number>> = { full: 20, drawn: 23, quick: 28 };

/** A filter that names the colours of pictures as all that is encoded has them; it changes no dot. */
export const namedColours = 'setparams=range=tv:colorspace=bt709:color_primaries=bt709:color_trc=bt709';

/** Said to the encoder itself: since ffmpeg 7, what a filter knows of a picture counts for more than ffmpeg's own options. */
const colours = 'colorprim=bt709:transfer=bt709:colormatrix=bt709:chromaloc=0';

/**
 * H.264 as it must be to be cut and joined by copying: no B-frames, closed groups of exactly `seconds`, headers
 * that don't depend on the content, one thread (two give other bytes), and parameter sets numbered 1, so
 * that they can stand beside those of a provider's clip, which are numbered 0.
 */
export function picture(
  fps: number,
  seconds: number = group.whole,
  quality: Quality = 'full',
): readonly string[] {
  const rate = rateText(fps);
  // Groups of one picture would be numbered another way, and have another header.
  const pictures = Math.max(2, Math.round(seconds * fps));
  return [
    ...['-c:v', 'libx264', '-preset', 'superfast', '-pix_fmt', 'yuv420p', '-threads:v', '1'],
    ...['-crf', String(rateFactors[quality])],
    ...(quality === 'drawn' ? ['-subq', '0', '-aq-mode', '0'] : []),
    ...['-r', rate, '-bf', '0', '-g', String(pictures), '-flags:v', '+bitexact+cgop'],
    ...['-x264-params', `sps-id=1:stitchable=1:open-gop=0:scenecut=0:${colours}`],
    ...['-color_range', 'tv', '-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709'],
  ];
}

/** AAC at 48 kHz in stereo. */
export const sound: readonly string[] = [
  ...['-c:a', 'aac', '-b:a', '128k', '-ar', '48000', '-ac', '2', '-flags:a', '+bitexact'],
];

/** An MP4 whose bytes hold no date and no program name, index first, in whose time base every frame is exact. */
export function mp4(fps: number): readonly string[] {
  const { num } = exactRate(fps);
  const scale = num * Math.max(1, Math.ceil(10_000 / num));
  return [
    ...['-f', 'mp4', '-movflags', '+faststart', '-video_track_timescale', String(scale)],
    ...['-fflags', '+bitexact', '-map_metadata', '-1', '-map_chapters', '-1'],
  ];
}

/** One PNG, at the path as it is written: without `-update` a `%` in it would number pictures. */
export const stillPicture: readonly string[] = [
  ...['-f', 'image2', '-update', '1'],
  ...['-c:v', 'png', '-pix_fmt', 'rgb24', '-threads:v', '1', '-flags:v', '+bitexact'],
];
