import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Input, inputKey } from '../../src/core/request.ts';
import type { Submission } from '../../src/providers/provider.ts';
import { folder, generate, submission } from './videos-api/asking.ts';

/** A submission with files of these bytes as inputs. */
export async function sending(
  more: Parameters<typeof generate>[0],
  files: readonly (readonly [Input, Uint8Array])[],
): Promise<Submission> {
  const room = await folder();
  const inputs = new Map<string, { file: string }>();
  for (const [index, [input, bytes]] of files.entries()) {
    const file = join(room, String(index));
    await writeFile(file, bytes);
    inputs.set(inputKey(input), { file });
  }
  return submission(generate(more), inputs);
}
