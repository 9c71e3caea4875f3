import { err, ok, type Result } from '../../core/result.ts';
import { group } from '../../media/encoding.ts';
import type { CuttingRoom, Film } from '../cutting-room.ts';
import type { Shot } from '../material.ts';
import { type Problems, transitionUnavailable, unreadable } from '../problems.ts';
import { ending, joining } from '../transitions/transition.ts';
import type { Rendering } from './encode.ts';
import type { Join } from './pieces.ts';
import { framesOf, inputOf, rangeOf, type Source } from './source.ts';

/** A transition's frames, made of the very frames of the shots on both of its sides. */
export function joinRendering(
  { transition, before, after, frames }: Join,
  sourceOf: (shot: Shot) => Source,
  film: Film,
  room: CuttingRoom,
): Result<Rendering, Problems> {
  const stream = { size: film.size, fps: film.timeline.fps, frames };
  const { entry } = before.shot;
  const joined = after ? joining(transition, stream, room.tools.ffmpeg) : ok(ending(transition, stream));
  if (!joined.ok) return err([transitionUnavailable(entry.segment, joined.error)]);
  const sides = [before, ...(after ? [after] : [])];
  const ranges = sides.map(({ shot, from }) => rangeOf(sourceOf(shot), from, frames));
  const cuts = ranges.map((range, i) => framesOf(range, film, `${i}:v:0`, i === 0 ? 'before' : 'after'));
  return ok({
    inputs: ranges.map((range) => inputOf(range, film)),
    graph: [...cuts, joined.value, '[joined]null[v]'].join(';'),
    frames,
    group: group.whole,
    failure: (reason) => unreadable(entry, reason),
  });
}
