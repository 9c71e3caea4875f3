import { stat } from 'node:fs/promises';
import { extname } from 'node:path';
import type { Asset } from '../../core/footage.ts';
import type { PlannedFilm } from '../../project/film/film.ts';
import { nodeFiles } from '../../store/node-files.ts';
import { allAssets } from '../../storyboard/assets.ts';
import type { ServedFile } from '../http/send-file.ts';

/** The files that the page may see, by the hash of their bytes: clips of the film, and the user's own that it names. */
export interface Library {
  /** What the film consists of from now on. */
  hold(planned: PlannedFilm): void;
  file(hash: string): Promise<ServedFile | undefined>;
}

type Held = {
  readonly type: ServedFile['type'];
} /** Its name is a person's, so that its bytes may be others by now. */ & (
  | { readonly kind: 'own'; readonly path: string }
  /** Its bytes may be on another machine yet. */
  | { readonly kind: 'clip'; readonly bring: PlannedFilm['bring'] }
);

export function mediaLibrary(): Library {
  const held = new Map<string, Held>();
  /** By path: as what a file was seen to have which hash. */
  const seen = new Map<string, { readonly stamp: string; readonly hash: string }>();

  async function hashNow(path: string): Promise<string | undefined> {
    const facts = await stat(path).catch(() => undefined);
    if (!facts?.isFile()) return undefined;
    const stamp = `${facts.ino} ${facts.size} ${facts.mtimeMs}`;
    const before = seen.get(path);
    if (before?.stamp === stamp) return before.hash;
    const hash = await nodeFiles.hash(path);
    seen.set(path, { stamp, hash });
    return hash;
  }

  async function fileOf(held: Held, hash: string): Promise<string | undefined> {
    if (held.kind === 'own') return (await hashNow(held.path)) === hash ? held.path : undefined;
    const brought = await held.bring(hash);
    return brought.ok ? brought.value : undefined;
  }

  return {
    hold(planned) {
      for (const [hash, file] of filesOf(planned)) held.set(hash, file);
    },
    async file(hash) {
      const found = held.get(hash);
      if (found === undefined) return undefined;
      const file = await fileOf(found, hash);
      return file === undefined ? undefined : { file, type: found.type };
    },
  };
}

function* filesOf({
  film,
  attempts,
  bring,
  plan,
  holdings,
}: PlannedFilm): Generator<readonly [string, Held]> {
  for (const asset of allAssets(film.storyboard)) {
    const type = typeOf(asset);
    if (type) yield [asset.sha256, { kind: 'own', path: asset.absolute, type }];
  }
  for (const attempt of attempts())
    if (attempt.kind === 'made') yield [attempt.clip.hash, { kind: 'clip', bring, type: 'video/mp4' }];
  for (const { kind, fingerprint } of plan.jobs) {
    const clip = holdings.clip(fingerprint)?.hash;
    if (clip !== undefined)
      yield [clip, { kind: 'clip', bring, type: kind === 'frame' ? 'image/png' : 'video/mp4' }];
  }
}

/** What browsers play is told as what it is; what they don't play is no other by another name. */
const soundTypes: Readonly<Record<string, ServedFile['type']>> = {
  '.mp3': 'audio/mpeg',
  '.wav': 'audio/wav',
  '.m4a': 'audio/mp4',
  '.aac': 'audio/aac',
  '.ogg': 'audio/ogg',
  '.opus': 'audio/ogg',
  '.flac': 'audio/flac',
};

/** By what its bytes are, whatever its name says; never one that a browser could run. */
function typeOf({ facts, path }: Asset): ServedFile['type'] | undefined {
  switch (facts.kind) {
    case 'image':
      return `image/${facts.format}`;
    case 'video':
      return /\.webm$/i.test(path) ? 'video/webm' : 'video/mp4';
    case 'audio':
      return soundTypes[extname(path).toLowerCase()] ?? 'application/octet-stream';
    default:
      return undefined;
  }
}
