import { schemaFiles } from '../core/package-files.ts';
import { prune } from './prune.ts';
import { readShaped } from './read-shaped.ts';
import { shapeOf } from './shape.ts';
import { wantedFiles } from './wanted-files.ts';

/** The names of all files that a storyboard names, as they are written. Undefined if it can't be read that far. */
export async function filesNamed(storyboard: string): Promise<readonly string[] | undefined> {
  const shaped = await readShaped(storyboard, await shapeOf(schemaFiles.storyboard));
  if (!shaped.ok) return undefined;
  const sound = prune(shaped.value.value, shaped.value.misshapen);
  return sound && [...new Set(wantedFiles(sound).map(({ name }) => name))];
}
