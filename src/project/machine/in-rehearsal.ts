import type { Environment } from '../../core/ports.ts';
import { isNear } from '../../providers/address.ts';
import type { KnownProvider } from '../../providers/kind.ts';

/**
 * A provider in a rehearsal, which is free whatever keys the environment has: what stands in for a service is near, and what is
 * reached on the internet is paid.
 */
export function inRehearsal(
  provider: KnownProvider,
  { STORYCUT_REHEARSAL }: Environment,
  isBuiltIn: boolean,
): KnownProvider {
  const { name, address, unavailable } = provider.data;
  if (!STORYCUT_REHEARSAL || unavailable || address === undefined || isNear(address)) return provider;
  const help = isBuiltIn
    ? `Put \`storycut sandbox --service ${name} --\` before the command, or start \`storycut sandbox --service ${name}\` in another terminal and set what it prints.`
    : 'Name the address of a sandbox as its `base-url`, in a config file for rehearsals.';
  const reason = `This is a rehearsal, and nothing in it stands in for ${name}, which would be paid.`;
  return { ...provider, data: { ...provider.data, unavailable: { reason, help } } };
}
