// Puts the modules of the built command together into few files: a command is started many times for each film, and
// opening hundreds of files is much of its start. The library's modules stay as the compiler writes them.
import { copyFileSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { rolldown } from 'rolldown';

const root = join(import.meta.dirname, '..');
const built = join(root, 'dist');
const bundled = join(built, 'bundled');

/** Packages of many small files that every start needs. They are put in, with their licences. */
const packages = ['commander', 'yaml'];

const bundle = await rolldown({
  input: { main: join(built, 'cli/main.js'), program: join(built, 'cli/program.js') },
  platform: 'node',
  external: (id) => /^[^./]/.test(id) && !packages.includes(id),
  // Its build for Node asks the environment for each word that it parses.
  resolve: { alias: { yaml: join(root, 'node_modules/yaml/browser/index.js') } },
});
await bundle.write({ dir: bundled, entryFileNames: '[name].js', chunkFileNames: 'parts/[name].js' });
await bundle.close();
rmSync(join(built, 'cli'), { recursive: true });
renameSync(bundled, join(built, 'cli'));
const licences = join(built, 'cli/licences');
mkdirSync(licences);
for (const name of packages) {
  copyFileSync(join(root, 'node_modules', name, 'LICENSE'), join(licences, `${name}.txt`));
}
