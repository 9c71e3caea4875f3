import { randomUUID } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type Size, sizeText } from '../../core/frames.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { type Print, printPhoto, printSize } from '../../media/drawing/photo.ts';
import type { Box } from '../../media/drawing/sheet.ts';
import { stillPicture } from '../../media/encoding.ts';
import { runFfmpeg } from '../../media/ffmpeg.ts';
import type { TimelineEntry } from '../../planner/plan.ts';
import { cached, exists, makeFile, tableOf } from '../cache.ts';
import type { Cutting, CuttingRoom, Film } from '../cutting-room.ts';
import type { DrawnStill, Photo } from '../material.ts';
import { type CutProblems, failedRun, unreadable } from '../problems.ts';
import { windowOf } from './fit.ts';
import { wayOver, within } from './way.ts';

/**
 * The visible part of a photo, upright and no larger than it is shown, as a PNG that is cached. It doesn't depend on the
 * photo's format, colours and depth, or on the ffmpeg.
 */
export async function develop(
  photo: Photo,
  entry: TimelineEntry,
  cutting: Cutting,
): Promise<Result<DrawnStill, CutProblems>> {
  const { film } = cutting;
  const { key: sha256, ground } = photo;
  const { region, size, moving } = viewOf(photo, entry, film);
  const depends = { version: 1, sha256, region, size, ground, ffmpeg: cutting.tools.ffmpeg.version };
  const file = cached(cutting, 'stills', depends, 'png');
  const still: DrawnStill = {
    ...{ kind: 'still', key: basename(file), file, size, format: 'png' },
    ...(moving && { moving }),
  };
  if (await exists(file)) return ok(still);
  const halvings = Math.floor(Math.log2(Math.min(region.width / size.width, region.height / size.height)));
  const print: Print = { region, ground, halvings: Math.max(0, halvings) };
  const pixels = await printPhoto(await readFile(photo.file), print);
  if (!pixels) return err([unreadable({ entry, material: photo }, "it can't be decoded")]);
  const made = await makeFile(cutting, file, (draft) =>
    scaleTo(size, pixels, printSize(print), cutting, draft),
  );
  return made.ok
    ? ok(still)
    : failedRun(made.error, (reason) => unreadable({ entry, material: photo }, reason));
}

/** The part of a photo that is shown, its size, and the camera's move over it. */
interface Seen {
  readonly region: Box;
  readonly size: Size;
  readonly moving?: DrawnStill['moving'];
}

function viewOf({ size: own, move }: Photo, { fit, frames }: TimelineEntry, film: Film): Seen {
  const window = windowOf(own, fit, film.size);
  if (move !== 'none') {
    const stretched = fit === 'stretch';
    const way = wayOver(own, window, move, { seconds: frames / film.timeline.fps, stretched });
    return { region: way.region, size: way.canvas, moving: { way, window } };
  }
  const shape = fit === 'crop' ? within(own, window) : own;
  const width = Math.max(1, Math.round(shape.width));
  const height = Math.max(1, Math.round(shape.height));
  const region = {
    x: Math.floor((own.width - width) / 2),
    y: Math.floor((own.height - height) / 2),
    ...{ width, height },
  };
  const larger = width > window.width && height > window.height;
  return { region, size: larger ? window : { width, height } };
}

async function scaleTo(size: Size, rgba: Uint8Array, from: Size, room: CuttingRoom, draft: string) {
  const raw = join(tableOf(room), `${randomUUID()}.rgba`);
  await writeFile(raw, rgba);
  const args = ['-f', 'rawvideo', '-pixel_format', 'rgba', '-video_size', sizeText(from), '-framerate', '1'];
  const graph = `[0:v:0]scale=${size.width}:${size.height}:flags=bicubic+accurate_rnd+full_chroma_int+full_chroma_inp,format=rgb24[v]`;
  const job = { inputs: [{ file: raw, args }], graph, output: draft };
  const wanted = ['-map', '[v]', '-frames:v', '1', ...stillPicture];
  return await runFfmpeg(room.tools, { ...job, args: wanted }).finally(() => rm(raw, { force: true }));
}
