import { copyFile, link, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Diagnostic } from '../core/diagnostic.ts';
import type { Asset } from '../core/footage.ts';
import type { Size } from '../core/frames.ts';
import { err, ok, type Result, unreachable } from '../core/result.ts';
import { readAsset } from '../media/asset.ts';
import { type FootageFacts, readFootage } from '../media/mp4-read.ts';
import { tableOf } from './cache.ts';
import type { CuttingRoom, Film } from './cutting-room.ts';
import { drawCard } from './picture/card.ts';
import { footageKey, type Piece } from './picture/pieces.ts';
import { changed, missing, type Problems, unreadable } from './problems.ts';

/** Footage as files that are there, checked and named by us. */
export type Material =
  | { readonly kind: 'video'; readonly file: string; readonly size: Size; readonly facts: FootageFacts }
  | {
      readonly kind: 'still';
      readonly file: string;
      readonly size: Size;
      readonly format: 'png' | 'jpeg' | 'webp';
    };

/** A piece with the footage it is cut from. */
export interface Cutting {
  readonly piece: Piece;
  readonly material: Material;
  /** The frame of the film it begins at. */
  readonly at: number;
}

/** Finds the footage of each piece; what several share is read once. All problems at once. */
export async function gather(
  pieces: readonly Piece[],
  film: Film,
  room: CuttingRoom,
): Promise<Result<readonly Cutting[], Problems>> {
  const read = new Map<string, Result<Material, Diagnostic>>();
  const cuttings: Cutting[] = [];
  const problems = new Set<Diagnostic>();
  let at = 0;
  for (const piece of pieces) {
    const key = footageKey(piece.footage);
    const material = read.get(key) ?? (await readMaterial(piece, film, room));
    read.set(key, material);
    if (material.ok) cuttings.push({ piece, material: material.value, at });
    else problems.add(material.error);
    at += piece.frames;
  }
  return problems.size > 0 ? err([...problems]) : ok(cuttings);
}

async function readMaterial(
  piece: Piece,
  film: Film,
  room: CuttingRoom,
): Promise<Result<Material, Diagnostic>> {
  const { footage, segment } = piece;
  switch (footage.kind) {
    case 'clip':
      return footage.clip === undefined
        ? err(missing(segment))
        : readVideo(piece, room.clipPath(footage.clip));
    case 'file':
      return readOwn(piece, footage.file, room);
    case 'card': {
      const file = await drawCard(footage.card, film.size, room);
      return ok({ kind: 'still', file, size: film.size, format: 'png' });
    }
    default:
      return unreachable(footage);
  }
}

/** The user's file under a name of ours, and only if its bytes are still those that were planned with. */
async function readOwn(piece: Piece, asset: Asset, room: CuttingRoom): Promise<Result<Material, Diagnostic>> {
  const file = join(tableOf(room), asset.sha256);
  await link(asset.absolute, file)
    .catch(() => symlink(asset.absolute, file))
    .catch(() => copyFile(asset.absolute, file));
  const now = await readAsset(file);
  if (!now.ok || now.value.sha256 !== asset.sha256) return err(changed(piece.segment, asset.path));
  if (asset.facts.kind === 'image') return ok({ ...asset.facts, kind: 'still', file });
  return readVideo(piece, file);
}

async function readVideo(piece: Piece, file: string): Promise<Result<Material, Diagnostic>> {
  try {
    const facts = await readFootage(file);
    return facts
      ? ok({ kind: 'video', file, size: facts.size, facts })
      : err(unreadable(piece, 'it holds no picture'));
  } catch (error) {
    return err(unreadable(piece, error instanceof Error ? error.message : String(error)));
  }
}
