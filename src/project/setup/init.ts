import { writeFile } from 'node:fs/promises';
import { basename, join, relative, resolve } from 'node:path';
import type { Diagnostic } from '../../core/diagnostic.ts';
import { makeFolder } from '../../core/make-folder.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { say, says } from '../../core/sentence.ts';
import { strange, unusable } from '../../store/diagnose.ts';
import { strangerIn } from '../../store/stranger.ts';
import { inPlainLetters } from '../../storyboard/advice/scalars.ts';
import { stateFolders } from '../naming/state-folder.ts';
import { copySchema, schemaLine } from './schema-copy.ts';

/**
 * Writes a small storyboard into a folder, which is created if necessary, and never overwrites one; gives its path relative
 * to `cwd`.
 */
export async function initFilm(cwd: string, named: string | undefined): Promise<Result<string, Diagnostic>> {
  const folder = resolve(cwd, named ?? '.');
  const file = join(folder, `${fileName(basename(folder))}.storyboard.yaml`);
  const made = await makeFolder(folder).catch(() => 'refused' as const);
  if (made === 'refused') return err(noFolder(named ?? '.'));
  const state = join(folder, stateFolders.own);
  const stranger = await strangerIn(state);
  if (stranger) return err(strange(state, stranger));
  try {
    await writeFile(file, starter, { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return err({
      severity: 'error',
      code: 'file-exists',
      ...says(
        say`${{ file: relative(cwd, file) }} already exists.`,
        say`Name another folder, as in \`storycut init my-film\`.`,
      ),
    });
  }
  const copied = await copySchema(folder).then(ok, err);
  return copied.ok ? ok(relative(cwd, file)) : err(unusable(state, copied.error));
}

const noFolder = (named: string): Diagnostic => ({
  severity: 'error',
  code: 'folder-not-writable',
  ...says(
    say`The folder ${{ folder: named }} can't be created.`,
    say`Name one in a place that you can write to, as in \`storycut init ~/films/my-film\`.`,
  ),
});

/** A folder's name as a file name that needs no quotes in a shell. */
const fileName = (folder: string): string =>
  inPlainLetters(folder)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '') || 'film';

const starter = `${schemaLine}
storyboard: 1
title: First Light

format: { aspect: "16:9", resolution: 720p, fps: 24 }
provider: animatic    # offline and free; \`storycut providers\` lists the others

# Goes into every prompt.
style: 35 mm film, soft dawn light, muted blues and one warm orange

cast:
  skipper:
    description: a fisherwoman of sixty in a red wool cap

scenes:
  - id: harbour
    setting: a small fishing harbour before sunrise
    segments:
      - id: boats
        prompt: Wide shot, slow pan left across moored boats, their ropes creaking
        duration: 6
      - id: engine
        extend: boats                 # continues where that segment ends
        prompt: The camera settles on one boat as its engine starts
        duration: 4
      - id: hands
        prompt:                       # or in parts
          subject: "@skipper"         # inserts her description
          action: coils a wet rope over her arm
          camera: close-up, static, shallow focus
          sound: gulls, an engine idling
          dialogue: [ { who: skipper, line: We go before the wind does. } ]
        duration: 5
      - id: title
        card: { text: First Light }
        duration: 3
`;
