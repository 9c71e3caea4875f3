import { basename, dirname, join } from 'node:path';
import type { Diagnostic } from '../core/diagnostic.ts';
import { diskRefusal } from '../core/disk-refusal.ts';
import { err, type Result } from '../core/result.ts';
import { type Sentence, say, says } from '../core/sentence.ts';
import { type FfmpegFailure, foundDiskFull } from '../media/ffmpeg.ts';
import type { Footage, TimelineEntry } from '../planner/plan.ts';

export type CutProblems = readonly Diagnostic[];

/** What another program said, for use within a sentence. */
export const clause = (reason: string): string => reason.replace(/[.\s]+$/, '');

/** The segment whose footage a problem is about. */
interface Blamed {
  readonly entry: Pick<TimelineEntry, 'segment' | 'footage'>;
  readonly material: { readonly file: string };
}

export const missing = (segment: string): Diagnostic => ({
  severity: 'error',
  code: 'footage-missing',
  ...says(
    say`Segment ${segment} has not been made yet.`,
    say`\`storycut run\` makes it; \`storycut stitch --partial\` puts a slate in its place.`,
  ),
  segment,
});

export const unreadable = (
  { entry: { segment, footage }, material: { file } }: Blamed,
  reason: string,
): Diagnostic => ({
  severity: 'error',
  code: 'footage-unreadable',
  ...says(
    say`The footage of segment ${segment} can't be used: ${{ cause: clause(reason) }}.`,
    mending(footage, file),
  ),
  segment,
});

/** A run checks a clip by its name and length, so a damaged clip has to be moved out of the way. */
function mending(footage: Footage, file: string): Sentence {
  return footage.kind === 'clip'
    ? say`Restore ${{ file: besideStoryboard(file) }} from a backup, or delete it and run again: the run downloads it if the provider still has it. Otherwise it has to be regenerated and paid for again.`
    : say`Check that the file plays to its end, or export it again.`;
}

/** A clip's path from the storyboard. A rehearsal has its own store. */
const besideStoryboard = (clip: string): string =>
  join(basename(dirname(dirname(clip))), basename(dirname(clip)), basename(clip));

/** `segment` if the file is a segment's footage. */
export const changed = (path: string, segment?: string): Diagnostic => ({
  severity: 'error',
  code: 'file-changed',
  ...says(
    say`${{ file: path }} has changed since the storyboard was read.`,
    say`Let the program that writes it finish, then run the same command again.`,
  ),
  ...(segment !== undefined && { segment }),
});

export const short = (segment: string, has: number, wanted: number): Diagnostic => ({
  severity: 'warning',
  code: 'footage-short',
  ...says(
    say`The footage of segment ${segment} has ${{ frames: has }} of the ${{ wanted }} frames that the film shows; its last frame is held.`,
  ),
  segment,
});

/** `file` is a recording of the user's; otherwise, it is the segment's footage. */
export const partlyDamaged = (
  what: { readonly segment: string } | { readonly file: string },
): Diagnostic => ({
  severity: 'warning',
  code: 'partly-damaged',
  ...('segment' in what
    ? {
        ...says(
          say`The footage of segment ${what.segment} is damaged in places. The film shows what can be decoded of it.`,
          say`Look at segment ${what.segment} in the film. If it shows, copy the file from the camera again, export it again, or trim the damage away.`,
        ),
        segment: what.segment,
      }
    : says(
        say`The recording ${{ file: what.file }} is damaged in places. The film plays what can be decoded of it.`,
        say`Listen to it in the film. If it is audible, copy or export the file again.`,
      )),
});

/** What to report if one of these is damaged in places. A clip was whole when it was stored, so it has to be whole. */
export function ifDamaged(...shots: readonly { readonly entry: Blamed['entry'] }[]): {
  damaged?: Diagnostic;
} {
  const own = shots.find(({ entry }) => entry.footage.kind !== 'clip');
  return own ? { damaged: partlyDamaged({ segment: own.entry.segment }) } : {};
}

export const pale = (segment: string): Diagnostic => ({
  severity: 'warning',
  code: 'high-range-pale',
  message: `The footage of segment ${segment} is in high dynamic range; its colours look pale because ffmpeg lacks zscale or tonemap.`,
  help: 'Install an ffmpeg with zscale and tonemap and set FFMPEG_PATH to it, or export the footage in standard dynamic range.',
  segment,
});

export const transitionUnavailable = (segment: string, reason: string): Diagnostic => ({
  severity: 'error',
  code: 'transition-unavailable',
  ...says(
    say`The transition after segment ${segment} can't be drawn: ${{ cause: clause(reason) }}.`,
    say`Choose another transition, or install an ffmpeg that has it and set FFMPEG_PATH to it.`,
  ),
  segment,
});

export const cutFailed = (reason: string): Diagnostic => ({
  severity: 'error',
  code: 'cut-failed',
  ...says(
    say`The final cut could not be written: ${{ cause: reason }}.`,
    say`The clips are kept: \`storycut stitch\` tries again. If its folder can't be written to, name a file elsewhere with --output.`,
  ),
});

const diskFull: Diagnostic = {
  severity: 'error',
  code: 'disk-full',
  message: 'The disk has no space left for the cut.',
  help: 'Free some space; `storycut stitch` then resumes the cut. Finished pieces are kept.',
};

const interrupted: Diagnostic = {
  severity: 'error',
  code: 'cut-interrupted',
  message: 'The final cut was interrupted; any earlier film is untouched.',
  help: '`storycut stitch` resumes the cut; finished pieces are kept.',
};

export const stopped: Result<never, CutProblems> = err([interrupted]);

/** Reports an error of the disk; anything else that was thrown is a bug. */
export function refusedByDisk(error: unknown): Result<never, CutProblems> {
  if (!(error instanceof Error && 'code' in error)) throw error;
  return err([error.code === 'ENOSPC' ? diskFull : cutFailed(diskRefusal(error))]);
}

/** The problem for a failed ffmpeg run. `blame` is for failures that neither the user nor the disk caused. */
export function failedRun(
  failure: FfmpegFailure,
  blame: (reason: string) => Diagnostic,
): Result<never, CutProblems> {
  if (failure.aborted) return stopped;
  return err([foundDiskFull(failure) ? diskFull : blame(failure.message)]);
}
