import RunwayML, { APIError } from '@runwayml/sdk';
import type { Sandbox, SandboxSettings } from '../../src/sandbox/serve.ts';
import { clock, sandbox } from './sandbox.ts';

export type Task = RunwayML.TaskRetrieveResponse;

export async function runway(settings: Partial<Omit<SandboxSettings, 'faults'>> & { faults?: string } = {}) {
  const served = await sandbox({ service: 'runway', ...settings });
  const client = new RunwayML({ apiKey: 'any', baseURL: served.url, maxRetries: 0, timeout: 5_000 });
  return { served, client };
}

export const wave = {
  ...{ model: 'gen4.5', promptText: 'A wave breaks', ratio: '1280:720', duration: 5 },
} as const satisfies RunwayML.TextToVideoCreateParams;

/** Asks until the task has ended. */
export async function ended(client: RunwayML, id: string): Promise<Task> {
  for (;;) {
    const task = await client.tasks.retrieve(id);
    if (!['PENDING', 'THROTTLED', 'RUNNING'].includes(task.status)) return task;
    await clock.sleep(10);
  }
}

/** What the client throws. */
export async function refusal(call: Promise<unknown>): Promise<{ status: unknown; error: unknown }> {
  const thrown = await call.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(thrown instanceof APIError)) throw new Error(`Not refused: ${String(thrown)}`);
  return { status: thrown.status, error: thrown.error };
}

export const paid = ({ ledger }: Sandbox) =>
  ledger.paid.map(({ operation, cost, take }) => [operation, cost, take]);
