import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { machine } from '../../src/project/machine/machine.ts';
import { colourStudio } from '../../src/sandbox/colour-studio.ts';
import { readFaults } from '../../src/sandbox/read-faults.ts';
import { type Sandbox, type SandboxSettings, serveSandbox } from '../../src/sandbox/serve.ts';
import type { SandboxStudio } from '../../src/sandbox/studio.ts';
import { testTools } from '../rig/tools.ts';

export const { clock } = machine({ cwd: process.cwd() });

export const tools = await testTools();

/** What all sandboxes of a process show, unless told otherwise: made once for each size and length. */
const oneColour: SandboxStudio = {
  ...colourStudio(tools, await mkdtemp(join(process.env.STORYCUT_TESTS_DID ?? tmpdir(), 'colour-'))),
  close: async () => {},
};

/** A sandbox of its own for a test, gone with it. Jobs take 20 ms, and show one colour, unless told otherwise. */
export async function sandbox(
  settings: Partial<Omit<SandboxSettings, 'faults'>> & { readonly faults?: string } = {},
): Promise<Sandbox> {
  const folder = await mkdtemp(join(tmpdir(), 'storycut-sandbox-'));
  const faults = readFaults(settings.faults ?? '', 'faults.txt');
  if (!faults.ok) throw new Error(faults.error.map(({ message }) => message).join('\n'));
  const served = await serveSandbox({
    service: 'openai',
    tools,
    folder,
    clock,
    speed: 1,
    jobSeconds: 0.02,
    footage: oneColour,
    ...settings,
    faults: faults.value,
  });
  onTestFinished(async () => {
    await served.close();
    await rm(folder, { recursive: true, force: true });
  });
  return served;
}

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  /** The JSON object that was answered. */
  readonly body: { readonly [name: string]: unknown };
}

/** One plain HTTP call below the base URL, with a key; a JSON body where there is one. */
export async function call(
  { url }: Sandbox,
  method: string,
  path: string,
  body?: object,
  headers: Readonly<Record<string, string>> = { authorization: 'Bearer anything' },
): Promise<Reply> {
  const form = body instanceof FormData;
  const response = await fetch(`${url}${path}`, {
    method,
    redirect: 'manual',
    headers: { ...headers, ...(body && !form ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: form ? body : JSON.stringify(body) } : {}),
  });
  return {
    status: response.status,
    headers: response.headers,
    body: JSON.parse((await response.text()) || '{}'),
  };
}

/** Asks until the job has ended, by whatever word its dialect has for that. */
export async function ended(served: Sandbox, path: string): Promise<Reply['body']> {
  for (;;) {
    const { body } = await call(served, 'GET', path);
    if (!/^(undefined|queued|pending|in_progress|processing)$/.test(String(body.status))) return body;
    await clock.sleep(10);
  }
}

/** A PNG of this size as far as its header tells, which is all that is looked at before it is drawn. */
export function png(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    return Buffer.concat([length, Buffer.from(type), data, Buffer.alloc(4)]);
  };
  const size = Buffer.alloc(13);
  size.writeUInt32BE(width, 0);
  size.writeUInt32BE(height, 4);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', size), chunk('IEND', Buffer.alloc(0))]);
}

export const dataUrl = (bytes: Buffer, type = 'image/png'): string =>
  `data:${type};base64,${bytes.toString('base64')}`;
