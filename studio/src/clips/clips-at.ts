import type { StoreOptions, StudioCore, StudioSettings } from 'storycut/studio';
import { folderClips, folderShelf } from './folder.ts';
import type { Shelf } from './shelf.ts';
import type { StoreClips } from './store-clips.ts';

export const shelfOf = ({ clips }: Pick<StudioSettings, 'clips'>, core: StudioCore): Shelf =>
  folderShelf(clips, core);

/** For a store whose state folder on this machine is `folder`. */
export const clipsOf = (
  { clips }: Pick<StudioSettings, 'clips'>,
  core: StudioCore,
  { options }: { readonly folder: string; readonly options: Pick<StoreOptions, 'files'> },
): StoreClips => folderClips(clips, core, options);
