import { expect, it } from 'vitest';
import { falQueue, hostsAt } from '../../../src/providers/fal/hosts.ts';
import { falModels } from '../../../src/providers/fal/models.ts';
import { falEndpoints, falWires } from '../../../src/providers/fal/wire.ts';
import { falRules } from '../../../src/sandbox/services/fal/endpoints.ts';

it('fal has three hosts, and what stands in for it is all of them', () => {
  expect(hostsAt(falQueue)).toEqual({
    queue: 'https://queue.fal.run',
    files: 'https://rest.fal.ai',
    platform: 'https://api.fal.ai/v1',
  });
  expect(hostsAt('http://127.0.0.1:8190')).toEqual({
    queue: 'http://127.0.0.1:8190',
    files: 'http://127.0.0.1:8190',
    platform: 'http://127.0.0.1:8190/v1',
  });
});

it('each model can be asked, and each endpoint is played', () => {
  expect(Object.keys(falWires).sort()).toEqual(falModels.map(({ model }) => model).sort());
  expect([...falEndpoints.keys()].sort()).toEqual(Object.keys(falRules).sort());
  // The history takes no more at once.
  expect(falEndpoints.size).toBeLessThanOrEqual(50);
});
