import { hashOf } from '../../core/canonical.ts';
import { unreachable } from '../../core/result.ts';
import type { Footage, Timeline, TimelineEntry } from '../../planner/plan.ts';
import type { Material } from '../material.ts';

/** An uninterrupted run of frames of one segment's footage. The film is its pieces, one behind another. */
export interface Piece {
  readonly segment: string;
  readonly footage: Footage;
  /** The first frame of the footage, counted at the film's rate from the first one that is shown. */
  readonly from: number;
  /** 1 or more. */
  readonly frames: number;
  readonly fit: TimelineEntry['fit'];
}

/** A piece with the footage it is cut from. */
export interface Cutting {
  readonly piece: Piece;
  readonly material: Material;
  /** The frame of the film it begins at. */
  readonly at: number;
}

/**
 * The timeline with hard cuts only. Where two segments overlap, the cut stands in the middle: the film keeps
 * its length and every other frame its place.
 */
export function hardCuts(timeline: Timeline): readonly Piece[] {
  return timeline.entries
    .map((entry, i) => {
      const before = timeline.entries[i - 1]?.overlap ?? 0;
      const after = i < timeline.entries.length - 1 ? entry.overlap : 0;
      const head = Math.floor(before / 2);
      const tail = after - Math.floor(after / 2);
      return {
        segment: entry.segment,
        footage: entry.footage,
        from: entry.sourceStart + head,
        frames: entry.frames - head - tail,
        fit: entry.fit,
      };
    })
    .filter((piece) => piece.frames > 0);
}

/** What a piece's footage is known by: its bytes, or a card's words and colours. */
export function footageKey(footage: Footage): string {
  switch (footage.kind) {
    case 'clip':
      return footage.clip ?? `missing ${footage.fingerprint}`;
    case 'file':
      return footage.file.sha256;
    case 'card':
      return hashOf(footage.card);
    default:
      return unreachable(footage);
  }
}
