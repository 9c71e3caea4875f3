import { join } from 'node:path';
import { machine } from '../project/machine/machine.ts';
import { refreshed } from '../project/machine/provider-states.ts';
import type { Sandbox } from '../sandbox/serve.ts';
import type { Terminal } from './output.ts';

interface Rehearsal {
  readonly served: Pick<Sandbox, 'service'>;
  /** The environment of the command. */
  readonly settings: Readonly<Record<string, string>>;
  /** A folder that is gone with the sandbox. */
  readonly folder: string;
}

/**
 * Where a service tells of its models itself, its stand-in is asked for the command: its address is known to nobody
 * before it starts. Gives the environment, in which what it told is not among what services told.
 */
export async function withListOf(
  { served, settings, folder }: Rehearsal,
  output: Terminal,
): Promise<Readonly<Record<string, string>>> {
  const apart = { ...settings, XDG_CACHE_HOME: join(folder, 'cache') };
  const world = machine({ cwd: process.cwd(), env: { ...process.env, ...apart } });
  const found = await world.providers();
  const provider = found.ok ? found.value.known.get(served.service) : undefined;
  if (provider?.list === undefined) return settings;
  const { problems } = await refreshed([provider], world, new AbortController().signal);
  output.diagnostics(problems);
  return apart;
}
