import type { Asset } from '../core/footage.ts';
import { toFrames } from '../core/frames.ts';
import type { Timeline, TimelineCue } from '../planner/plan.ts';
import type { Audio } from '../storyboard/model.ts';
import { endOf, type Recording } from './handover.ts';

type Row = readonly Recording[];

/** Music, then narration, then cues, each in as many rows as needed so that none overlap. */
export const rowsOf = (timeline: Timeline, music: Audio['music']): readonly Row[] => [
  ...(music ? inRows(musicOf(music, timeline)) : []),
  ...inRows(narrationOf(timeline)),
  ...inRows(cuesOf(timeline)),
];

/** When the final cut repeats music, it crossfades: for a second, or a quarter of a short piece. */
const seamOf = (seconds: number): number => Math.min(1, seconds / 4);

/** From the film's beginning to its end: repeated if it is shorter, cut if it is longer. */
function musicOf(
  { file, volume, duck, fadeIn, fadeOut }: NonNullable<Audio['music']>,
  { fps, frames }: Timeline,
): readonly Recording[] {
  const seconds = secondsOf(file);
  const seam = seamOf(seconds);
  const available = toFrames(seconds, fps);
  const rounds = Math.max(1, Math.ceil((frames / fps - seam) / (seconds - seam)));
  return Array.from({ length: rounds }, (_, round): Recording => {
    const start = toFrames(round * (seconds - seam), fps);
    return {
      kind: 'music',
      file: file.absolute,
      ...{ available, start, volume, duck },
      frames: Math.min(available, frames - start),
      sourceStart: 0,
      fadeIn: toFrames(round === 0 ? fadeIn : seam, fps),
      fadeOut: toFrames(round === rounds - 1 ? fadeOut : seam, fps),
    };
  }).filter(isHeard);
}

const narrationOf = (timeline: Timeline): readonly Recording[] =>
  timeline.narration
    .map((spoken) =>
      recordingOf('narration', { ...spoken, from: 0, fadeIn: 0, fadeOut: 0, duck: false }, timeline),
    )
    .filter(isHeard);

const cuesOf = (timeline: Timeline): readonly Recording[] =>
  timeline.cues.map((cue) => recordingOf('cue', cue, timeline)).filter(isHeard);

/** Cuts off what would be heard before the film begins or after it ends. */
function recordingOf(
  kind: Recording['kind'],
  { file, start: asked, from, to, volume, duck, fadeIn, fadeOut }: TimelineCue,
  { fps, frames }: Timeline,
): Recording {
  const available = toFrames(secondsOf(file), fps);
  const first = toFrames(from, fps);
  const last = to === undefined ? available : Math.min(available, toFrames(to, fps));
  const start = Math.max(0, asked);
  return {
    ...{ kind, file: file.absolute, available, start, volume, duck },
    frames: Math.min(asked + last - first, frames) - start,
    sourceStart: first + start - asked,
    fadeIn: toFrames(fadeIn, fps),
    fadeOut: toFrames(fadeOut, fps),
  };
}

const isHeard = ({ frames }: Recording): boolean => frames > 0;

/** Puts each recording in the first row that is free when it begins. */
function inRows(recordings: readonly Recording[]): readonly Row[] {
  const rows: Recording[][] = [];
  for (const recording of [...recordings].sort((a, b) => a.start - b.start)) {
    const free = rows.find((row) => row.every((before) => endOf(before) <= recording.start));
    if (free) free.push(recording);
    else rows.push([recording]);
  }
  return rows;
}

function secondsOf({ path, facts }: Asset): number {
  if (facts.kind === 'image') throw new Error(`${path} is heard but is an image`);
  return facts.seconds;
}
