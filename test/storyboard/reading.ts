import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Diagnostic } from '../../src/core/diagnostic.ts';
import type { MediaFacts } from '../../src/core/footage.ts';
import { ok } from '../../src/core/result.ts';
import type { Segment, Storyboard } from '../../src/storyboard/model.ts';
import { type Overrides, type ReadAsset, readStoryboard } from '../../src/storyboard/read.ts';

/** A folder with these files, removed after the test. */
export async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'storycut-reading-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  return folder;
}

const kinds: readonly [ending: RegExp, facts: MediaFacts][] = [
  [/\.png$/, { kind: 'image', format: 'png', size: { width: 1280, height: 720 } }],
  [/\.mp4$/, { kind: 'video', size: { width: 1280, height: 720 }, seconds: 6, fps: 24, hasAudio: true }],
  [/\.(mp3|wav)$/, { kind: 'audio', seconds: 30 }],
];

/** Tells what a file holds by its name alone. */
export const byName: ReadAsset = async (absolute) => {
  const facts = kinds.find(([ending]) => ending.test(absolute))?.[1];
  return facts
    ? ok({ sha256: absolute, facts })
    : { ok: false, error: { code: 'media-unsupported', message: 'No.' } };
};

export interface Read {
  readonly storyboard?: Storyboard;
  readonly diagnostics: readonly Diagnostic[];
}

/** Folders of this test that nobody reads in just now, by what lies in them: properties read thousands of texts. */
const free = new Map<string, string[]>();

async function folderBeside(names: readonly string[]): Promise<string> {
  const spare = free.get(names.join())?.pop();
  if (spare !== undefined) return spare;
  onTestFinished(() => void free.clear());
  return folderWith(Object.fromEntries(names.map((name) => [name, name])));
}

/** Reads a storyboard's text, with files of these names beside it. */
export async function readText(
  text: string,
  overrides: Partial<Overrides> = {},
  beside: readonly string[] = [],
): Promise<Read> {
  const folder = await folderBeside(beside);
  const file = join(folder, 'film.storyboard.yaml');
  await writeFile(file, text);
  const read = await readStoryboard(file, { vars: {}, ...overrides }, byName);
  free.set(beside.join(), [...(free.get(beside.join()) ?? []), folder]);
  return read;
}

/** The storyboard that a text means; it must have no errors. */
export async function meaningOf(
  text: string,
  overrides: Partial<Overrides> = {},
  beside: readonly string[] = [],
): Promise<Storyboard> {
  const { storyboard, diagnostics } = await readText(text, overrides, beside);
  if (!storyboard) throw new Error(JSON.stringify(diagnostics, null, 2));
  return storyboard;
}

/** A storyboard of one scene: its segments, each as lines, with more keys above. */
export const film = (segments: string, top = '', scene = ''): string =>
  `storyboard: 1\ntitle: Film\n${top}scenes:\n  - id: scene\n${scene}    segments:\n${segments.replaceAll(/^/gm, '      ').trimEnd()}\n`;

/** The prompt of a segment that has one. */
export function promptOf(segment: Segment | undefined): string {
  if (!segment || !('prompt' in segment.source)) throw new Error('the segment has no prompt');
  return segment.source.prompt;
}
