import { hashOf } from '../../core/canonical.ts';
import type { Size } from '../../core/frames.ts';
import { type Coding, mp4, picture, type Quality, type Restorable } from '../../media/encoding.ts';
import { isOld } from '../../media/old-ffmpeg.ts';
import type { Tools } from '../../media/tools.ts';

/** Pictures to encode, as a value that any machine can be told: its inputs are named by their content, not by a path. */
export interface PieceOrder {
  /** `key` identifies an input's content. `args` come before it. */
  readonly inputs: readonly { readonly key: string; readonly args: readonly string[] }[];
  /** From `[0:v:0]`, `[1:v:0]`, … to `[v]`, pictures of this size. */
  readonly graph: string;
  readonly frames: number;
  /** Seconds between keyframes. */
  readonly group: number;
  readonly quality: Coding;
  readonly size: Size;
  readonly fps: number;
}

/** What a rendering says of what has to be encoded. */
type Asked = Pick<PieceOrder, 'inputs' | 'graph' | 'frames' | 'group'> & {
  readonly drawn?: boolean;
  readonly restored?: Restorable;
};

/** What a film says of what is encoded for it. */
interface Shown extends Pick<PieceOrder, 'size'> {
  readonly quality: Quality;
  readonly timeline: Pick<PieceOrder, 'fps'>;
}

export const orderFor = (
  { inputs, graph, frames, group, drawn = false, restored }: Asked,
  { quality, size, timeline: { fps } }: Shown,
): PieceOrder => ({
  inputs: inputs.map(({ key, args }) => ({ key, args })),
  ...{ graph, frames, group, size, fps },
  quality: restored ?? (drawn && quality === 'full' ? 'drawn' : quality),
});

/** ffmpeg's arguments before the output. */
export const argsOf = ({ frames, group, quality, fps }: PieceOrder, tools: Tools): readonly string[] => [
  // Left to itself, an old one drops and repeats frames where a graph hands out many at once, as behind a gap.
  ...(isOld(tools) ? ['-vsync', 'vfr'] : []),
  // Frames are counted by the files' own times.
  ...['-map', '[v]', '-copyts', '-frames:v', String(frames)],
  ...[...picture(fps, group, quality), ...mp4(fps)],
];

/** What a piece depends on: it is the same for equal bytes. */
export const dependsOf = (order: PieceOrder, tools: Tools): unknown => ({
  inputs: order.inputs,
  graph: order.graph,
  args: argsOf(order, tools),
  ffmpeg: tools.ffmpeg.version,
});

/** A piece's name: the hash of everything that its bytes depend on. */
export const pieceName = (order: PieceOrder, tools: Tools): string => hashOf(dependsOf(order, tools));
