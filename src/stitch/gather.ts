import { basename } from 'node:path';
import type { Diagnostic } from '../core/diagnostic.ts';
import type { Asset } from '../core/footage.ts';
import { err, ok, type Result, unreachable } from '../core/result.ts';
import { readFootage } from '../media/read-footage.ts';
import { clearPictures } from '../media/told-picture.ts';
import { canToneMap } from '../media/tone-map.ts';
import type { Footage, TimelineEntry } from '../planner/plan.ts';
import type { Cutting, CuttingRoom } from './cutting-room.ts';
import { footageKey } from './footage-key.ts';
import type { Material, Shot, Video } from './material.ts';
import { ownFile } from './own-file.ts';
import { filesAtOnce, inParallel } from './parallel.ts';
import { drawCard } from './picture/card.ts';
import { type CutProblems, changed, missing, pale, partlyDamaged, unreadable } from './problems.ts';
import { usual } from './usual.ts';

type StillFootage = Extract<Footage, { kind: 'still' }>;

/** Finds the footage of each entry, in order. Reports all problems at once. */
export async function gather(cutting: Cutting): Promise<Result<readonly Shot[], CutProblems>> {
  const { shots, problems } = await gatherSome(cutting.film.timeline.entries, cutting);
  return problems.length > 0 ? err(problems) : ok(shots);
}

/** Shots of the entries whose footage exists, and the problems of the others. Shared footage is read once. */
export async function gatherSome(
  entries: readonly TimelineEntry[],
  cutting: Cutting,
): Promise<{ readonly shots: readonly Shot[]; readonly problems: CutProblems }> {
  const distinct = new Map<string, TimelineEntry>();
  for (const entry of entries) {
    const key = footageKey(entry.footage);
    if (!distinct.has(key)) distinct.set(key, entry);
  }
  const read = new Map<string, Result<Material, Diagnostic>>();
  await inParallel([...distinct], filesAtOnce, async ([key, entry]) => {
    read.set(key, await readMaterial(entry, cutting));
    return ok(undefined);
  });
  const shots: Shot[] = [];
  const problems = new Set<Diagnostic>();
  for (const entry of entries) {
    const material = read.get(footageKey(entry.footage));
    if (material?.ok) shots.push({ entry, material: material.value });
    else if (material) problems.add(material.error);
  }
  return { shots, problems: [...problems] };
}

async function readMaterial(entry: TimelineEntry, cutting: Cutting): Promise<Result<Material, Diagnostic>> {
  const { film } = cutting;
  const { footage, segment } = entry;
  switch (footage.kind) {
    case 'clip':
      return footage.clip === undefined ? err(missing(segment)) : readClip(entry, footage.clip, cutting);
    case 'file':
      return readOwn(entry, footage.file, cutting);
    case 'still':
      return readPhoto(entry, footage, black, cutting);
    case 'card': {
      const { behind, background } = footage.card;
      if (behind?.kind === 'file') return readOwn(entry, behind.file, cutting);
      if (behind) return readPhoto(entry, behind, background, cutting);
      const file = await drawCard(footage.card, film.size, segment, cutting);
      return ok({ kind: 'still', key: basename(file), file, size: film.size, format: 'png' });
    }
    default:
      return unreachable(footage);
  }
}

async function readClip(
  entry: TimelineEntry,
  clip: string,
  cutting: Cutting,
): Promise<Result<Material, Diagnostic>> {
  const file = await cutting.bring(clip);
  return file.ok ? readVideo(entry, file.value, cutting) : err({ ...file.error, segment: entry.segment });
}

async function readOwn(
  entry: TimelineEntry,
  asset: Asset,
  room: CuttingRoom,
): Promise<Result<Material, Diagnostic>> {
  const file = await ownFile(asset, room);
  if (file === undefined) return err(changed(asset.path, entry.segment));
  const damaged = partlyDamaged({ segment: entry.segment });
  const footage = await usual(asset, file, room, damaged);
  if (footage === undefined) return err(undecodable(entry, file));
  return readVideo(entry, footage, room);
}

/** The background behind everything. */
const black = '#000000';

async function readPhoto(
  entry: TimelineEntry,
  { image, move }: Pick<StillFootage, 'image' | 'move'>,
  ground: string,
  room: CuttingRoom,
): Promise<Result<Material, Diagnostic>> {
  const file = await ownFile(image, room);
  if (file === undefined) return err(changed(image.path, entry.segment));
  if (image.facts.kind !== 'image') throw new Error(`${image.path} is a still but not an image`);
  const { size } = image.facts;
  const photo = await usual(image, file, room);
  if (photo === undefined) return err(undecodable(entry, file));
  return ok({ kind: 'photo', key: image.sha256, file: photo, size, move, ground });
}

const undecodable = (entry: TimelineEntry, file: string): Diagnostic =>
  unreadable({ entry, material: { file } }, "it can't be decoded");

async function readVideo(
  entry: TimelineEntry,
  file: string,
  room: CuttingRoom,
): Promise<Result<Material, Diagnostic>> {
  try {
    const facts = await readFootage(file);
    if (!facts) return err(unreadable({ entry, material: { file } }, 'it has no picture'));
    const clear = await clearPictures(room.tools, file, facts);
    const video: Video = {
      ...{ kind: 'video', key: footageKey(entry.footage), file, size: facts.size, facts },
      ...(clear && { clear }),
    };
    if (!facts.highRange) return ok(video);
    if (canToneMap(room.tools.ffmpeg)) return ok({ ...video, highRange: facts.highRange });
    room.emit({ type: 'notice', diagnostic: pale(entry.segment) });
    return ok(video);
  } catch (error) {
    return err(
      unreadable({ entry, material: { file } }, error instanceof Error ? error.message : String(error)),
    );
  }
}
