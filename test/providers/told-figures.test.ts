import { describe, expect, it } from 'vitest';
import { json, scriptedServer } from '../rig/scripted-server.ts';
import { services } from './services.ts';
import { on } from './videos-api/asking.ts';

const link = 'https://x.example/a.mp4';
const tokens = (count: unknown) => ({ output_tokens_by_modality: [{ modality: 'video', tokens: count }] });

/** Jobs that are done, and what they were charged in the service's own unit. */
const done: Readonly<Record<string, (figure: unknown) => object>> = {
  runway: (credits) => ({ id: 'job-1', status: 'SUCCEEDED', output: [link], cost: { credits } }),
  byteplus: (count) => ({
    ...{ id: 'job-1', model: 'dreamina-seedance-2-5-260628', resolution: '720p', status: 'succeeded' },
    ...{ content: { video_url: link }, usage: { completion_tokens: count } },
  }),
  gemini: (count) => ({
    ...{ id: 'job-1', status: 'completed', usage: tokens(count) },
    steps: [{ type: 'model_output', content: [{ type: 'video', uri: link }] }],
  }),
  xai: (ticks) => ({
    request_id: 'job-1',
    status: 'done',
    video: { url: link },
    usage: { cost_in_usd_ticks: ticks },
  }),
  openrouter: (cost) => ({ id: 'job-1', status: 'completed', unsigned_urls: [link], usage: { cost } }),
};

const others = services.filter(({ name }) => name in done);

describe.each(others)('what $name charged', ({ name, ask }) => {
  const charged = async (figure: unknown) => {
    const server = await scriptedServer(json(done[name]?.(figure) ?? {}));
    const polled = await (await ask(server.url)).poll('job-1', on());
    return polled.kind === 'completed' ? polled.charged : polled;
  };

  it.each([['5'], ['5 credits'], ['$0.50'], [''], [null], [true], [{ usd: 5 }], [[5]]])(
    'is a number or not known: %j',
    async (figure) => {
      expect(await charged(figure)).toBeUndefined();
    },
  );

  it('is told on where it can’t be right, and is not made right', async () => {
    expect(await charged(1e300)).toBeGreaterThan(10_000);
    if (name !== 'gemini') expect(await charged(-5e6)).toBeLessThan(0);
  });
});

describe('what fal charged', () => {
  const at = 'fal-ai/veo3.1/fast';
  const charged = async (units: string, unitPrice: unknown) => {
    const price = { endpoint_id: at, unit_price: unitPrice, unit: 's', currency: 'USD' };
    const server = await scriptedServer((seen, response) => {
      if (seen.path.includes('/pricing')) return json({ prices: [price] })(seen, response);
      if (seen.path.endsWith('/status')) return json({ status: 'COMPLETED' })(seen, response);
      json({ video: { url: link } }, 200, { 'x-fal-billable-units': units })(seen, response);
    });
    const fal = services.find(({ name }) => name === 'fal');
    const polled = await (await fal?.ask(server.url))?.poll(`${at}/requests/job-1`, on());
    return polled?.kind === 'completed' ? polled.charged : polled;
  };

  it.each([
    ['5', 0.1, 0.5],
    ['5.5', 0.1, 0.55],
    ['-5', 0.1, -0.5],
    ['5,5', 0.1, undefined],
    ['5 s', 0.1, undefined],
    ['0x10', 0.1, undefined],
    ['NaN', 0.1, undefined],
    ['', 0.1, undefined],
    ['5', '0.1', undefined],
    ['5', -0.1, -0.5],
  ])('for %j units at %j is %s', async (units, unitPrice, dollars) => {
    expect(await charged(units, unitPrice)).toBe(dollars);
  });
});

it('footage that Gemini made is fetched, though it calls it incomplete', async () => {
  const gemini = services.find(({ name }) => name === 'gemini');
  const server = await scriptedServer(json({ ...done.gemini?.(5), status: 'incomplete' }));
  expect(await (await gemini?.ask(server.url))?.poll('job-1', on())).toMatchObject({ kind: 'completed' });
});
