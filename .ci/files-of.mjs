// Writes the files that a page shows into a folder: `node .ci/files-of.mjs PAGE FOLDER`.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [page, folder] = process.argv.slice(2);
for (const [, name, text] of readFileSync(page, 'utf8').matchAll(/^```\w+ (\S+)\n([\s\S]*?)^```$/gm)) {
  writeFileSync(join(folder, name), text);
}
