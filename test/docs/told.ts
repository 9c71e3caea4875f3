import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Diagnostic } from '../../src/core/diagnostic.ts';
import { readAsset } from '../../src/media/asset.ts';
import { lint } from '../../src/storyboard/lint/lint.ts';
import { type Overrides, readStoryboard } from '../../src/storyboard/read.ts';
import { cutting } from '../advice/cutting.ts';
import { files } from '../advice/files.ts';
import { meaning } from '../advice/meaning.ts';
import { planning } from '../advice/planning.ts';
import { rare } from '../advice/rare.ts';

/** All that is told of the wrong storyboards that other tests have. */
export async function toldOfStoryboards(): Promise<readonly Diagnostic[]> {
  const told: Diagnostic[] = [];
  const wrong = join(import.meta.dirname, '../storyboard/wrong');
  for (const name of readdirSync(wrong).filter((one) => one.endsWith('.storyboard.yaml')))
    told.push(...(await toldOf(join(wrong, name))));
  for (const film of slips()) told.push(...(await toldOfFiles({ 'film.storyboard.yaml': film })));
  for (const state of [...meaning, ...cutting, ...files, ...planning, ...rare])
    if (state.files['film.storyboard.yaml'] !== undefined) told.push(...(await toldOfFiles(state.files)));
  return told;
}

/** All that is told of `film.storyboard.yaml` among some files. */
export const toldOfFiles = (
  beside: Readonly<Record<string, string | Uint8Array>>,
  vars: Overrides['vars'] = {},
): Promise<readonly Diagnostic[]> =>
  inFolder(async (folder) => {
    for (const [name, content] of Object.entries(beside)) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), content);
    }
    return await toldOf(join(folder, 'film.storyboard.yaml'), vars);
  });

/** What comes of a folder that is there only for that. */
export async function inFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'storycut-told-'));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

export async function toldOf(film: string, vars: Overrides['vars'] = {}): Promise<readonly Diagnostic[]> {
  const { storyboard, written, diagnostics } = await readStoryboard(film, { vars }, readAsset);
  return [...diagnostics, ...(storyboard && written ? lint(storyboard, written) : [])];
}

/** The storyboards of `storyboard/slips.test.ts`. */
function slips(): readonly string[] {
  const folder = join(import.meta.dirname, '../storyboard/slips');
  const base = readFileSync(join(folder, 'base.yaml'), 'utf8');
  const lines = (block: string, sign: string): string =>
    block
      .split('\n')
      .filter((line) => line.startsWith(sign))
      .map((line) => `${line.slice(1)}\n`)
      .join('');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').trimEnd().split('\n\n'))
    .map((block) => base.replace(lines(block, '-'), () => lines(block, '+')));
}
