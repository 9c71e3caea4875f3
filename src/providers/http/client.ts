import type http from 'node:http';

type Client = Pick<typeof http, 'request' | 'Agent' | 'globalAgent'>;

/** Node's client for an address. Throws, as `fetch` does, if that has a user name or password: what stands before an @ is sent to nobody. */
export async function clientFor(address: URL, what: 'address' | 'link' = 'address'): Promise<Client> {
  if (address.username !== '' || address.password !== '')
    throw new Error(`its ${what} has a user name or password`);
  return address.protocol === 'https:' ? import('node:https') : import('node:http');
}

/**
 * For a connection that nothing else uses before or after. It goes through the proxy that Node was told of (`NODE_USE_ENV_PROXY`, in
 * later versions), which an agent of one's own doesn't ask for by itself.
 */
export function agentOf({ Agent, globalAgent }: Client): http.Agent {
  const { options } = globalAgent as { readonly options?: { readonly proxyEnv?: unknown } };
  const { proxyEnv } = options ?? {};
  return new Agent({ keepAlive: false, ...(proxyEnv !== undefined && { proxyEnv }) });
}
