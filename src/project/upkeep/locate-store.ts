import { lstat, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Diagnostic } from '../../core/diagnostic.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { say, says } from '../../core/sentence.ts';
import { studioProjectAt } from '../machine/store-at.ts';
import { keptByStudio } from '../machine/studio-problems.ts';
import type { World } from '../machine/world.ts';
import { locateStoryboard } from '../naming/locate.ts';
import { stateFolder } from '../naming/state-folder.ts';

/** The state folder of a storyboard, or of a folder whatever storyboards it has; absolute. */
export async function locateStore(
  world: World,
  named: string | undefined,
): Promise<Result<string, Diagnostic>> {
  const target = resolve(world.cwd, named ?? '.');
  const found = await stat(target).catch(() => undefined);
  if (found === undefined) {
    const located = await locateStoryboard(world.cwd, named);
    if (!located.ok) return located;
  }
  const folder = found?.isDirectory() ? target : dirname(target);
  const state = stateFolder(world, { folder });
  const project = await studioProjectAt(world, state);
  if (project) return err(keptByStudio(project.name));
  const isThere = await lstat(state).then(
    () => true,
    () => false,
  );
  return isThere ? ok(state) : err(noStore(named));
}

const noStore = (named: string | undefined): Diagnostic => ({
  severity: 'error',
  code: 'no-store',
  ...says(
    say`Nothing has been made in ${named === undefined ? 'this folder' : say`${{ folder: named }}`} yet.`,
    say`If its storyboard is in another folder, name that; \`storycut run\` makes what a storyboard asks for.`,
  ),
});
