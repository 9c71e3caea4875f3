import type { Asset } from '../core/footage.ts';
import { toFrames } from '../core/frames.ts';
import type { Timeline } from '../planner/plan.ts';
import type { Audio } from '../storyboard/model.ts';
import { endOf, type Recording } from './handover.ts';

/** Music in a row of its own, narration in as many as it takes for none to cover another. */
export function rowsOf(timeline: Timeline, music: Audio['music']): readonly (readonly Recording[])[] {
  return [...(music ? [musicRow(music, timeline)] : []), ...narrationRows(timeline)];
}

/** From the film's beginning to its end: again and again where it is shorter, cut where it is longer. */
function musicRow(
  { file, volume, duck, fadeIn, fadeOut }: NonNullable<Audio['music']>,
  { fps, frames }: Timeline,
): readonly Recording[] {
  const available = Math.max(1, framesOf(file, fps));
  const rounds = Math.ceil(frames / available);
  return Array.from({ length: rounds }, (_, round) => ({
    kind: 'music',
    file: file.absolute,
    available,
    start: round * available,
    frames: Math.min(available, frames - round * available),
    sourceStart: 0,
    volume,
    fadeIn: round === 0 ? toFrames(fadeIn, fps) : 0,
    fadeOut: round === rounds - 1 ? toFrames(fadeOut, fps) : 0,
    duck,
  }));
}

function narrationRows({ narration, fps, frames }: Timeline): readonly (readonly Recording[])[] {
  const rows: Recording[][] = [];
  const inOrder = [...narration].sort((a, b) => a.start - b.start);
  for (const { file, start: at, volume } of inOrder) {
    const available = framesOf(file, fps);
    // What would be heard before the film begins or after it ends is not heard.
    const start = Math.max(0, at);
    const heard = Math.min(at + available, frames) - start;
    if (heard <= 0) continue;
    const recording: Recording = {
      kind: 'narration',
      file: file.absolute,
      ...{ available, start, volume },
      frames: heard,
      sourceStart: start - at,
      fadeIn: 0,
      fadeOut: 0,
      duck: false,
    };
    const row = rows.find((one) => one.every((before) => endOf(before) <= start));
    if (row) row.push(recording);
    else rows.push([recording]);
  }
  return rows;
}

const framesOf = ({ facts }: Asset, fps: number): number =>
  facts.kind === 'image' ? 0 : toFrames(facts.seconds, fps);
