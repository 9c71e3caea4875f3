import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { schemaFiles } from '../../core/package-files.ts';

/** The first line of a storyboard whose folder has its own copy of the schema: editors read it. */
export const schemaLine = '# yaml-language-server: $schema=.storycut/storyboard.schema.json';

/**
 * Puts the language's schema into a project's state folder. A copy rather than a link to this
 * installation, so that editors find it wherever the folder moves.
 */
export async function copySchema(folder: string): Promise<void> {
  await mkdir(join(folder, '.storycut'), { recursive: true });
  await copyFile(schemaFiles.storyboard, join(folder, '.storycut', 'storyboard.schema.json'));
}
