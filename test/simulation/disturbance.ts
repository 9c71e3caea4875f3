import type { Chance } from './chance.ts';
import type { Death } from './process.ts';

/** What happens to one run from outside. */
export type Disturbance =
  | { readonly kind: 'none' }
  /** Ctrl-C, `after` milliseconds. */
  | { readonly kind: 'interrupt'; readonly after: number }
  /** `power`: the whole machine, and what its disk had not yet written. */
  | { readonly kind: 'death'; readonly death: Death; readonly power: boolean }
  /** A second run in the same folder, begun `after` milliseconds, while the first stands still for `stop`. */
  | { readonly kind: 'twin'; readonly after: number; readonly stop: number }
  /** The n-th fsync of the journal fails. */
  | { readonly kind: 'sync-fails'; readonly at: number }
  /** Some writes to the disk fail, as when it is full. */
  | { readonly kind: 'writes-fail'; readonly share: number };

const hour = 3_600_000;

export function disturbanceOf(chance: Chance): Disturbance {
  const kind = chance.pick([
    ...(['none', 'interrupt', 'death', 'death', 'death'] as const),
    ...(['power', 'power', 'twin', 'sync-fails', 'writes-fail'] as const),
  ]);
  switch (kind) {
    case 'none':
      return { kind };
    case 'interrupt':
      return { kind, after: chance.below(400_000) };
    case 'death':
    case 'power': {
      const death = { at: 1 + chance.below(160), when: chance.pick(['before', 'torn', 'after'] as const) };
      return { kind: 'death', death, power: kind === 'power' };
    }
    case 'twin':
      return { kind, after: chance.below(200_000), stop: chance.pick([0, 8000, hour, 5 * hour]) };
    case 'sync-fails':
      return { kind, at: 1 + chance.below(20) };
    case 'writes-fail':
      return { kind, share: chance.between(0.05, 0.3) };
  }
}
