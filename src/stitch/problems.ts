import { basename, dirname, join } from 'node:path';
import type { Diagnostic } from '../core/diagnostic.ts';
import { err, type Result } from '../core/result.ts';
import { type FfmpegFailure, foundDiskFull } from '../media/ffmpeg.ts';
import type { Footage, TimelineEntry } from '../planner/plan.ts';

export type CutProblems = readonly Diagnostic[];

/** What another program said, to stand in a sentence of ours. */
export const clause = (reason: string): string => reason.replace(/[.\s]+$/, '');

/** Whose footage a problem is about. */
interface Blamed {
  readonly entry: Pick<TimelineEntry, 'segment' | 'footage'>;
  readonly material: { readonly file: string };
}

export const missing = (segment: string): Diagnostic => ({
  severity: 'error',
  code: 'footage-missing',
  message: `Segment ${segment} has not been made yet.`,
  help: '`storycut run` makes it; `storycut stitch --partial` puts a slate in its place.',
  segment,
});

export const unreadable = (
  { entry: { segment, footage }, material: { file } }: Blamed,
  reason: string,
): Diagnostic => ({
  severity: 'error',
  code: 'footage-unreadable',
  message: `The footage of segment ${segment} can't be used: ${clause(reason)}.`,
  help: mending(footage, file),
  segment,
});

/** A run goes by a clip's name and length, so one whose bytes were damaged has to be taken out of its way. */
function mending(footage: Footage, file: string): string {
  return footage.kind === 'clip'
    ? `Put ${besideStoryboard(file)} back from a copy, or delete it and run again to have it made again.`
    : 'See that the file plays to its end, or export it again.';
}

/** A clip's file as it is called beside the storyboard: a rehearsal has a store of its own. */
const besideStoryboard = (clip: string): string =>
  join(basename(dirname(dirname(clip))), basename(dirname(clip)), basename(clip));

/** `segment` where the file is a segment's footage. */
export const changed = (path: string, segment?: string): Diagnostic => ({
  severity: 'error',
  code: 'file-changed',
  message: `${path} has changed since the storyboard was read.`,
  help: 'Let whatever writes it finish, then run the same command again.',
  ...(segment !== undefined && { segment }),
});

export const short = (segment: string, has: number, wanted: number): Diagnostic => ({
  severity: 'warning',
  code: 'footage-short',
  message: `The footage of segment ${segment} has ${has} of the ${wanted} frames that the film shows; its last frame is held.`,
  segment,
});

export const pale = (segment: string): Diagnostic => ({
  severity: 'warning',
  code: 'high-range-pale',
  message: `The footage of segment ${segment} is in high dynamic range, and this ffmpeg can't bring it to what an ordinary screen shows: its colours look pale.`,
  help: 'Install an ffmpeg that has zscale and tonemap and name it in FFMPEG_PATH, or export the footage in standard range.',
  segment,
});

export const transitionUnavailable = (segment: string, reason: string): Diagnostic => ({
  severity: 'error',
  code: 'transition-unavailable',
  message: `The transition after segment ${segment} can't be drawn: ${clause(reason)}.`,
  help: 'Choose another transition, or install an ffmpeg that has it and name it in FFMPEG_PATH.',
  segment,
});

export const cutFailed = (reason: string): Diagnostic => ({
  severity: 'error',
  code: 'cut-failed',
  message: `The final cut could not be written: ${reason}.`,
  help: 'The clips are kept: `storycut stitch` tries again.',
});

const diskFull: Diagnostic = {
  severity: 'error',
  code: 'disk-full',
  message: 'The disk has no room left for the cut.',
  help: 'Make room, then run the same command again; what is ready is kept.',
};

const interrupted: Diagnostic = {
  severity: 'error',
  code: 'cut-interrupted',
  message: 'The final cut was interrupted; the film that was there before is untouched.',
  help: 'Run the same command again: it goes on with the pieces that are ready.',
};

export const stopped: Result<never, CutProblems> = err([interrupted]);

/** What the disk refuses is told; whatever else was thrown is a bug. */
export function refusedByDisk(error: unknown): Result<never, CutProblems> {
  if (!(error instanceof Error && 'code' in error)) throw error;
  return err([error.code === 'ENOSPC' ? diskFull : cutFailed(error.message)]);
}

/** What became of an ffmpeg run that failed: `blame` is for what is neither the user's wish nor the disk's fault. */
export function failedRun(
  failure: FfmpegFailure,
  blame: (reason: string) => Diagnostic,
): Result<never, CutProblems> {
  if (failure.aborted) return stopped;
  return err([foundDiskFull(failure) ? diskFull : blame(failure.message)]);
}
