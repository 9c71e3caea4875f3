import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeFolder } from '../../core/make-folder.ts';
import { nodeFiles } from '../../store/node-files.ts';

/** Milliseconds between two tries to be alone, and after which it is tried no longer: the list takes a moment to write. */
const [BETWEEN, LONGEST] = [10, 10_000];

/** Does what no other process of this machine may do to a state folder at the same time. */
export async function alone<T>(folder: string, work: () => Promise<T>): Promise<T> {
  await makeFolder(folder);
  for (let waited = 0; ; waited += BETWEEN) {
    const lock = await nodeFiles.lock(join(folder, 'outputs.lock'), String(process.pid));
    if (lock.ok || waited > LONGEST) {
      try {
        return await work();
      } finally {
        if (lock.ok) await lock.value.release();
      }
    }
    await sleep(BETWEEN);
  }
}
