import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Ajv } from 'ajv';
import { expect, it } from 'vitest';
import schema from '../../schemas/events.schema.json' with { type: 'json' };
import { project } from '../rig/project.ts';
import { sandbox } from '../sandbox/sandbox.ts';

/** The schema lets keys be added; what is printed now has no others. */
const closed = (part: unknown): unknown => {
  if (Array.isArray(part)) return part.map(closed);
  if (typeof part !== 'object' || part === null) return part;
  const all = Object.fromEntries(Object.entries(part).map(([key, value]) => [key, closed(value)]));
  return 'properties' in part && !('additionalProperties' in part)
    ? { ...all, additionalProperties: false }
    : all;
};

const ajv = new Ajv({ allErrors: true, strict: false });
const { anyOf, definitions } = closed(schema) as typeof schema;
const validators = new Map(anyOf.map((event) => [event.title, ajv.compile({ ...event, definitions })]));

/** The kinds of events in lines of `run --json`, each of which fits the schema. */
function kindsIn(stdout: string): readonly string[] {
  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  for (const event of lines) {
    const valid = validators.get(event.type);
    valid?.(event);
    expect({ event, errors: valid?.errors }).toEqual({ event, errors: null });
  }
  return [...new Set<string>(lines.map(({ type }) => type))];
}

const film = `storyboard: 1
title: E
provider: studio
format: { size: 1280x720 }
defaults: { duration: 4 }
scenes:
  - id: s
    segments:
      - { id: wake, prompt: "the wake", caption: "Away" }
      - { id: deck, extend: wake, prompt: "on deck", transition: dissolve }
      - { id: mate, prompt: "the mate", fallbacks: ["a sailor"] }
      - { id: fog, prompt: "fog" }
      - { id: lamp, extend: fog, prompt: "a lamp" }
`;

/** Waits between attempts are not what is tested. */
const fastTime = pathToFileURL(join(import.meta.dirname, '../rig/fast-time.mjs')).href;

const card = `storyboard: 1
title: C
format: { size: 160x96 }
scenes:
  - id: s
    segments:
      - { id: title, card: { text: "Fin" }, duration: 0.5 }
`;

it('what `run --json` prints fits the schema of events, line by line, whatever happens', async () => {
  const faults =
    'create "wake" 1-2 503\\ncreate "the mate" refused\\ncreate "fog" 1+ moderation\\nretrieve "wake" 500\\n';
  const server = await sandbox({ faults: faults.replaceAll('\\n', '\n') });
  const config = `config: 1
providers:
  studio: { dialect: openai, base-url: "${server.url}", key: { env: STUDIO_KEY }, poll-every: 0.1, models: { sora-2: { like: sora-2, price: 0.1 } } }
`;
  const under = ['env', 'STUDIO_KEY=sk-x', 'FAST=20', `NODE_OPTIONS=--import=${fastTime}`];
  const made = await project(
    { 'f.storyboard.yaml': film, 'c.storyboard.yaml': card, 'config.yaml': config },
    { under },
  );
  const run = (...args: string[]) => made.run('--config', 'config.yaml', 'run', '--yes', '--json', ...args);
  const failing = await run('f.storyboard.yaml');
  const offline = await run('c.storyboard.yaml');
  const refused = await run('f.storyboard.yaml', '--provider', 'nobody');
  expect([failing.code, offline.code, refused.code]).toEqual([1, 0, 2]);
  const seen = new Set([failing, offline, refused].flatMap(({ stdout }) => kindsIn(stdout)));
  const all = schema.anyOf.map(({ title }) => title);
  const rare = ['job-resumed', 'job-progress', 'job-overdue', 'notice', 'clips-coming'];
  expect(all.filter((type) => !seen.has(type) && !rare.includes(type))).toEqual([]);
});
