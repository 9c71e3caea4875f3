import { join } from 'node:path';
import type { Diagnostic } from '../core/diagnostic.ts';
import type { Tools } from '../media/tools.ts';
import type { Job } from '../planner/plan.ts';
import { animaticProvider } from '../providers/animatic/animatic.ts';
import type { Provider } from '../providers/provider.ts';
import { builtInProviders } from '../providers/registry.ts';

/** The providers that can make footage now, by name. */
export function runningProviders(tools: Tools, folder: string): ReadonlyMap<string, Provider> {
  const data = builtInProviders.get('animatic');
  if (data === undefined) throw new Error('the animatic provider is built in');
  return new Map([[data.name, animaticProvider({ tools, folder: join(folder, data.name), data })]]);
}

const running: ReadonlySet<string> = new Set(['animatic']);

/** One error for each provider that jobs need and that can be planned with but not run. */
export function blockedProviders(jobs: readonly Job[]): readonly Diagnostic[] {
  const needed = new Set(jobs.flatMap((job) => (job.kind === 'frame' ? [] : [job.request.provider])));
  return [...needed]
    .filter((name) => !running.has(name))
    .map((name) => {
      const unavailable = builtInProviders.get(name)?.unavailable;
      return {
        severity: 'error',
        code: 'provider-unavailable',
        message:
          unavailable?.reason ?? `This version plans and prices for ${name} but cannot send to it yet.`,
        help: unavailable?.help ?? 'Rehearse the same film for nothing with `--provider animatic`.',
      };
    });
}
