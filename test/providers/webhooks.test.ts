import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { builtInKinds } from '../../src/providers/kinds.ts';
import type { WebhookCall, WebhookChecking, WebhookReader } from '../../src/providers/webhook.ts';
import { json, scriptedServer } from '../rig/scripted-server.ts';
import { call, clock, sandbox } from '../sandbox/sandbox.ts';

const checking = { secret: '', clock, signal: new AbortController().signal };

function readerOf(name: string, env: Readonly<Record<string, string>> = {}): WebhookReader {
  const known = builtInKinds.flatMap((kind) => kind.unconfigured?.(env) ?? []);
  const reader = known.find(({ data }) => data.name === name)?.webhook;
  if (reader === undefined) throw new Error(`${name} has no webhooks`);
  return reader;
}

/** An address of this test's, and the next call of it. */
async function addressee(): Promise<{ readonly url: string; readonly called: Promise<WebhookCall> }> {
  let hear: (heard: WebhookCall) => void = () => undefined;
  const called = new Promise<WebhookCall>((resolve) => {
    hear = resolve;
  });
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
    response.writeHead(204).end();
    hear({ headers: request.headers as WebhookCall['headers'], body: Buffer.concat(parts) });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/hook`, called };
}

/** What a service's imitation posts when a job has ended, with its id and what reads it. */
async function posted(service: 'fal' | 'openrouter') {
  const served = await sandbox({ service });
  const { url, called } = await addressee();
  const { path, body, field, variable } = orders[service];
  const query = service === 'fal' ? `?${new URLSearchParams({ fal_webhook: url })}` : '';
  const order = service === 'fal' ? body : { ...body, callback_url: url };
  const headers = { authorization: service === 'fal' ? 'Key a:b' : 'Bearer anything' };
  const accepted = await call(served, 'POST', `${path}${query}`, order, headers);
  return {
    id: accepted.body[field],
    heard: await called,
    url: served.url,
    reader: readerOf(service, { [variable]: served.url }),
    checking: { ...checking, secret: 'rehearsal' },
  };
}

const orders = {
  fal: {
    path: '/fal-ai/veo3.1/fast',
    body: { prompt: 'A gull', duration: '4s' },
    field: 'request_id',
    variable: 'FAL_BASE_URL',
  },
  openrouter: {
    path: '/videos',
    body: { model: 'google/veo-3.1-fast', prompt: 'A gull', duration: 4 },
    field: 'id',
    variable: 'OPENROUTER_BASE_URL',
  },
} as const;

const openai = readerOf('openai');
const whsec = `whsec_${Buffer.from('a secret of 24 bytes ...').toString('base64')}`;

/** A call as Standard Webhooks signs it. */
function ofOpenai(seconds: number): WebhookCall {
  const body = JSON.stringify({ type: 'video.completed', data: { id: 'video_1' } });
  const key = Buffer.from(whsec.slice(6), 'base64');
  const signature = createHmac('sha256', key).update(`msg_1.${seconds}.${body}`).digest('base64');
  const headers = {
    ...{ 'webhook-id': 'msg_1', 'webhook-timestamp': String(seconds) },
    'webhook-signature': `v1,${signature}`,
  };
  return { headers, body: Buffer.from(body) };
}

const now = (): number => Math.floor(Date.now() / 1000);

test.each(['fal', 'openrouter'] as const)(
  'a call of %s is believed for the job that it is about',
  async (service) => {
    const { id, heard, reader, checking: known } = await posted(service);
    expect(id).toEqual(expect.any(String));
    expect(await reader.read(heard, known)).toEqual({ ok: true, value: id });
  },
);

test('a call of openai is believed for the job that it is about', async () => {
  const heard = ofOpenai(now());
  expect(await openai.read(heard, { ...checking, secret: whsec })).toEqual({ ok: true, value: 'video_1' });
});

/** What anybody can send who has seen a call. */
async function strangers(heard: WebhookCall, reader: WebhookReader, known: WebhookChecking): Promise<void> {
  const refused = async (call: WebhookCall, other: WebhookChecking = known): Promise<string> => {
    const read = await reader.read(call, other);
    return read.ok ? 'believed' : read.error;
  };
  const text = heard.body.toString();
  const another = {
    ...heard,
    body: Buffer.from(text.replace(/[0-9a-f]/, (digit) => (digit === '0' ? '1' : '0'))),
  };
  expect(await refused(another)).toMatch(/signature/i);
  expect(await refused({ ...heard, body: Buffer.alloc(0) })).toMatch(/signature/i);
  expect(await refused({ ...heard, headers: {} })).toMatch(/signature/i);
  const garbled = Object.fromEntries(
    Object.entries(heard.headers).map(([name, value]) => [
      name,
      /signature/.test(name) ? [...(value ?? '')].toReversed().join('') : value,
    ]),
  );
  expect(await refused({ ...heard, headers: garbled })).toMatch(/signature/i);
}

test.each(['fal', 'openrouter'] as const)('of %s, nothing else is believed', async (service) => {
  const { heard, reader, checking: known } = await posted(service);
  await strangers(heard, reader, known);
  const later = { ...known, clock: { ...clock, now: () => clock.now() + 301_000 } };
  expect(await reader.read(heard, later)).toEqual({
    ok: false,
    error: 'It was not signed within the last five minutes.',
  });
});

test('of openai, nothing else is believed', async () => {
  await strangers(ofOpenai(now()), openai, { ...checking, secret: whsec });
  for (const seconds of [now() - 301, now() + 400]) {
    const read = await openai.read(ofOpenai(seconds), { ...checking, secret: whsec });
    expect(read).toMatchObject({ ok: false, error: expect.stringContaining('too') });
  }
});

test('another secret is not believed, and the keys of fal are read where fal is', async () => {
  const { heard, reader, checking: known } = await posted('openrouter');
  expect(await reader.read(heard, { ...known, secret: 'another' })).toMatchObject({ ok: false });
  const fal = await posted('fal');
  const elsewhere = readerOf('fal', { FAL_BASE_URL: 'http://127.0.0.1:9' });
  expect(await elsewhere.read(fal.heard, checking)).toEqual({
    ok: false,
    error: 'The keys that fal signs with could not be read from http://127.0.0.1:9/.well-known/jwks.json.',
  });
});

test('an error that fal answers in place of its keys leaves those that are known', async () => {
  const { heard, url, checking: known } = await posted('fal');
  const keys = await (await fetch(`${url}/.well-known/jwks.json`)).json();
  const { url: base, seen } = await scriptedServer((one, response) =>
    seen.length === 1 ? json(keys)(one, response) : json({ detail: 'busy' }, 500)(one, response),
  );
  const reader = readerOf('fal', { FAL_BASE_URL: base });
  expect(await reader.read(heard, known)).toMatchObject({ ok: true });
  // An hour later they are read again, by all calls of that moment once.
  const later = { ...known, clock: { ...clock, steady: () => clock.steady() + 3_700_000 } };
  const both = await Promise.all([reader.read(heard, later), reader.read(heard, later)]);
  expect(both).toMatchObject([{ ok: true }, { ok: true }]);
  expect(seen).toHaveLength(2);
});
