import type { Size } from '../../core/frames.ts';
import type { Input } from '../../core/request.ts';

/**
 * The footage of a take: what other segments continue or edit, and what the film shows.
 * Several pieces, in playing order, if the model continues from a last frame: each is a clip of its own.
 */
export interface TakeFootage {
  readonly pieces: readonly FootagePart[];
  /** Of the picture. */
  readonly size: Size;
  /** Of the last piece. Absent for a user's file, which no model made. */
  readonly lineage?: Lineage;
  /** Whether it is a user's picture, whose file is its only piece. */
  readonly isStill?: true;
}

export interface FootagePart {
  /** The job or user's file that holds it. */
  readonly from: Origin;
  /** The segment's own footage in it, in seconds. */
  readonly seconds: number;
  /** What precedes it in the same clip: the footage that it extends natively. */
  readonly after?: Before;
  /** Where several jobs of a chain made it, each extending the one before: these, in order. The last one is `from`. */
  readonly links?: readonly ChainedPart[];
}

/** What one job of a chain adds. */
export interface ChainedPart {
  readonly from: Origin;
  readonly seconds: number;
}

interface Before {
  /** Of the job that made the footage before. */
  readonly fingerprint: string;
  /** As planned. */
  readonly seconds: number;
}

/** Footage that a job can start from. */
export interface Origin {
  readonly input: Exclude<Input, { kind: 'last-frame' | 'frame' }>;
  /** The job's id; for a user's file, of the segment that shows it. */
  readonly id: string;
  readonly segment: string;
  readonly take: number;
  readonly link: number;
}

/** Who made a clip, and how many extensions it holds since its root generate job. */
interface Lineage {
  readonly provider: string;
  readonly model: string;
  readonly extensions: number;
}

/** Seconds of a segment's own footage. */
export const secondsOf = ({ pieces }: TakeFootage): number =>
  pieces.reduce((sum, piece) => sum + piece.seconds, 0);

/** Seconds of all the footage in a piece's clip. */
export const wholeOf = ({ after, seconds }: FootagePart): number => (after?.seconds ?? 0) + seconds;

export const linksOf = ({ links, from, seconds }: FootagePart): readonly ChainedPart[] =>
  links ?? [{ from, seconds }];
