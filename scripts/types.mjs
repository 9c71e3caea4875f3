// Writes src/storyboard/schema.gen.ts from the storyboard language's schema. With --check: only says
// whether it is up to date.
import { readFileSync, writeFileSync } from 'node:fs';
import { compile } from 'json-schema-to-typescript';

const from = new URL('../schemas/storyboard.schema.json', import.meta.url);
const to = new URL('../src/storyboard/schema.gen.ts', import.meta.url);

const schema = JSON.parse(readFileSync(from, 'utf8'));
const types = await compile(schema, 'StoryboardFile', {
  additionalProperties: false,
  bannerComment: '// Generated from schemas/storyboard.schema.json by `npm run types`. Do not edit.',
  ignoreMinAndMaxItems: true,
  format: true,
  style: { singleQuote: true, printWidth: 110 },
});

if (process.argv.includes('--check')) {
  if (readFileSync(to, 'utf8') !== types) {
    console.error('src/storyboard/schema.gen.ts is stale: run `npm run types`.');
    process.exitCode = 1;
  }
} else {
  writeFileSync(to, types);
}
