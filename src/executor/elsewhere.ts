import type { Another } from '../core/shared-account.ts';
import type { Open } from './ending.ts';
import { wordsOf } from './likeness.ts';
import type { Making } from './run.ts';

/** What other projects have at the account that may look like an attempt of ours. */
export interface Elsewhere {
  /** Those with the same words. */
  readonly alike: readonly Another[];
  /**
   * Whether a job is another project's. `same`: its prompt is ours, as the list tells it. If that of the other is not, the
   * server uses ids again, and nobody knows.
   */
  has(remote: string, same: boolean): boolean;
}

/** Undefined where it can't be known; nothing where no account is shared. */
export async function elsewhere({ run, provider }: Making, { intent }: Open): Promise<Elsewhere | undefined> {
  const account = run.engine.account?.(provider.data.name);
  const others = account ? await account.others(intent.attempt) : [];
  if (others === undefined) return undefined;
  const words = wordsOf(intent);
  const owners = new Map(others.flatMap((other) => (other.remote ? [[other.remote, other] as const] : [])));
  return {
    alike: others.filter((other) => other.words === words),
    has(remote, same) {
      const owner = owners.get(remote);
      return owner !== undefined && (!same || owner.words === words);
    },
  };
}
