import { appendFile, copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ok } from '../../../src/core/result.ts';
import type { SandboxStudio } from '../../../src/sandbox/studio.ts';

/** Footage that looks alike, with bytes of its own for each order: its prompt, in a box that players skip. */
export function wordedFootage(plain: SandboxStudio, folder: string): SandboxStudio {
  let shot = 0;
  return {
    async shoot(shooting) {
      const made = await plain.shoot(shooting);
      if (!made.ok) return made;
      const file = join(folder, `worded-${shot++}.mp4`);
      await copyFile(made.value, file);
      await appendFile(file, wordsBox(shooting.prompt));
      return ok(file);
    },
    close: () => plain.close(),
  };
}

/** Whether the footage was made for this prompt. */
export const isFor = (footage: Buffer, prompt: string): boolean => footage.includes(wordsBox(prompt));

function wordsBox(words: string): Buffer {
  const box = Buffer.from(`....free${words}`);
  box.writeUInt32BE(box.byteLength);
  return box;
}
