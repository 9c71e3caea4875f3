// Makes the built command callable: executable, and where `npx storycut` looks first inside this checkout.
import { chmodSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const command = join(root, 'dist/cli/main.js');
chmodSync(command, 0o755);

// Packing a release builds without an installation to link into.
if (existsSync(join(root, 'node_modules'))) {
  const folder = join(root, 'node_modules/.bin');
  mkdirSync(folder, { recursive: true });
  const link = join(folder, 'storycut');
  rmSync(link, { force: true });
  if (process.platform === 'win32') writeFileSync(`${link}.cmd`, `@node "${command}" %*\r\n`);
  else symlinkSync('../../dist/cli/main.js', link);
}
