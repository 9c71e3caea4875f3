import { access, constants, statfs } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import type { Diagnostic } from '../../core/diagnostic.ts';
import { say, says } from '../../core/sentence.ts';
import type { Tool } from '../../media/tools.ts';
import { problemsOf } from '../../providers/open-provider.ts';
import type { Providers } from './providers.ts';
import type { World } from './world.ts';

/** `doctor --json`: what this machine has and lacks. */
export interface Doctor {
  readonly schemaVersion: 1;
  readonly storycut: string;
  readonly node: string;
  readonly cores: number;
  readonly tools: readonly (Tool & { readonly name: 'ffmpeg' })[];
  readonly folder: { readonly path: string; readonly writable: boolean; readonly freeBytes: number };
  readonly providers: readonly { readonly name: string; readonly ready: boolean; readonly note?: string }[];
  readonly diagnostics: readonly Diagnostic[];
}

const scarce = 1024 ** 3;

export async function examine(world: World, version: string): Promise<Doctor> {
  const found = await world.tools();
  const writable = await access(world.cwd, constants.W_OK).then(
    () => true,
    () => false,
  );
  const disk = await statfs(world.cwd);
  const freeBytes = disk.bavail * disk.bsize;
  const providers = await world.providers();
  const diagnostics: Diagnostic[] = providers.ok ? [...providers.value.diagnostics] : [...providers.error];
  if (!found.ok) diagnostics.push(found.error);
  if (!writable) {
    diagnostics.push({
      severity: 'error',
      code: 'folder-not-writable',
      message: 'This folder is not writable.',
      help: 'Change its permissions, or work in a folder of your own.',
    });
  }
  if (freeBytes < scarce) {
    diagnostics.push({
      severity: 'warning',
      code: 'disk-nearly-full',
      ...says(
        say`Only ${{ mebibytes: Math.round(freeBytes / 1024 ** 2) }} MiB are free on this disk.`,
        say`Free some space: clips and pieces of the cut need about 20 MB per minute of animatic, more for real footage.`,
      ),
    });
  }
  return {
    schemaVersion: 1,
    storycut: version,
    node: process.versions.node,
    cores: availableParallelism(),
    tools: found.ok ? [{ name: 'ffmpeg', ...found.value.ffmpeg }] : [],
    folder: { path: world.cwd, writable, freeBytes },
    providers: providers.ok ? await readiness(providers.value, world) : [],
    diagnostics,
  };
}

/** Whether each provider is ready to be used; nothing is contacted. */
async function readiness({ known }: Providers, { env }: World): Promise<Doctor['providers']> {
  const states: Doctor['providers'][number][] = [];
  for (const [name, provider] of known) {
    const [problem] = await problemsOf(provider, env);
    states.push({ name, ready: problem === undefined, ...(problem && { note: problem.message }) });
  }
  return states;
}
