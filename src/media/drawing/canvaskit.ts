import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { CanvasKit, CanvasKitInitOptions, Surface } from 'canvaskit-wasm';
import type { Size } from '../../core/frames.ts';

let loading: Promise<CanvasKit> | undefined;

/** The drawing engine. It is loaded on first use, because starting it takes longer than most commands. */
export function canvasKit(): Promise<CanvasKit> {
  loading ??= load();
  return loading;
}

async function load(): Promise<CanvasKit> {
  const require = createRequire(import.meta.url);
  const program = require.resolve('canvaskit-wasm');
  const start: (options: CanvasKitInitOptions) => Promise<CanvasKit> = require(program);
  return start({ locateFile: (file) => join(dirname(program), file) });
}

interface Deletable {
  delete(): void;
}

/** Registers an object of the engine, to be freed. */
export type Keep = <D extends Deletable>(thing: D) => D;

/** Objects in the engine's memory are not garbage-collected: `keep` registers one, and all are freed at the end. */
export async function withScope<T>(work: (keep: Keep) => Promise<T>): Promise<T> {
  const kept: Deletable[] = [];
  try {
    return await work((thing) => {
      kept.push(thing);
      return thing;
    });
  } finally {
    for (const thing of kept.reverse()) thing.delete();
  }
}

/** A surface to draw on. Undefined if the engine has no memory for it. */
export function openSurface(kit: CanvasKit, { width, height }: Size, keep: Keep): Surface | undefined {
  const surface = kit.MakeSurface(width, height);
  if (!surface) return undefined;
  // `delete` alone would leave its pixels in the engine's memory.
  keep({ delete: () => surface.dispose() });
  return surface;
}

/** A surface for what is known to be of a usual size. */
export function surfaceOf(kit: CanvasKit, size: Size, keep: Keep): Surface {
  const surface = openSurface(kit, size, keep);
  if (!surface) throw new Error(`no surface of ${size.width}x${size.height}`);
  return surface;
}
