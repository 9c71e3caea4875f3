import { GoogleGenAI, type Interactions } from '@google/genai';
import type { Sandbox, SandboxSettings } from '../../src/sandbox/serve.ts';
import { clock, sandbox } from './sandbox.ts';

export const model = 'gemini-omni-1.1-flash';

/** Google's stand-in, and Google's own client. */
export async function gemini(settings: Partial<Omit<SandboxSettings, 'faults'>> & { faults?: string } = {}) {
  const served = await sandbox({ service: 'gemini', ...settings });
  const client = new GoogleGenAI({ apiKey: 'any', httpOptions: { baseUrl: served.url } });
  return { served, interactions: client.interactions };
}

type Client = GoogleGenAI['interactions'];
type Asked = Interactions.InteractionCreateParams.CreateModelInteractionParamsNonStreaming;

export const wave = {
  ...{ model, background: true, store: true, input: 'A wave breaks' },
  response_format: { type: 'video', delivery: 'uri', resolution: '720p', duration: '5s' },
} as const satisfies Asked;

/** Once: this client sends a paid request again by itself otherwise. */
export const create = (client: Client, more: object = {}) =>
  client.create({ ...wave, ...more } as Asked, { maxRetries: 0, timeout: 5_000 });

/** Asks until the interaction has ended. */
export async function ended(client: Client, id: string) {
  for (;;) {
    const told = await client.get(id, undefined, { maxRetries: 0 });
    if (!['queued', 'in_progress'].includes(told.status)) return told;
    await clock.sleep(10);
  }
}

/** What the client throws. */
export async function refusal(call: Promise<unknown>): Promise<{ status: unknown; text: string }> {
  const thrown = await call.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(thrown instanceof Error)) throw new Error('Not refused');
  const { statusCode, status } = thrown as { statusCode?: unknown; status?: unknown };
  return { status: statusCode ?? status, text: String(thrown.message) };
}

export const paid = ({ ledger }: Sandbox) =>
  ledger.paid.map(({ operation, cost, take }) => [operation, cost, take]);
