import type { Endpoint } from './service.ts';

export type Route =
  | { readonly kind: 'found'; readonly endpoint: Endpoint; readonly id: string }
  | { readonly kind: 'wrong-method' }
  | { readonly kind: 'none' };

/** The endpoint for a method and a path below a base. Fixed routes come before those with ids. */
export function routeOf(endpoints: readonly Endpoint[], base: string, method: string, path: string): Route {
  let known = false;
  for (const endpoint of endpoints) {
    const [wanted, below = ''] = endpoint.route.split(' ');
    const pattern = `${base}${below}`.replaceAll('.', '\\.').replaceAll('{id}', '([^/]+)');
    const match = new RegExp(`^${pattern}/?$`).exec(path);
    if (!match) continue;
    known = true;
    const id = decoded(match[1] ?? '');
    if (wanted === method && id !== undefined) return { kind: 'found', endpoint, id };
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
