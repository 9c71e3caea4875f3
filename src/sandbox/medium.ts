import { sha256 } from '../core/canonical.ts';
import type { MediumKind } from '../core/request.ts';
import { imageHeader } from '../media/image-header.ts';
import { probe } from '../media/probe.ts';
import { keepBytes } from './keep-bytes.ts';

/** A file that a request refers to. */
export interface Medium {
  readonly file: string;
  readonly sha256: string;
  readonly bytes: Buffer;
}

/** Keeps it in the folder. Undefined: it is nothing of that kind. */
export async function mediumOf(bytes: Buffer, kind: MediumKind, folder: string): Promise<Medium | undefined> {
  const file = await keepBytes(bytes, kind, folder);
  return (await isOfKind(file, bytes, kind)) ? { file, bytes, sha256: sha256(bytes) } : undefined;
}

async function isOfKind(file: string, bytes: Buffer, kind: MediumKind): Promise<boolean> {
  if (kind === 'image') return imageHeader(bytes) !== undefined;
  const facts = await probe(file);
  return facts.ok && facts.value.kind === kind;
}

/** Of footage or sound. */
export async function secondsOf({ file }: Medium): Promise<number> {
  const facts = await probe(file);
  return facts.ok && facts.value.kind !== 'image' ? facts.value.seconds : 0;
}
