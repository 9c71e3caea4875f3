// Puts the modules of the built command together into few files: a command is started many times for each film, and
// opening hundreds of files is much of its start. The library's modules stay as the compiler writes them.
import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { rolldown } from 'rolldown';

const built = join(import.meta.dirname, '../dist');
const bundled = join(built, 'bundled');

const bundle = await rolldown({
  input: { main: join(built, 'cli/main.js'), program: join(built, 'cli/program.js') },
  platform: 'node',
  external: /^[^./]/,
});
await bundle.write({ dir: bundled, entryFileNames: '[name].js', chunkFileNames: 'parts/[name].js' });
await bundle.close();
rmSync(join(built, 'cli'), { recursive: true });
renameSync(bundled, join(built, 'cli'));
