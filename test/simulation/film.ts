import type { Request } from '../../src/core/request.ts';
import type { Job, ProviderJob } from '../../src/planner/plan.ts';
import { extend, frameOf, generate, request } from '../rig/plans.ts';
import type { Chance } from './chance.ts';

const style =
  'Hand-held 16 mm, grain, low sun from the left, wind in the grass;\n  the café’s awning moves.\n';

/** A few shots: equal ones, a chain, a frame, prompts of several lines that begin alike. */
export function filmOf(chance: Chance): readonly Job[] {
  const shots = Array.from({ length: 2 + chance.below(3) }, (_, n) =>
    shot(`shot-${n}`, `${style}${'and on '.repeat(14)}\nshot ${n}`, { seconds: chance.pick([4, 8]) }),
  );
  const [first] = shots;
  if (first === undefined) throw new Error('a film has shots');
  const twins = [1, 2].map((take) => shot(`twin-${take}`, 'the same words for two takes', { take }));
  const longer = extend('longer', first, {
    holds: first.holds + 4,
    cost: 0.4,
    fallbacks: [milder('the prompt of longer')],
  });
  const all: Job[] = [...shots, longer, ...twins];
  if (chance.hits(0.5)) all.push(extend('longest', longer, { holds: longer.holds + 4, cost: 0.4 }));
  if (chance.hits(0.5)) all.push(frameOf(first));
  return all;
}

function shot(id: string, prompt: string, { seconds = 4, take = 1 }): ProviderJob {
  return generate(id, {
    request: request(prompt, { seconds, take, variation: take }),
    fallbacks: [milder(prompt)],
    attempts: 3,
    holds: seconds,
    take,
    cost: seconds / 10,
  });
}

const milder = (prompt: string): string => `milder: ${prompt}`;

/** The words of a job and of its fallback alike, without what servers do to line ends and spaces. */
export const plainPrompt = (prompt: string): string =>
  prompt
    .replace(/^milder: /, '')
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .trim();

/** What a job is for, as its server tells requests apart. */
export function wants(jobs: readonly Job[]): (request: Request) => string {
  const known = new Map<string, string>();
  const wantOf = (one: Request): string => {
    const own = `${plainPrompt(one.prompt)} ${one.seconds}`;
    if (one.kind === 'generate') return own;
    if (one.source.kind !== 'job') throw new Error('films here continue what they made');
    return `${own} after ${known.get(one.source.fingerprint)}`;
  };
  for (const job of jobs) if (job.kind !== 'frame') known.set(job.fingerprint, wantOf(job.request));
  return wantOf;
}
