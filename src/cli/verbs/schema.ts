import { readFile } from 'node:fs/promises';
import { schemaFiles } from '../../core/package-files.ts';
import { type Exit, exit } from '../exit.ts';
import type { Terminal } from '../output.ts';

export async function schema(output: Terminal, name: keyof typeof schemaFiles): Promise<Exit> {
  output.result((await readFile(schemaFiles[name], 'utf8')).trimEnd());
  return exit.good;
}
