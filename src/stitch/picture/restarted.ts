import { rm, writeFile } from 'node:fs/promises';
import { err, ok, type Result } from '../../core/result.ts';
import { type Resemblance, resemblanceOf } from '../../media/alike.ts';
import { writeRestarted } from '../../media/write-restarted.ts';
import { cached, exists, makeFile } from '../cache.ts';
import type { Cutting } from '../cutting-room.ts';
import { type DecodedFrames, decodedFile } from './decoded.ts';
import { type Encoded, readEncoded } from './encode.ts';
import { fitGraph } from './fit.ts';
import { dependsOf, orderFor } from './piece-order.ts';
import type { Stretch } from './pieces.ts';
import type { Restarting } from './restart.ts';
import { type CutSource, inputOf, pictureOf } from './source.ts';
import { restartedSupply, type Supply } from './supply.ts';

/**
 * What a restarted shot is cut from, made of the pictures that were encoded for it. Undefined if it doesn't show
 * what the footage does: encoders are many, and what is written for their streams is believed only once it was seen.
 */
export async function restarted(
  restarting: Restarting,
  stretch: Stretch,
  pictures: Encoded,
  cutting: Cutting,
): Promise<Supply | undefined> {
  const { size, timeline } = cutting.film;
  const { signal } = cutting;
  let decoded: DecodedFrames | undefined;
  const made = await makeFile<undefined>(
    cutting,
    fileFor(restarting, cutting),
    async (draft): Promise<Result<void, undefined>> => {
      const options = { size, fps: timeline.fps, signal };
      if (!(await writeRestarted(restarting.footage, pictures.copyable, draft, options)))
        return err(undefined);
      decoded = await decodedFor(restarting, stretch, draft, cutting);
      const resemblance = await resemblanceTo(restarting, draft, decoded, cutting);
      if (resemblance === 'unlike') await remember(restarting, cutting);
      return resemblance === 'alike' ? ok(undefined) : err(undefined);
    },
  );
  const supply = made.ok ? await restartedBefore(restarting, stretch, cutting) : undefined;
  if (!supply && decoded) await rm(decoded.file, { force: true });
  return supply && decoded ? { ...supply, decoded } : supply;
}

/** What the join at its end needs of the footage, all of which is decoded for the comparison. */
async function decodedFor(
  restarting: Restarting,
  stretch: Stretch,
  draft: string,
  cutting: Cutting,
): Promise<DecodedFrames | undefined> {
  if (!restarting.keepsEnd) return undefined;
  const supply = await supplyFrom(restarting, stretch, draft, cutting);
  const from = stretch.from + stretch.frames - (supply?.bridges.out ?? 0);
  const frames = restarting.shot.entry.frames - from;
  return supply && frames > 0 && frames <= restarting.frames
    ? { file: decodedFile(cutting), from, frames }
    : undefined;
}

function resemblanceTo(
  { shot, video, footage, frames }: Restarting,
  draft: string,
  decoded: DecodedFrames | undefined,
  { film, tools, signal }: Cutting,
): Promise<Resemblance> {
  const { entry } = shot;
  const range = { material: video, from: footage.begin, frames, fit: entry.fit };
  const own = inputOf(range, film);
  const last = decoded && `trim=start_frame=${frames - decoded.frames},setpts=N`;
  const kept = decoded && {
    graph: `[all]${last}[last];${fitGraph(video, entry.fit, film.size, 'last', 'kept')}`,
    frames: decoded.frames,
    file: decoded.file,
  };
  const comparison = {
    inputs: [own, { file: draft }],
    graph: pictureOf(range, film),
    ...{ frames, draft: `${draft}-seen` },
    ...(kept && { kept }),
  };
  return resemblanceOf(tools, comparison, signal);
}

/** What was made before, if any. */
export const restartedBefore = (
  restarting: Restarting,
  stretch: Stretch,
  cutting: Cutting,
): Promise<Supply | undefined> => supplyFrom(restarting, stretch, fileFor(restarting, cutting), cutting);

async function supplyFrom(
  { shot, video, own, footage }: Restarting,
  stretch: Stretch,
  file: string,
  { film }: Cutting,
): Promise<Supply | undefined> {
  const encoded = await readEncoded(file, film);
  const first = shot.entry.sourceStart;
  const body: CutSource | undefined = encoded && { ...encoded, shot, first: first - footage.begin };
  return body && restartedSupply({ shot, video, copyable: own, first }, body, stretch);
}

const fileFor = (restarting: Restarting, cutting: Cutting): string =>
  cached(cutting, 'pieces', dependsOn(restarting, cutting), 'mp4');

const dependsOn = ({ rendering, video, footage }: Restarting, { film, tools }: Cutting): unknown => {
  const { begin, stop } = footage;
  const pictures = dependsOf(orderFor(rendering, film), tools);
  return { restarted: 1, footage: video.key, begin, stop, pictures };
};

/** Whether it was tried before, and did not show what the footage does. */
export const isUnlike = (restarting: Restarting, cutting: Cutting): Promise<boolean> =>
  exists(verdictFor(restarting, cutting));

const remember = (restarting: Restarting, cutting: Cutting): Promise<unknown> =>
  makeFile(cutting, verdictFor(restarting, cutting), async (draft) => ok(await writeFile(draft, 'unlike')));

const verdictFor = (restarting: Restarting, cutting: Cutting): string =>
  cached(cutting, 'judged', dependsOn(restarting, cutting), 'txt');
