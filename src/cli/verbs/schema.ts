import { readFile } from 'node:fs/promises';
import { schemaFiles } from '../../core/package-files.ts';
import { type Exit, exit } from '../exit.ts';
import type { Terminal } from '../output.ts';

export async function schema(output: Terminal): Promise<Exit> {
  output.result((await readFile(schemaFiles.storyboard, 'utf8')).trimEnd());
  return exit.good;
}
