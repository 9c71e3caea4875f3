import { type Size, toFrames } from '../core/frames.ts';
import { unreachable } from '../core/result.ts';
import type { Plan, TimelineEntry } from '../planner/plan.ts';
import type { Candidate, Join, Material, Shot, Video } from './handover.ts';

/** A clip of the store, as its file says. */
export interface ClipFile {
  /** Absolute. */
  readonly file: string;
  readonly seconds: number;
  readonly fps: number;
  readonly size: Size;
  readonly hasSound: boolean;
}

/** The timeline's entries with what they overlap divided between them. */
export function shotsOf(plan: Plan, clips: ReadonlyMap<string, ClipFile>): readonly Shot[] {
  const { entries, fps } = plan.timeline;
  const candidates = candidatesOf(plan, clips);
  return entries.map((entry, i): Shot => {
    const { segment, scene, fit } = entry;
    const last = i === entries.length - 1;
    const head = halvesOf(entries[i - 1]?.overlap ?? 0).before;
    const tail = last ? 0 : halvesOf(entry.overlap).after;
    const join = joinOf(entry, last);
    return {
      ...{ segment, scene, fit },
      start: entry.start + head,
      frames: entry.frames - head - tail,
      sourceStart: entry.sourceStart + head,
      material: materialOf(entry, clips, fps),
      others: candidates.get(entry) ?? [],
      ...(join && { join }),
    };
  });
}

/** Of an overlap: the frames before the cut, and those after it, which are one more where there is no middle. */
function halvesOf(overlap: number): { readonly before: number; readonly after: number } {
  const before = Math.floor(overlap / 2);
  return { before, after: overlap - before };
}

function joinOf({ transition, overlap }: TimelineEntry, last: boolean): Join | undefined {
  if (transition.type === 'cut' || overlap === 0) return undefined;
  return { transition, ...(last ? { before: overlap, after: 0 } : halvesOf(overlap)) };
}

function materialOf(
  { footage, frames }: TimelineEntry,
  clips: ReadonlyMap<string, ClipFile>,
  fps: number,
): Material {
  switch (footage.kind) {
    case 'clip': {
      const clip = clips.get(footage.fingerprint);
      return clip ? videoOf(clip, fps) : { kind: 'missing' };
    }
    case 'file': {
      const { absolute: file, facts } = footage.file;
      switch (facts.kind) {
        case 'video':
          return videoOf({ ...facts, file, hasSound: facts.hasAudio }, fps);
        case 'image':
          return { kind: 'still', file, size: facts.size };
        case 'audio':
          throw new Error(`${file} is footage and has no picture`);
        default:
          return unreachable(facts);
      }
    }
    case 'card':
      return { kind: 'card', card: footage.card, frames };
    default:
      return unreachable(footage);
  }
}

const videoOf = ({ file, seconds, fps, size, hasSound }: ClipFile, filmFps: number): Video => ({
  kind: 'video',
  ...{ file, fps, size, hasSound },
  frames: toFrames(seconds, filmFps),
});

/**
 * Takes that could stand in an entry's place: what the last job of each chain has made, where that is what the entry
 * shows of the picked one. A segment whose chain is several entries has none, since its clips go together.
 */
function candidatesOf(
  { takes, jobs, timeline }: Plan,
  clips: ReadonlyMap<string, ClipFile>,
): ReadonlyMap<TimelineEntry, readonly Candidate[]> {
  const fingerprints = new Map(jobs.map(({ id, fingerprint }) => [id, fingerprint]));
  const lastOf = (chain: readonly string[]): string => fingerprints.get(chain.at(-1) ?? '') ?? '';
  const ofSegment = new Map<string, Candidate[]>();
  const picked = new Map<string, string>();
  for (const { segment, take, jobs: chain, picked: inCut } of takes) {
    const fingerprint = lastOf(chain);
    const clip = clips.get(fingerprint);
    if (inCut) picked.set(segment, fingerprint);
    else if (clip) {
      const candidates = ofSegment.get(segment) ?? [];
      ofSegment.set(segment, [...candidates, { take, video: videoOf(clip, timeline.fps) }]);
    }
  }
  const entriesOf = new Map<string, number>();
  for (const { segment } of timeline.entries) entriesOf.set(segment, (entriesOf.get(segment) ?? 0) + 1);
  return new Map(
    timeline.entries
      .filter(
        ({ segment, footage }) =>
          entriesOf.get(segment) === 1 &&
          footage.kind === 'clip' &&
          footage.fingerprint === picked.get(segment),
      )
      .map((entry) => [entry, ofSegment.get(entry.segment) ?? []]),
  );
}
