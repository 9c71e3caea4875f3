import type { Size } from '../../core/frames.ts';
import type { EditRequest, ExtendRequest, GenerateRequest, OfEach, Request } from '../../core/request.ts';
import { chance } from './chance.ts';
import type { Look } from './look.ts';
import { type CameraMove, moveInWords, readMove, still } from './move.ts';
import { paletteFor } from './palette.ts';
import type { PromptParts } from './prompt-parts.ts';
import { terrainFor } from './terrain.ts';

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
  /** The camera move in the prompt; undefined if it mentions none. */
  readonly asked: CameraMove | undefined;
}

/** A first look, from the request alone: its words if they mention light and camera, otherwise its seed. */
export function firstLook(prompt: string, seed: number): Look {
  return {
    seed,
    palette: paletteFor(prompt, seed),
    terrain: terrainFor(prompt),
    view: { x: 0, y: 0, zoom: 1 },
    move: readMove(prompt) ?? { ...still, pan: chance(seed, 21) < 0.5 ? -0.5 : 0.5 },
    tones: [],
  };
}

/**
 * The look of the next stretch: the same world, from the camera's position. The move continues unless the prompt asks for
 * another.
 */
export const nextLook = (look: Look, asked: CameraMove | undefined): Look => ({
  ...look,
  move: asked ?? look.move,
});

/** The request in one line; `seconds` is its length. */
export function slateText(request: Request, seconds: number, fps: number, move?: CameraMove): string {
  const { model, size, take } = request;
  const length = `${Number(seconds.toFixed(2))} s`;
  const common: OfEach<Request, Parts> = {
    model: [model.toUpperCase()],
    kind: [],
    seconds: [{ generate: length, extend: `+${length}`, edit: `EDIT ${length}` }[request.kind]],
    size: [`${size.width}×${size.height}`],
    fps: [`${Number(fps.toFixed(2))} fps`],
    take: [`take ${take}`],
    prompt: move ? [moveInWords(move)] : [],
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
