import { readdir, writeFile } from 'node:fs/promises';
import { expect } from 'vitest';
import { openStore } from '../../src/store/store.ts';
import { file, filmOf, gull, lamp } from '../advice/state.ts';
import { fixedRandom } from '../rig/fixed-random.ts';
import { generate } from '../rig/plans.ts';
import { type Project, project } from '../rig/project.ts';
import { virtualClock } from '../rig/virtual-clock.ts';

export const film = filmOf([gull, lamp]);

export async function made(files: Readonly<Record<string, string>> = { [file]: film }): Promise<Project> {
  const at = await project(files);
  for (const name of Object.keys(files)) expect(await at.did('run', name)).toMatchObject({ code: 0 });
  return at;
}

export const clipsOf = (at: Project): Promise<string[]> => readdir(at.path('.storycut/clips'));
export const aClip = async (at: Project): Promise<string> =>
  at.path('.storycut/clips', (await clipsOf(at))[0] ?? '');

/** A clip that was paid for, for this film and segment. */
export async function pay(at: Project, storyboard: string, segment: string): Promise<string> {
  const store = await openStore(at.path('.storycut'), { clock: virtualClock(), random: fixedRandom(5) });
  if (!store.ok) throw new Error(store.error.message);
  const { kind, take, link, request } = generate(segment);
  const temporary = store.value.temporary(segment, 'mp4');
  await writeFile(temporary, `footage of ${segment}`);
  const intent = { type: 'intent', attempt: segment, kind, storyboard, segment, take, link } as const;
  await store.value.reserve({ ...intent, fingerprint: segment, request, price: 2 }, undefined);
  await store.value.append({ type: 'accepted', attempt: segment, remote: segment });
  const taken = await store.value.take(temporary, 'mp4');
  if (!taken.ok) throw new Error(taken.error);
  await store.value.append({ type: 'made', attempt: segment, ...taken.value, cost: 2 });
  await store.value.close();
  return `${taken.value.clip}.mp4`;
}
