import { copyFile, link, symlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Diagnostic } from '../core/diagnostic.ts';
import type { Asset } from '../core/footage.ts';
import type { Size } from '../core/frames.ts';
import { err, ok, type Result, unreachable } from '../core/result.ts';
import { readAsset } from '../media/asset.ts';
import type { FootageFacts, HighRange } from '../media/footage-facts.ts';
import { readFootage } from '../media/read-footage.ts';
import type { Footage, TimelineEntry } from '../planner/plan.ts';
import { tableOf } from './cache.ts';
import type { CuttingRoom, Film } from './cutting-room.ts';
import { footageKey } from './footage-key.ts';
import { filesAtOnce, inParallel } from './parallel.ts';
import { drawCard } from './picture/card.ts';
import { canToneMap } from './picture/tone-map.ts';
import type { Way } from './picture/way.ts';
import { changed, missing, type Problems, pale, unreadable } from './problems.ts';

/** Footage as a file that is there, checked and named by us. */
type Material = Video | Still | Photo;

export interface Video {
  readonly kind: 'video';
  /** Says what it shows: equal for equal bytes only. */
  readonly key: string;
  readonly file: string;
  readonly size: Size;
  readonly facts: FootageFacts;
  /** Present where it is to be brought to what an ordinary screen shows. */
  readonly highRange?: HighRange;
}

/** A picture that was drawn here. */
export interface Still {
  readonly kind: 'still';
  readonly key: string;
  readonly file: string;
  readonly size: Size;
  readonly format: 'png';
  /** A camera that moves over it, and the size of what it sees. */
  readonly moving?: { readonly way: Way; readonly window: Size };
}

type StillFootage = Extract<Footage, { kind: 'still' }>;

/** A picture of the user's; what is shown of it depends on the shot. */
export interface Photo {
  readonly kind: 'photo';
  readonly key: string;
  readonly file: string;
  readonly size: Size;
  readonly move: StillFootage['move'];
  /** `#rrggbb`, under what is transparent. */
  readonly ground: string;
}

/** An entry of the timeline with its footage. */
export interface Shot {
  readonly entry: TimelineEntry;
  readonly material: Material;
}

/** Finds the footage of each entry, in order. All problems at once. */
export async function gather(film: Film, room: CuttingRoom): Promise<Result<readonly Shot[], Problems>> {
  const { shots, problems } = await gatherSome(film.timeline.entries, film, room);
  return problems.length > 0 ? err(problems) : ok(shots);
}

/** Those of some entries whose footage is there, and what is wrong with the others'. What several share is read once. */
export async function gatherSome(
  entries: readonly TimelineEntry[],
  film: Film,
  room: CuttingRoom,
): Promise<{ readonly shots: readonly Shot[]; readonly problems: Problems }> {
  const distinct = new Map<string, TimelineEntry>();
  for (const entry of entries) {
    const key = footageKey(entry.footage);
    if (!distinct.has(key)) distinct.set(key, entry);
  }
  const read = new Map<string, Result<Material, Diagnostic>>();
  await inParallel([...distinct], filesAtOnce, async ([key, entry]) => {
    read.set(key, await readMaterial(entry, film, room));
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

async function readMaterial(
  entry: TimelineEntry,
  film: Film,
  room: CuttingRoom,
): Promise<Result<Material, Diagnostic>> {
  const { footage, segment } = entry;
  switch (footage.kind) {
    case 'clip':
      return footage.clip === undefined
        ? err(missing(segment))
        : readVideo(entry, room.clipPath(footage.clip), room);
    case 'file':
      return readOwn(entry, footage.file, room);
    case 'still':
      return readPhoto(entry, footage, black, room);
    case 'card': {
      const { behind, background } = footage.card;
      if (behind?.kind === 'file') return readOwn(entry, behind.file, room);
      if (behind) return readPhoto(entry, behind, background, room);
      const file = await drawCard(footage.card, film.size, segment, room);
      return ok({ kind: 'still', key: basename(file), file, size: film.size, format: 'png' });
    }
    default:
      return unreachable(footage);
  }
}

async function readOwn(
  entry: TimelineEntry,
  asset: Asset,
  room: CuttingRoom,
): Promise<Result<Material, Diagnostic>> {
  const file = await ownFile(asset, room);
  if (file === undefined) return err(changed(asset.path, entry.segment));
  return readVideo(entry, file, room);
}

/** What is behind everything. */
const black = '#000000';

async function readPhoto(
  { segment }: TimelineEntry,
  { image, move }: Pick<StillFootage, 'image' | 'move'>,
  ground: string,
  room: CuttingRoom,
): Promise<Result<Material, Diagnostic>> {
  const file = await ownFile(image, room);
  if (file === undefined) return err(changed(image.path, segment));
  if (image.facts.kind !== 'image') throw new Error(`${image.path} is a still and no image`);
  const { size } = image.facts;
  return ok({ kind: 'photo', key: image.sha256, file, size, move, ground });
}

/** The user's file under a name of ours; undefined if its bytes are no longer those that were planned with. */
export async function ownFile(asset: Asset, room: CuttingRoom): Promise<string | undefined> {
  const file = join(tableOf(room), asset.sha256);
  await link(asset.absolute, file)
    .catch(() => symlink(asset.absolute, file))
    .catch(() => copyFile(asset.absolute, file));
  const now = await readAsset(file);
  return now.ok && now.value.sha256 === asset.sha256 ? file : undefined;
}

async function readVideo(
  entry: TimelineEntry,
  file: string,
  room: CuttingRoom,
): Promise<Result<Material, Diagnostic>> {
  try {
    const facts = await readFootage(file);
    if (!facts) return err(unreadable({ entry, material: { file } }, 'it holds no picture'));
    const video: Video = { kind: 'video', key: footageKey(entry.footage), file, size: facts.size, facts };
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
