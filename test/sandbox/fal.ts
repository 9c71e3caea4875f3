import { ApiError, createFalClient, type FalClient } from '@fal-ai/client';
import type { Sandbox, SandboxSettings } from '../../src/sandbox/serve.ts';
import { sandbox } from './sandbox.ts';

/** fal's stand-in, and fal's own client, which finds it at all of fal's addresses. */
export async function fal(settings: Partial<Omit<SandboxSettings, 'faults'>> & { faults?: string } = {}) {
  const served = await sandbox({ service: 'fal', ...settings });
  const atStandIn: typeof fetch = (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const isFal = /(^|\.)fal\.(run|ai)$/.test(url.hostname);
    const base = url.hostname === 'api.fal.ai' ? `${served.url}/v1` : served.url;
    return fetch(isFal ? `${base}${url.pathname}${url.search}` : url, init);
  };
  const client = createFalClient({
    credentials: 'any:key',
    fetch: atStandIn,
    suppressLocalCredentialsWarning: true,
  });
  return { served, client };
}

/** What came of a request, once it has ended. */
export async function resultOf(client: FalClient, endpoint: string, requestId: string) {
  await client.queue.subscribeToStatus(endpoint, { requestId, pollInterval: 10 });
  return await client.queue.result(endpoint, { requestId });
}

/** What the client throws. */
export async function refusal(call: Promise<unknown>): Promise<{ status: unknown; body: unknown }> {
  const thrown = await call.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(thrown instanceof ApiError)) throw new Error(`Not refused: ${String(thrown)}`);
  return { status: thrown.status, body: thrown.body };
}

export const paid = ({ ledger }: Sandbox) =>
  ledger.paid.map(({ operation, cost, take }) => [operation, Number(cost.toFixed(4)), take]);
