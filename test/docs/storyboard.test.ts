import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { blocksOf } from '../rig/markdown.ts';
import { film, meaningOf, promptOf } from '../storyboard/reading.ts';

const root = join(import.meta.dirname, '../..');
const page = readFileSync(join(root, 'docs/storyboard.md'), 'utf8');
const schema = JSON.parse(readFileSync(join(root, 'schemas/storyboard.schema.json'), 'utf8'));
const blocks = blocksOf(page);
const examples = blocks.filter(({ info }) => info === 'yaml');
const tasks = blocksOf(readFileSync(join(root, 'docs/tasks.md'), 'utf8')).filter(
  ({ info }) => info === 'yaml',
);
const beside = [
  'keeper.png',
  'lamp.png',
  'house.png',
  'family.png',
  'portrait.png',
  'archive.mp4',
  'theme.mp3',
  'vo-1.wav',
  'rain.wav',
  'bell.wav',
].map((name) => `assets/${name}`);

/** An example is a whole storyboard, or segments. */
const whole = (text: string): string => (/^storyboard:/m.test(text) ? text : film(text));

function keysOf(at: unknown): readonly string[] {
  if (at === null || typeof at !== 'object') return [];
  const own = 'properties' in at ? Object.keys(Object(at.properties)) : [];
  return [...own, ...Object.values(at).flatMap(keysOf)];
}

describe('docs/tasks.md', () => {
  it.each(tasks.map(({ line, text }) => [line, text] as const))(
    'has a valid example in line %i',
    async (_, text) => {
      expect((await meaningOf(text, {}, beside)).segments.length).toBeGreaterThan(0);
    },
  );
});

describe('docs/storyboard.md', () => {
  it.each(examples.map(({ line, text }) => [line, text] as const))(
    'has a valid example in line %i',
    async (_, text) => {
      expect((await meaningOf(whole(text), {}, beside)).segments.length).toBeGreaterThan(0);
    },
  );

  it('shows a prompt as it is sent', async () => {
    const { text = '' } = examples.find((example) => example.text.includes('id: door')) ?? {};
    const board = await meaningOf(text, {}, beside);
    const sent = promptOf(board.segments.find(({ id }) => id === 'door'));
    expect(blocks.find(({ info }) => info === 'text')?.text).toBe(`${sent}\n`);
  });

  it('speaks of every key and every value of the language', () => {
    const values = JSON.stringify(schema).matchAll(/"enum":\[([^\]]*)\]/g);
    const words = [...keysOf(schema), ...[...values].flatMap(([, list]) => JSON.parse(`[${list}]`))];
    const spans = [...page.replaceAll(/^```[\s\S]*?^```/gm, '').matchAll(/`([^`]+)`/g)].map(
      ([, code = '']) => code,
    );
    const told = new Set(spans.flatMap((code) => [code.replaceAll('"', ''), ...code.split(/[^\w$-]+/)]));
    const missing = [...new Set(words)].filter((word) => !told.has(word));
    expect(missing).toEqual([]);
  });
});
