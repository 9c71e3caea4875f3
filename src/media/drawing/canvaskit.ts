import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { CanvasKit, CanvasKitInitOptions } from 'canvaskit-wasm';

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

/** Objects in the engine's memory are not garbage-collected: `keep` registers one, and all are freed at the end. */
export async function withScope<T>(
  work: (keep: <D extends Deletable>(thing: D) => D) => Promise<T>,
): Promise<T> {
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
