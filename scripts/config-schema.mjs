// Writes schemas/config.schema.json, for editors and to be compiled: the config file's own part, and the entries of each
// built-in kind of provider that has some. Another file may be named.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withKind } from '../dist/config/with-kind.js';
import { builtInKinds, usualKind } from '../dist/providers/kinds.js';

const root = join(import.meta.dirname, '..');
const read = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'));
const entryOf = (kind) => `src/providers/${kind}/entry.schema.json`;

const schema = builtInKinds
  .map(({ name }) => name)
  .filter((name) => existsSync(join(root, entryOf(name))))
  .reduce(
    (whole, name) => withKind(whole, { name, usual: name === usualKind, entry: read(entryOf(name)) }),
    read('src/config/config.schema.json'),
  );
const [file = join(root, 'schemas/config.schema.json')] = process.argv.slice(2);
writeFileSync(file, `${JSON.stringify(schema, null, 2)}\n`);
