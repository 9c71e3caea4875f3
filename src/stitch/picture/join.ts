import { err, ok, type Result } from '../../core/result.ts';
import { group } from '../../media/encoding.ts';
import type { Cutting } from '../cutting-room.ts';
import type { Shot } from '../material.ts';
import { type CutProblems, ifDamaged, transitionUnavailable, unreadable } from '../problems.ts';
import { aligned, type Stream } from '../transitions/stream.ts';
import { ending, joining } from '../transitions/transition.ts';
import { rawFrames, rawInput } from './decoded.ts';
import type { Rendering } from './encode.ts';
import { labelling, type NamedStretch } from './label.ts';
import type { Join } from './pieces.ts';
import { framesOf, holdingLast, inputOf, type Range, rangeOf } from './source.ts';
import type { Supply } from './supply.ts';

/**
 * A transition's frames, made from frames of the shots on both sides, together with the bridges to the copied parts beside
 * it.
 */
export async function joinRendering(
  join: Join,
  supplyOf: (shot: Shot) => Supply,
  cutting: Cutting,
): Promise<Result<Rendering, CutProblems>> {
  const { film } = cutting;
  const { transition, before, after, frames } = join;
  const stream = { size: film.size, fps: film.timeline.fps, frames };
  const { entry } = before.shot;
  const joined = after ? joining(transition, stream, cutting.tools.ffmpeg) : ok(ending(transition, stream));
  if (!joined.ok) return err([transitionUnavailable(entry.segment, joined.error)]);
  const near = supplyOf(before.shot);
  const far = after && supplyOf(after.shot);
  const lead = near.bridges.out;
  const trail = far?.bridges.in ?? 0;
  const nearRange = rangeOf(near.source, before.from - lead, lead + frames);
  const others = after && far ? [rangeOf(far.source, after.from, frames + trail)] : [];
  const labels = await labelling(namedIn(join), entry.start + before.from, cutting, frames);
  const joint = labels ? 'labelled' : 'joined';
  const shown = [...(lead > 0 ? ['lead'] : []), joint, ...(trail > 0 ? ['trail'] : [])];
  const further = [...others.map((one) => inputOf(one, film)), ...(labels?.inputs ?? [])];
  const [next] = others.map((one) => framesOf(one, film, 1, 'far'));
  const graphOf = (seen: string): string => {
    const graph = [
      ...[seen, divided('near', lead, lead + frames, 'lead', 'before')],
      ...(next === undefined ? [] : [next, divided('far', frames, frames + trail, 'after', 'trail')]),
      ...[joined.value, ...(labels ? [labels.graph(1 + others.length, 'joined', joint)] : [])],
      inTurn(shown, stream),
    ];
    return graph.join(';');
  };
  const { decoded } = near;
  const isDecoded = decoded?.from === before.from - lead && decoded.frames === lead + frames;
  const rendering = (range: Range): Rendering => {
    return {
      inputs: [inputOf(range, film), ...further],
      graph: graphOf(framesOf(range, film, 0, 'near')),
      frames: lead + frames + trail,
      group: group.whole,
      failure: (reason) => unreadable(before.shot, reason),
      ...ifDamaged(before.shot, ...(after ? [after.shot] : [])),
      ...holdingLast(range, lead + frames + trail, rendering),
    };
  };
  const whole = rendering(nearRange);
  if (!isDecoded) return ok(whole);
  const input = { key: '', file: decoded.file, args: rawInput(film) };
  const graph = graphOf(rawFrames(decoded, film, 0, 'near'));
  return ok({ ...whole, decoded: { inputs: [input, ...further], graph } });
}

/** The label changes at the midpoint. */
function namedIn({ before, after, frames }: Join): readonly NamedStretch[] {
  const half = after ? Math.floor(frames / 2) : frames;
  const first = { shot: before.shot, from: 0, to: half };
  return after ? [first, { shot: after.shot, from: half, to: frames }] : [first];
}

/** A graph that splits a stream at this frame. An empty side is left out. */
function divided(from: string, at: number, frames: number, head: string, rest: string): string {
  if (at === 0) return `[${from}]null[${rest}]`;
  if (at === frames) return `[${from}]null[${head}]`;
  const ends = `[${from}]split[${from}-head][${from}-rest]`;
  return `${ends};[${from}-head]trim=end_frame=${at}[${head}];[${from}-rest]trim=start_frame=${at}[${rest}]`;
}

/** A graph that concatenates streams, as `[v]`. */
function inTurn(shown: readonly string[], stream: Stream): string {
  const [only] = shown;
  if (shown.length === 1) return `[${only}]null[v]`;
  const ready = shown.map((from) => `[${from}]${aligned(stream)}[${from}-ready]`);
  const all = shown.map((from) => `[${from}-ready]`).join('');
  return `${ready.join(';')};${all}concat=n=${shown.length}:v=1:a=0,${aligned(stream)}[v]`;
}
