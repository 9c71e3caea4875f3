import { readFile } from 'node:fs/promises';
import { schemaFile } from '../../storyboard/schema-file.ts';
import { type Exit, exit } from '../exit.ts';
import type { Output } from '../output.ts';

export async function schema(output: Output): Promise<Exit> {
  output.result((await readFile(schemaFile(), 'utf8')).trimEnd());
  return exit.good;
}
