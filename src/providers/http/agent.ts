import type http from 'node:http';

/**
 * For a connection that nothing else uses before or after. It goes through the proxy that Node was told of (`NODE_USE_ENV_PROXY`, in
 * later versions), which an agent of one's own doesn't ask for by itself.
 */
export function agentOf({ Agent, globalAgent }: Pick<typeof http, 'Agent' | 'globalAgent'>): http.Agent {
  const { options } = globalAgent as { readonly options?: { readonly proxyEnv?: unknown } };
  const { proxyEnv } = options ?? {};
  return new Agent({ keepAlive: false, ...(proxyEnv !== undefined && { proxyEnv }) });
}
