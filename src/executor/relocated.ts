import type { Intent } from '../store/record.ts';
import type { Making } from './run.ts';

/**
 * Why a provider, where and as whom it is asked now, may not know of what was sent to it: that went to another address, or with
 * another key. What it lacks then says nothing, and an id may be that of somebody else's job.
 */
export type Relocation =
  | { readonly kind: 'address'; readonly was: string; readonly is: string }
  | { readonly kind: 'account' };

/** Where a provider is, and the account there: of its server and key. Undefined: not known, or there is only one. */
export type AskedAs = {
  readonly [Name in 'address' | 'account']?: Intent[Name] | undefined;
};

/** What is not known does not differ: a journal may be older than what it could say. */
export function relocatedSince(then: AskedAs, now: AskedAs): Relocation | undefined {
  if (then.address !== undefined && now.address !== undefined && then.address !== now.address)
    return { kind: 'address', was: then.address, is: now.address };
  const differs = then.account !== undefined && now.account !== undefined && then.account !== now.account;
  return differs ? { kind: 'account' } : undefined;
}

export function whereabouts({
  provider,
  run,
}: Pick<Making, 'provider' | 'run'>): Pick<Intent, 'address' | 'account'> {
  const { name, address } = provider.data;
  const account = run.engine.account?.(name)?.id;
  return { ...(address !== undefined && { address }), ...(account !== undefined && { account }) };
}
