import type { Clock, StoreOptions, StudioCore, StudioSettings } from 'storycut/studio';
import { bucketOf } from './bucket.ts';
import { bucketClips } from './bucket-clips.ts';
import { bucketLine } from './bucket-line.ts';
import { folderClips, folderShelf } from './folder.ts';
import type { Shelf } from './shelf.ts';
import type { StoreClips } from './store-clips.ts';

/** Milliseconds for which a bucket that is away is waited for: at the start of a command, and once it has begun. */
const [AT_FIRST, LATER] = [10_000, 120_000];

const { env } = process;

export function shelfOf(clips: StudioSettings['clips'], core: StudioCore, clock: Clock): Shelf {
  return clips.kind === 'folder'
    ? folderShelf(clips.folder, core)
    : bucketOf(clips, bucketLine(clips, { clock, env, patience: AT_FIRST }));
}

/** For a store whose state folder on this machine is `folder`, and which works in `work`. */
export function clipsOf(
  clips: StudioSettings['clips'],
  core: StudioCore,
  {
    folder,
    work,
    options,
  }: { readonly folder: string; readonly work: string; readonly options: StoreOptions },
): StoreClips {
  if (clips.kind === 'folder') return folderClips(clips.folder, core, options);
  const line = bucketLine(clips, { clock: options.clock, env, patience: LATER });
  return bucketClips(bucketOf(clips, line), core, { place: clips, folder, work });
}
