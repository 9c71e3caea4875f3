import { openRecovery } from '../../src/store/recovery.ts';
import type { Chance } from './chance.ts';
import { Process } from './process.ts';
import type { Project } from './project.ts';
import type { World } from './world.ts';

/** What `storycut recover` does with a journal that was damaged; killed on its way at times, and then run again. */
export async function recover(world: World, project: Project, chance: Chance): Promise<void> {
  const death = { at: 1 + chance.below(40), when: chance.pick(['before', 'torn', 'after'] as const) };
  const first = new Process('recovery', project, world.time, chance.hits(0.5) ? death : undefined);
  await rebuildIn(first, world);
  if (!first.isDead) return;
  if (chance.hits(0.5)) world.disk.losePower();
  await rebuildIn(new Process('second recovery', project, world.time), world);
}

async function rebuildIn(process: Process, world: World): Promise<void> {
  const work = async (): Promise<void> => {
    const opened = await openRecovery(process.project.folder, {
      clock: process.clock,
      files: world.disk.filesOf(process),
    });
    if (!opened.ok) return world.violate('opens', `the ${process.name} can't open: ${opened.error.code}`);
    world.tell(`the ${process.name} finds ${opened.value.rebuilt.entries.length} records`);
    if (!opened.value.isWhole) await opened.value.write();
    await opened.value.close();
  };
  await world.time.drive(Promise.race([work(), process.died]));
  world.reread(process.project);
}
