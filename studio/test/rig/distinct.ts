import { randomBytes } from 'node:crypto';
import { appendFile, copyFile } from 'node:fs/promises';
import { ok } from '../../../src/core/result.ts';
import { colourStudio } from '../../../src/sandbox/colour-studio.ts';
import type { SandboxStudio } from '../../../src/sandbox/studio.ts';
import { tools } from '../../../test/sandbox/sandbox.ts';

/** Footage of which each has bytes of its own, and some hundred kilobytes: what follows its frames is read by nobody. */
export function distinctFootage(folder: string): SandboxStudio {
  const plain = colourStudio(tools, folder);
  return {
    async shoot(shooting) {
      const made = await plain.shoot(shooting);
      if (!made.ok) return made;
      const padding = randomBytes(400_000);
      const header = Buffer.alloc(8);
      header.writeUInt32BE(header.length + padding.length);
      header.write('free', 4);
      const own = made.value.replace(/\.mp4$/, `-${padding.toString('hex', 0, 8)}.mp4`);
      await copyFile(made.value, own);
      await appendFile(own, Buffer.concat([header, padding]));
      return ok(own);
    },
    close: plain.close,
  };
}
