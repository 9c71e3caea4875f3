import { constants } from 'node:fs';
import { copyFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makeFolder } from '../../core/make-folder.ts';
import { schemaFiles } from '../../core/package-files.ts';
import { stateFolders } from '../naming/state-folder.ts';

/** The first line of a storyboard whose folder has its own copy of the schema: editors read it. */
export const schemaLine = '# yaml-language-server: $schema=.storycut/storyboard.schema.json';

/**
 * Puts the language's schema into a project's state folder. A copy rather than a link to this
 * installation, so that editors find it wherever the folder moves.
 */
export async function copySchema(folder: string): Promise<void> {
  const copy = join(folder, stateFolders.own, 'storyboard.schema.json');
  await makeFolder(dirname(copy));
  // Never through a link that a project from somebody else has there.
  await rm(copy, { force: true });
  await copyFile(schemaFiles.storyboard, copy, constants.COPYFILE_EXCL);
}
