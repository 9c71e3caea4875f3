import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { runFfmpeg } from '../../media/ffmpeg.ts';
import { frameAt } from '../../media/frame-at.ts';
import type { Tools } from '../../media/tools.ts';
import type { ServedFile } from '../http/send-file.ts';

/** Small pictures of footage, made when somebody looks. */
export interface Posters {
  /** The frame that is seen at some milliseconds of a video. */
  of(hash: string, video: string, ms: number): Promise<ServedFile | undefined>;
}

/** Pixels across, and how many are made at once: the page asks for those that are seen. */
const width = 320;
const mostAtOnce = 2;
const mostWaiting = 200;

/** `folder` is ours alone, and is kept: a picture of the same bytes is the same picture. */
export function posterMaker(tools: Tools, folder: string, signal: AbortSignal): Posters {
  const making = new Map<string, Promise<ServedFile | undefined>>();
  const waiting: (() => void)[] = [];
  let atWork = 0;

  async function turn<T>(work: () => Promise<T>): Promise<T> {
    if (atWork >= mostAtOnce) await new Promise<void>((go) => waiting.push(go));
    atWork += 1;
    try {
      return await work();
    } finally {
      atWork -= 1;
      waiting.shift()?.();
    }
  }

  async function make(name: string, video: string, ms: number): Promise<ServedFile | undefined> {
    const file = join(folder, name);
    const served: ServedFile = { file, type: 'image/jpeg' };
    if (await isFile(file)) return served;
    if (signal.aborted) return undefined;
    await mkdir(folder, { recursive: true });
    const png = `${file}.${process.pid}.png`;
    const jpeg = `${file}.${process.pid}.jpg`;
    try {
      const frame = await frameAt(tools, video, { png, at: { from: ms / 1000 } }, signal);
      const small =
        frame.ok &&
        (await runFfmpeg(
          tools,
          {
            inputs: [{ file: png }],
            output: jpeg,
            args: ['-vf', `scale=${width}:-2`, '-q:v', '5', '-f', 'mjpeg'],
          },
          { signal },
        ));
      if (small === false || !small.ok) return undefined;
      await rename(jpeg, file);
      return served;
    } finally {
      await Promise.all([rm(png, { force: true }), rm(jpeg, { force: true })]);
    }
  }

  return {
    async of(hash, video, ms) {
      const name = `${hash}-${ms}.jpg`;
      const before = making.get(name);
      if (before) return await before;
      if (waiting.length >= mostWaiting) return undefined;
      const made = turn(() => make(name, video, ms)).finally(() => making.delete(name));
      making.set(name, made);
      return await made;
    },
  };
}

const isFile = (path: string): Promise<boolean> =>
  stat(path).then(
    (facts) => facts.isFile(),
    () => false,
  );
