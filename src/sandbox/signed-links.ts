import { randomBytes } from 'node:crypto';
import type { Clock } from '../core/ports.ts';

/** Links that stop working: after some time, or because a fault says so. */
export function signedLinks(clock: Clock, lifetime: number) {
  const held = new Map<string, { readonly id: string; readonly until: number }>();
  return {
    sign(id: string, url: string): string {
      const signature = randomBytes(16).toString('hex');
      held.set(signature, { id, until: clock.now() + lifetime });
      return `${url}?_jwt=${signature}`;
    },
    isValid(id: string, query: URLSearchParams): boolean {
      const link = held.get(query.get('_jwt') ?? '');
      return link !== undefined && link.id === id && clock.now() < link.until;
    },
    revoke(id: string): void {
      for (const [signature, link] of held) if (link.id === id) held.delete(signature);
    },
  };
}
