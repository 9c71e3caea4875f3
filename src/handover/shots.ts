import { unreachable } from '../core/result.ts';
import type { Plan, TimelineEntry } from '../planner/plan.ts';
import { candidatesFor, exchangeable } from './candidates.ts';
import { type Clips, videoOf } from './clips.ts';
import { type CutOverlap, framesAt, type HandoverMaterial, type HandoverShot } from './handover.ts';

/** The timeline's entries, with their overlaps divided between them. */
export function shotsOf(plan: Plan, clips: Clips): readonly HandoverShot[] {
  const { entries, fps } = plan.timeline;
  const takes = exchangeable(plan);
  return entries.map((entry, i): HandoverShot => {
    const { segment, scene, fit, volume, speed = 1 } = entry;
    const last = i === entries.length - 1;
    const head = halvesOf(entries[i - 1]?.overlap ?? 0).before;
    const tail = last ? 0 : halvesOf(entry.overlap).after;
    const join = joinOf(entry, last);
    const sourceStart = head + (entry.footage.kind === 'card' ? 0 : entry.sourceStart);
    const others = candidatesFor(entry, takes.get(segment) ?? [], clips, fps);
    return {
      ...{ segment, scene, fit, speed, sourceStart },
      start: entry.start + head,
      frames: entry.frames - head - tail,
      material: materialOf(entry, clips, fps),
      // A candidate that ends before the shot begins has nothing to show.
      others: others.filter(({ video }) => framesAt(speed, video) > sourceStart),
      ...(volume !== undefined && { volume }),
      ...(join && { join }),
    };
  });
}

/** Divides an overlap into the frames before the cut and those after it. Of an odd number, one more comes after. */
function halvesOf(overlap: number): { readonly before: number; readonly after: number } {
  const before = Math.floor(overlap / 2);
  return { before, after: overlap - before };
}

function joinOf({ transition, overlap }: TimelineEntry, last: boolean): CutOverlap | undefined {
  if (transition.type === 'cut' || overlap === 0) return undefined;
  return { transition, ...(last ? { before: overlap, after: 0 } : halvesOf(overlap)) };
}

function materialOf(
  { footage, frames, sourceStart }: TimelineEntry,
  clips: Clips,
  fps: number,
): HandoverMaterial {
  switch (footage.kind) {
    case 'clip': {
      const clip = clips.get(footage.job);
      return clip ? videoOf(clip, fps) : { kind: 'missing' };
    }
    case 'file': {
      const { absolute: file, facts } = footage.file;
      if (facts.kind !== 'video') throw new Error(`${file} is footage but not a video`);
      return videoOf({ ...facts, file, hasSound: facts.hasAudio }, fps);
    }
    case 'still': {
      const { absolute: file, facts } = footage.image;
      if (facts.kind !== 'image') throw new Error(`${file} is a still but not an image`);
      return { kind: 'still', file, size: facts.size, move: footage.move };
    }
    case 'card': {
      const { behind, ...card } = footage.card;
      const own = behind && {
        file: (behind.kind === 'file' ? behind.file : behind.image).absolute,
        move: behind.kind === 'file' ? 'none' : behind.move,
        sourceStart,
      };
      return { kind: 'card', card, frames, ...(own && { behind: own }) };
    }
    default:
      return unreachable(footage);
  }
}
