import { describe, expect, it, vi } from 'vitest';
import { machine } from '../../src/project/machine/machine.ts';
import { resolveSubmission } from '../../src/project/run/resolve.ts';
import { type RunRequest, runFilm } from '../../src/project/run/run.ts';
import { png } from '../providers/videos-api/asking.ts';
import { hurried } from '../rig/hurried-clock.ts';
import { project } from '../rig/project.ts';
import { sandbox } from './sandbox.ts';

const film = (...segments: readonly string[]) => `storyboard: 1
title: The lamp
provider: fal
model: fal-ai/veo3.1
format: { aspect: "16:9", resolution: 720p }
scenes:
  - id: lamp
    segments:
${segments.map((segment) => `      - ${segment}\n`).join('')}`;

const asked: RunRequest = {
  ...{ overrides: { vars: {} }, concurrency: 4, keepGoing: true, stitch: true },
  ...{ onPlan: () => undefined, consent: async () => true },
};

async function made(segments: readonly string[], faults = '') {
  const server = await sandbox({ service: 'fal', faults });
  const files = { 'lamp.storyboard.yaml': film(...segments), 'lamp.png': await png(1280, 720) };
  const { folder } = await project(files);
  const costs: number[] = [];
  const told: string[] = [];
  const real = machine({
    cwd: folder,
    env: { HOME: folder, FAL_KEY: 'rehearsal:0123456789abcdef', FAL_BASE_URL: server.url },
    emit: (event) => {
      if (event.type === 'job-finished') costs.push(event.cost);
      if ('diagnostic' in event) told.push(event.diagnostic.code);
    },
  });
  const world = { ...real, clock: hurried(real.clock) };
  const run = () => runFilm(world, asked, new AbortController().signal);
  const end = await run();
  const orders = server.ledger.requests.filter(({ operation }) => operation === 'create');
  return { end, costs: costs.sort(), told, orders, paid: server.ledger.paid, world, run, server };
}

describe('a film at fal', () => {
  it('begins, meets, ends, leans and goes on as it says, each job posted once and charged as planned', async () => {
    const { end, costs, orders, paid } = await made([
      '{ id: words, prompt: A lighthouse at dusk, duration: 4 }',
      '{ id: meets, image: previous, prompt: The camera rises, duration: 4 }',
      '{ id: ends, image: lamp.png, last-image: lamp.png, prompt: The lamp turns, duration: 4, sound: off }',
      '{ id: leans, model: bytedance/seedance-2.0, prompt: He waves, duration: 4, references: [ { image: lamp.png } ] }',
      '{ id: longer, model: fal-ai/pixverse/v6, prompt: A ship passes, duration: 17 }',
    ]);
    expect(end).toMatchObject({ kind: 'finished' });
    expect(orders.map(({ path }) => path).sort()).toEqual([
      ...['/bytedance/seedance-2.0/reference-to-video', '/fal-ai/pixverse/v6/image-to-video'],
      ...['/fal-ai/pixverse/v6/text-to-video', '/fal-ai/veo3.1', '/fal-ai/veo3.1/first-last-frame-to-video'],
      '/fal-ai/veo3.1/image-to-video',
    ]);
    // The two frames cost nothing; Veo's seconds cost half without sound.
    expect(costs).toEqual([0, 0, 0.12, 0.8, 0.9, 1.2136, 1.6, 1.6]);
    expect(paid.reduce((sum, { cost }) => sum + cost, 0)).toBeCloseTo(6.2336);
  });

  it('is found in the history where an order was not answered', async () => {
    const { end, orders, paid } = await made(
      ['{ id: words, prompt: A lighthouse at dusk, duration: 4 }'],
      'create reset-after',
    );
    expect(end).toMatchObject({ kind: 'finished' });
    expect([orders.length, paid.length]).toEqual([1, 1]);
  });

  it.each([
    ['words', '{ id: words, prompt: A lighthouse at dusk, duration: 4 }', 'create reset-after\nlist 1+ 403'],
    ['a picture', '{ id: a, image: lamp.png, prompt: The lamp, duration: 4 }', 'create reset-after'],
  ])('asks a person where the history can’t tell: of %s', async (_what, segment, faults) => {
    const { end, told, orders, paid } = await made([segment], faults);
    expect(end.kind).not.toBe('finished');
    expect(told.filter((code) => code.startsWith('submission-'))).not.toEqual([]);
    expect([orders.length, paid.length]).toEqual([1, 1]);
  });

  it('goes on with the job that a person names as fal shows it, which is no other’s then', async () => {
    const first = await made(
      [
        '{ id: a, image: lamp.png, prompt: The lamp, duration: 4 }',
        '{ id: b, image: lamp.png, prompt: The lamp, duration: 6 }',
      ],
      'create 1-2 reset-after',
    );
    expect(first.end.kind).not.toBe('finished');
    // Until then, no history tells how long it is to be.
    await vi.waitFor(
      () => expect(first.server.ledger.paid.map(({ footage }) => footage)).not.toContain('rendering'),
      {
        timeout: 120_000,
      },
    );
    const [a, b] = [4, 6].map((length) => first.paid.find(({ seconds }) => seconds === length)?.id ?? '');
    const adopt = (segment: string, remote: string) =>
      resolveSubmission(first.world, { ...asked, segment, answer: { kind: 'adopt', remote } });
    expect(await adopt('a', b ?? '')).toMatchObject({
      ok: false,
      error: { diagnostics: [{ code: 'job-misfit' }] },
    });
    expect(await adopt('a', a ?? '')).toMatchObject({ ok: true });
    expect(await adopt('b', a ?? '')).toMatchObject({ ok: false });
    expect(await adopt('b', b ?? '')).toMatchObject({ ok: true });
    expect(await first.run()).toMatchObject({ kind: 'finished' });
    expect(first.server.ledger.paid).toHaveLength(2);
  });

  it('is made though results are gone from the queue, by the history', async () => {
    const { end, orders } = await made(
      ['{ id: words, prompt: A lighthouse at dusk, duration: 4 }'],
      'result 1+ 404',
    );
    expect(end).toMatchObject({ kind: 'finished' });
    expect(orders).toHaveLength(1);
  });
});
