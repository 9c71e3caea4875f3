// Puts the modules of the built command together into few files: a command is started many times for each film, and
// opening hundreds of files is much of its start. The library's modules stay as the compiler writes them.
//
// All but `main.js` are parts, which `src/cli/parts/parts.ts` loads: V8 keeps what it compiled of such scripts, and in the
// oldest Node that we run on, it can keep nothing of modules.
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { rolldown } from 'rolldown';

const root = join(import.meta.dirname, '..');
const built = join(root, 'dist');
const bundled = join(built, 'bundled');

/** Packages of many small files that every start needs, or that can only be imported. They are put in, with their licences. */
const packages = { commander: 'LICENSE', yaml: 'LICENSE', 'p-limit': 'license', 'yocto-queue': 'license' };

const parts = await bundle('program', {
  chunkFileNames: 'parts/[name].js',
  plugins: [{ name: 'as-parts', renderChunk: asPart }],
});
const hash = createHash('sha256');
for (const { fileName, code } of parts) hash.update(`${fileName}\0${code}\0`);
for (const name of readdirSync(join(built, 'schemas')))
  hash.update(readFileSync(join(built, 'schemas', name)));
await bundle('main', { banner: `const partsHash = '${hash.digest('hex')}';` });
writeFileSync(join(bundled, 'package.json'), '{ "type": "commonjs" }\n');
rmSync(join(built, 'cli'), { recursive: true });
renameSync(bundled, join(built, 'cli'));
const licences = join(built, 'cli/licences');
mkdirSync(licences);
for (const [name, file] of Object.entries(packages)) {
  copyFileSync(join(root, 'node_modules', name, file), join(licences, `${name}.txt`));
}

async function bundle(name, options) {
  const bundle = await rolldown({
    input: { [name]: join(built, 'cli', `${name}.js`) },
    platform: 'node',
    external: (id) => /^[^./]/.test(id) && !Object.hasOwn(packages, id),
    // Its build for Node asks the environment for each word that it parses.
    resolve: { alias: { yaml: join(root, 'node_modules/yaml/browser/index.js') } },
  });
  const { output } = await bundle.write({
    dir: bundled,
    format: 'cjs',
    entryFileNames: '[name].js',
    comments: false,
    ...options,
  });
  await bundle.close();
  return output;
}

/** Parts can't import: the module that loads them does it for them. Compiled schemas become parts, too. */
function asPart(code) {
  return code
    .replaceAll(/\bimport\((?=["'])/g, 'imported(')
    .replaceAll('(0, node_module.createRequire)(require("url").pathToFileURL(__filename).href)', 'require');
}
