import type { SandboxDialect } from './dialect.ts';
import type { Operation } from './operation.ts';

export type Route =
  | { readonly kind: 'found'; readonly operation: Operation; readonly id: string }
  | { readonly kind: 'wrong-method' }
  | { readonly kind: 'none' };

/** The operation for a method and a path in a dialect. Fixed routes come before those with ids. */
export function routeOf(dialect: SandboxDialect, method: string, path: string): Route {
  let known = false;
  for (const [operation, route] of Object.entries(dialect.routes)) {
    const [wanted, below = ''] = route.split(' ');
    const pattern = `${dialect.base}${below}`.replaceAll('{id}', '([^/]+)');
    const match = new RegExp(`^${pattern}/?$`).exec(path);
    if (!match) continue;
    known = true;
    const id = decoded(match[1] ?? '');
    if (wanted === method && id !== undefined)
      return { kind: 'found', operation: operation as Operation, id };
  }
  return { kind: known ? 'wrong-method' : 'none' };
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
