// Writes schemas/events.schema.json from the types of the events that `run --json` prints, with what the comments say of each.
// With --check: only says whether it is up to date.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createGenerator } from 'ts-json-schema-generator';

const path = (name) => fileURLToPath(new URL(`../${name}`, import.meta.url));
const sources = ['src/core/event.ts', 'src/project/events/film-event.ts'].map(path);
const to = path('schemas/events.schema.json');

/** What the comment above each member of a union says, by its `type`. */
const meanings = new Map(
  sources
    .flatMap((file) => [
      ...readFileSync(file, 'utf8').matchAll(/\/\*\*((?:(?!\*\/).)*)\*\/\s*\|[^;]*?\btype: '([a-z-]+)'/gs),
    ])
    .map(([, comment, type]) => [type, comment.replace(/\s*\n\s*\* ?/g, ' ').trim()]),
);

const all = createGenerator({
  ...{ path: sources[1], tsconfig: path('tsconfig.json'), type: 'ToldJson', skipTypeCheck: true },
  additionalProperties: true,
}).createSchema('ToldJson');
const { ToldJson, ...definitions } = all.definitions;
// New codes come with new versions.
definitions.Code = { type: 'string', description: 'A code of docs/errors.md.' };
const eventsIn = (schema) => schema.anyOf?.flatMap(eventsIn) ?? [schema];
const events = eventsIn(ToldJson).map((event) => {
  const type = event.properties.type.const;
  const description = meanings.get(type);
  if (description === undefined) throw new Error(`No comment says what \`${type}\` is.`);
  return { title: type, description, ...event };
});
const schema = {
  $schema: all.$schema,
  title: 'An event of a run: one line of `storycut run --json`',
  description: 'Keys may be added; a program ignores those that it does not know.',
  anyOf: events,
  definitions,
};
const text = `${JSON.stringify(schema, null, 2)}\n`;

if (process.argv.includes('--check')) {
  if (readFileSync(to, 'utf8') !== text) {
    console.error('schemas/events.schema.json is stale: run `npm run types`.');
    process.exitCode = 1;
  }
} else {
  writeFileSync(to, text);
}
