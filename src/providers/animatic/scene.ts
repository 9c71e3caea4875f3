import type { Size } from '../../core/frames.ts';
import type { EditRequest, ExtendRequest, GenerateRequest, OfEach, Request } from '../../core/request.ts';
import type { PromptParts } from '../../sketch/prompt-parts.ts';
import type { CameraTerm, Sketch } from '../../sketch/sketch.ts';
import type { Look } from './look.ts';
import { type CameraMove, moveInWords, moveOf } from './move.ts';
import { worldOf } from './world.ts';

/** A stretch of animatic to draw: everything about it except its files. */
export interface DrawnScene {
  readonly size: Size;
  readonly fps: number;
  readonly frames: number;
  /** Frames before it in the clip. */
  readonly before: number;
  readonly slate: string;
  readonly shot: PromptParts;
  readonly look: Look;
  /** What the prompt says of the picture. */
  readonly sketch: Sketch;
}

/** A first look: what the words say of the picture. A camera that they don't mention stands still. */
export function firstLook(sketch: Sketch, prompt: string, seed: number): Look {
  const move = moveOf(sketch.camera ?? [], sketch.motion?.way);
  const world = worldOf(sketch, prompt, seed);
  return { ...world, ...going(world.motion, move), view: { x: 0, y: 0, zoom: 1 }, move, tones: [] };
}

/** Whoever goes where the words don't say goes where the camera beside them goes. */
const going = (motion: Sketch['motion'], { mount, pan }: CameraMove): Pick<Look, 'motion'> =>
  motion && motion.way === undefined && mount === 'beside'
    ? { motion: { ...motion, way: pan < 0 ? 'left' : 'right' } }
    : { ...(motion && { motion }) };

/**
 * The look of the next stretch: the same world, from the camera's position. The move continues unless the prompt asks for
 * another; what moves in it is what the prompt says.
 */
export function nextLook({ motion: _, ...look }: Look, { camera, motion }: Sketch): Look {
  const move = camera ? moveOf(camera, motion?.way) : look.move;
  return { ...look, move, ...going(motion, move) };
}

/** The request in one line; `seconds` is its length. */
export function slateText(
  request: Request,
  seconds: number,
  fps: number,
  camera?: readonly CameraTerm[],
): string {
  const { model, size, take } = request;
  const length = `${Number(seconds.toFixed(2))} s`;
  const common: OfEach<Request, Parts> = {
    model: [model.toUpperCase()],
    kind: [],
    seconds: [{ generate: length, extend: `+${length}`, edit: `EDIT ${length}` }[request.kind]],
    size: [`${size.width}×${size.height}`],
    fps: [`${Number(fps.toFixed(2))} fps`],
    take: [`take ${take}`],
    prompt: camera ? [moveInWords(camera)] : [],
    ...{ provider: [], options: [], variation: [], sound: [] },
  };
  // What is visible needs no words.
  const parts =
    request.kind === 'generate'
      ? ({ ...common, firstFrame: [], lastFrame: [], references: [], characters: [] } satisfies OfEach<
          GenerateRequest,
          Parts
        >)
      : ({ ...common, source: [] } satisfies OfEach<ExtendRequest, Parts> & OfEach<EditRequest, Parts>);
  return Object.values(parts).flat().join('  ·  ');
}

type Parts = readonly string[];
