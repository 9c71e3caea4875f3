// Compiles each schema to dist/schemas/NAME.schema.cjs: a function that says whether data fits, and no more. Compiling
// takes many times as long as all that is read, so no command does it for a file that is right.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import ucs2length from 'ajv/dist/runtime/ucs2length.js';
import { default as standalone } from 'ajv/dist/standalone/index.js';
import { asWritten } from '../dist/storyboard/shape.js';

const root = join(import.meta.dirname, '..');
const to = join(root, 'dist/schemas');
mkdirSync(to, { recursive: true });
for (const name of readdirSync(join(root, 'schemas'))) {
  const schema = JSON.parse(readFileSync(join(root, 'schemas', name), 'utf8'));
  const ajv = new Ajv({ ...asWritten, messages: false, code: { source: true, optimize: 1 } });
  const code = standalone.default(ajv, ajv.compile(withoutWords(schema)));
  // Finding it in its package would take longer than checking a storyboard.
  const whole = code.replaceAll('require("ajv/dist/runtime/ucs2length").default', `(${ucs2length.default})`);
  writeFileSync(join(to, name.replace(/\.json$/, '.cjs')), whole);
}

/** What a schema says to people stays out. */
function withoutWords(schema) {
  if (Array.isArray(schema)) return schema.map(withoutWords);
  if (schema === null || typeof schema !== 'object') return schema;
  const words = ['description', 'examples', 'title', '$schema'];
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([key, value]) => !(words.includes(key) && (typeof value === 'string' || Array.isArray(value))))
      .map(([key, value]) => [key, withoutWords(value)]),
  );
}
