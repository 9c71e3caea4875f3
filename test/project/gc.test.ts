import { readdir, rm } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { machine } from '../../src/project/machine/machine.ts';
import { collectGarbage } from '../../src/project/upkeep/gc.ts';
import { verifyStore } from '../../src/project/upkeep/verify.ts';
import { file, filmOf, gull, lamp } from '../advice/state.ts';
import { failingFiles } from '../rig/failing-files.ts';
import { project } from '../rig/project.ts';

const consent = async (): Promise<boolean> => true;

test.each(['before', 'after'] as const)(
  'killed %s any change on disk, no record is of a file that is gone, and the next collection ends it',
  async (when) => {
    const other = { [file]: filmOf([gull, lamp]), 'kept/film.storyboard.yaml': filmOf([gull, lamp]) };
    const at = await project(other);
    for (let n = 1, killed = true; killed; n++) {
      await rm(at.path('.storycut'), { recursive: true, force: true });
      await at.write(file, filmOf([gull, lamp]));
      await at.did('run', '--no-stitch');
      await at.write(file, filmOf(['{ id: gull, prompt: A tern, duration: 1 }']));
      const world = machine({ cwd: at.folder, env: process.env });
      const failing = failingFiles(n, when);
      await collectGarbage({ ...world, ...{ files: failing.files } }, { consent }).catch(() => undefined);
      killed = failing.count() >= n;

      const found = await verifyStore(world, {});
      if (!found.ok) throw new Error(JSON.stringify(found.error));
      expect(found.value.clips).toMatchObject({ missing: 0, damaged: 0 });
      const again = await collectGarbage(world, { consent });
      expect(again).toMatchObject({ ok: true, value: { kept: [] } });
      expect(await readdir(at.path('.storycut/clips'))).toEqual([]);
      expect(await verifyStore(world, {})).toMatchObject({ ok: true, value: { diagnostics: [] } });
    }
  },
);

test('what a killed process left of a clip that it brought from another disk is collected', async () => {
  const at = await project({ [file]: filmOf([gull]) });
  await at.did('run', '--no-stitch');
  const draft = `.storycut/clips/${'a'.repeat(64)}.mp4.new`;
  await at.write(draft, 'a part of it');
  const collected = await collectGarbage(machine({ cwd: at.folder, env: process.env }), { consent });
  expect(collected).toMatchObject({ ok: true, value: { removed: true, files: [{ file: at.path(draft) }] } });
});
