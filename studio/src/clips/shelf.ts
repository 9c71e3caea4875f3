import type { StoredClip } from 'storycut/studio';

/** What names a clip's bytes. */
export type ClipName = Pick<StoredClip, 'hash' | 'extension'>;

/** The place of a studio's clips, as all its machines see it. Methods throw a `ClipsUnusable`. */
export interface Shelf {
  /** The text of its mark; undefined if it has none for certain. */
  readMark(): Promise<string | undefined>;
  /** False: somebody has marked it meanwhile. `replacing`: a mark that is there is replaced. */
  writeMark(text: string, replacing: boolean): Promise<boolean>;
  /** How many bytes of which clips are there, by hash; those that are not there for certain are left out. */
  sizes(clips: readonly ClipName[]): Promise<ReadonlyMap<string, number>>;
}
