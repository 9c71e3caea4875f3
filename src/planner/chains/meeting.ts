import type { Size } from '../../core/frames.ts';
import { type FramePlace, frameFingerprint, type Input, inputKey } from '../../core/request.ts';
import type { Segment } from '../../storyboard/model.ts';
import { type FootagePart, type Origin, secondsOf, type TakeFootage } from './footage.ts';
import { sizeOf } from './given.ts';
import type { BareFrameJob } from './job-list.ts';
import { beginsWithFile } from './order.ts';

/** A picture that footage begins or ends with. */
export interface EdgePicture {
  readonly input: Input;
  /** That of the picture, if it is known. */
  readonly size?: Size;
  /** Takes the picture from other footage. */
  readonly job?: BareFrameJob;
}

/** A segment as it is planned, with its picked footage. */
interface Met {
  readonly segment: Segment;
  readonly footage: TakeFootage;
}

/** A user's own picture. */
export function ownPicture(image: Parameters<typeof sizeOf>[0]): EdgePicture {
  const size = sizeOf(image);
  return { input: { kind: 'file', sha256: image.sha256 }, ...(size && { size }) };
}

/** Seconds: less is no time. */
const nothing = 0.0005;

/** The first picture that the film shows of a segment; a still's is all of it. Undefined for a card. */
export function firstShown({ segment, footage }: Met): EdgePicture | undefined {
  const { source, trim } = segment;
  if (source.kind === 'image' && source.image !== 'previous' && beginsWithFile(segment))
    return ownPicture(source.image);
  const [first] = footage.pieces;
  if (first === undefined) return undefined;
  if (footage.isStill) return { input: first.from.input, size: footage.size };
  const from = trim?.from ?? 0;
  const { piece, before } = pieceWhere(footage.pieces, (end) => end > from + nothing);
  return taken(piece, footage.size, { from: placeIn(piece, from - before) });
}

/**
 * The last picture that the film shows of a segment, in the same way. `fps` is the film's: of fast footage, its last frame
 * shows what is some frames before the end.
 */
export function lastShown({ segment, footage }: Met, fps: number): EdgePicture | undefined {
  const last = footage.pieces.at(-1);
  if (last === undefined) return undefined;
  if (footage.isStill) return { input: last.from.input, size: footage.size };
  const until = endOf(segment, secondsOf(footage)) - ((segment.speed ?? 1) - 1) / (2 * fps);
  const { piece, before } = pieceWhere(footage.pieces, (end) => end > until - nothing);
  const own = until - before;
  if (own > piece.seconds - nothing) return taken(piece, footage.size);
  return taken(piece, footage.size, { until: placeIn(piece, own) });
}

/** Where in its footage the film cuts away from a segment. */
export const endOf = ({ trim, duration }: Segment, there: number): number =>
  Math.min(there, trim?.to ?? duration ?? there);

/** The first piece that ends where it may, and where it begins. */
function pieceWhere(
  pieces: readonly FootagePart[],
  holds: (end: number) => boolean,
): { readonly piece: FootagePart; readonly before: number } {
  let before = 0;
  for (const piece of pieces.slice(0, -1)) {
    if (holds(before + piece.seconds)) return { piece, before };
    before += piece.seconds;
  }
  const piece = pieces.at(-1);
  if (piece === undefined) throw new Error('footage has a piece');
  return { piece, before };
}

/** Some servers return an extension without what it extends: then only its end is where it is expected. */
const placeIn = (piece: FootagePart, seconds: number): number =>
  toMilliseconds(piece.after === undefined ? seconds : seconds - piece.seconds);

const toMilliseconds = (seconds: number): number => Math.round(seconds * 1000) / 1000;

function taken({ from }: FootagePart, size: Size, at?: FramePlace): EdgePicture {
  const fingerprint = inputKey(from.input);
  return {
    input: at === undefined ? { kind: 'last-frame', fingerprint } : { kind: 'frame', fingerprint, at },
    size,
    job: frameJob(from, at),
  };
}

export function frameJob({ id, segment, take, link, input: source }: Origin, at?: FramePlace): BareFrameJob {
  const fingerprint = frameFingerprint(inputKey(source), at);
  const job = { segment, take, link, kind: 'frame', fingerprint, source } as const;
  return at === undefined ? { id: `${id}.frame`, ...job } : { id: `${id}.${nameOf(at)}`, ...job, at };
}

function nameOf(at: FramePlace): string {
  if ('until' in at) return `frame-before-${inWords(at.until)}`;
  return at.from === 0 ? 'first-frame' : `frame-${inWords(at.from)}`;
}

const inWords = (seconds: number): string => (seconds < 0 ? `end-${-seconds}` : String(seconds));
