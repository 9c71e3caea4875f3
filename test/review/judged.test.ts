import { expect, it } from 'vitest';
import { harbour } from '../advice/assets.ts';
import { file, reviewed } from './reviewed.ts';
import { untilSo } from './streams.ts';

const loud = `storyboard: 1
title: Loud
format: { size: 160x96, fps: 24 }
scenes:
  - id: only
    segments:
      - { id: near, file: harbour.mp4, duration: 1 }
      - { id: far, file: harbour.mp4, duration: 1, volume: -20 dB }   # from the hill
      - { id: none, prompt: Nothing is made of this }
`;

it('shows what judge found, with its figure and its threshold, and writes the correction', async () => {
  const { made, ask, film, events } = await reviewed(loud, [], { 'harbour.mp4': harbour });
  expect((await film()).judgement).toEqual({ findings: [], seams: [], waiting: 2, unjudged: [] });
  expect(await ask('judge', { segment: 'near' })).toMatchObject({ status: 400 });
  expect(await ask('judge', {})).toMatchObject({ status: 200 });
  await untilSo(() => events.some((one) => one.includes('event: judging') && one.includes('"over"')));
  await untilSo(async () => (await film()).judgement.waiting === 0);
  // The same as the verb says.
  const said = await made.call('judge');
  const { findings } = (await film()).judgement;
  expect(findings).toEqual([
    {
      ...{ id: expect.stringMatching(/^[0-9a-f]{16}$/), segment: 'far', after: 'near' },
      message: 'It is 20 LU quieter than near before it.',
      figure: 'loudness -20 LU (from 7)',
      mends: { segment: 'far', write: 'volume: 0 dB' },
    },
  ]);
  expect(said.stdout).toContain(findings[0]?.figure);

  const id = findings[0]?.id ?? '';
  expect(await ask('mend', { id: id.replace(/./, (sign) => (sign === '0' ? '1' : '0')) })).toMatchObject({
    status: 404,
  });
  expect(await made.read(file)).toBe(loud);
  expect(await ask('mend', { id })).toMatchObject({ status: 200 });
  expect(await made.read(file)).toBe(loud.replace('volume: -20 dB', 'volume: 0 dB'));
  await untilSo(async () => (await film()).judgement.findings.length === 0);
});

it('sees what another process judges', async () => {
  const { made, film } = await reviewed(loud, [], { 'harbour.mp4': harbour });
  expect((await film()).judgement.waiting).toBe(2);
  expect((await made.call('judge')).code).toBe(0);
  await untilSo(async () => (await film()).judgement.findings.length === 1);
});
