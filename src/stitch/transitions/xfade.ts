import { rateText } from '../../core/rates.ts';
import type { Tool } from '../../media/tools.ts';
import type { Stream } from './stream.ts';

/**
 * ffmpeg's own filter, from `[a]` and `[b]` to `[joined]`. It requires 4:4:4 and a constant rate, and begins with a frame of
 * `a` alone. An extra frame is added for that and dropped, and another at the end, which some fps filters lose.
 */
export function xfade(name: string, { fps, frames }: Stream): string {
  const input = `fps=${rateText(fps)},tpad=start=1:stop=1:start_mode=clone:stop_mode=clone,format=yuv444p`;
  const duration = ((frames + 1) / fps).toFixed(6);
  return [
    `[a]${input}[x]`,
    `[b]${input}[y]`,
    `[x][y]xfade=transition=${name}:duration=${duration},trim=start_frame=1:end_frame=${frames + 1},setpts=PTS-STARTPTS,format=yuv420p[joined]`,
  ].join(';');
}

/** Why this ffmpeg can't draw one of xfade's transitions, as one clause; undefined if it can. */
export function whyNotXfade(name: string, { lacks, version }: Tool): string | undefined {
  const needs = name.endsWith('wind') ? 6.1 : 5.1;
  // A build from the source tree has no version number, and is newer than those that have one.
  const has = /^n?(\d+\.\d+)/.exec(version)?.[1];
  if (!lacks.includes('xfade') && (has === undefined || Number(has) >= needs)) return undefined;
  return `xfade: ${name} needs ffmpeg ${needs} or newer, but this is ${version}`;
}
