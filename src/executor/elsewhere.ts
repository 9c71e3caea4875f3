import type { Open } from './ending.ts';
import { wordsOf } from './likeness.ts';
import type { Making } from './run.ts';
import type { Another } from './shared-account.ts';

/** What other projects have at the account that may look like an attempt of ours. */
export interface Elsewhere {
  /** Attempts that are open: what they create may look the same. */
  readonly open: readonly Another[];
  /** Ids of jobs that look the same. */
  readonly jobs: readonly string[];
  /**
   * Whether a job is another project's. `same`: its prompt is ours, as the list tells it. If that of the other is not, the
   * server uses ids again, and nobody knows.
   */
  has(remote: string, same: boolean): boolean;
}

/** Undefined where it can't be known; nothing where no account is shared. Attempts that are further apart than `within` milliseconds are not alike. */
export async function elsewhere(
  { run, provider }: Making,
  { intent, since }: Open,
  within: number,
): Promise<Elsewhere | undefined> {
  const account = run.engine.account?.(provider.data.name);
  const others = account ? await account.others(intent.attempt) : [];
  if (others === undefined) return undefined;
  const words = wordsOf(intent);
  const owners = new Map(others.flatMap((other) => (other.remote ? [[other.remote, other] as const] : [])));
  const alike = others.filter((other) => other.words === words && Math.abs(other.since - since) < within);
  return {
    open: alike.filter(({ remote }) => remote === undefined),
    jobs: alike.flatMap(({ remote }) => remote ?? []),
    has(remote, same) {
      const owner = owners.get(remote);
      return owner !== undefined && (!same || owner.words === words);
    },
  };
}
