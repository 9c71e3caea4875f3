import { expect, it } from 'vitest';
import { loadProviders } from '../../src/project/machine/providers.ts';
import { project } from '../rig/project.ts';

const config = (dialect: string, like: string): string => `config: 1
providers:
  proxy:
    dialect: ${dialect}
    base-url: https://proxy.example/v1
    key: { env: PROXY_KEY }
    models:
      grok: { like: ${like} }
`;

async function modelOf(dialect: string, like: string) {
  const { folder } = await project({ 'config.yaml': config(dialect, like) });
  const loaded = await loadProviders({ cwd: folder, env: {}, configFile: 'config.yaml' });
  if (!loaded.ok) return loaded.error.map(({ code, help }) => [code, help]);
  return loaded.value.data.get('proxy')?.models[0];
}

it('a model of a config file may be like one of xAI, as far as its server is', async () => {
  expect(await modelOf('xai', 'grok-imagine-video-1.5')).toMatchObject({
    ...{ model: 'grok', sound: 'choice', tiers: { '1280x720': '720p' } },
    inputs: { lastFrame: { fits: 'sized' }, references: { images: 7, apart: true } },
    price: { kind: 'rules' },
  });
  expect(await modelOf('newapi', 'grok-imagine-video')).toMatchObject({
    ...{ sound: 'always', extend: { kind: 'last-frame' } },
    inputs: { references: { images: 0 } },
  });
});

it('and like none that is only remembered, so that the file stays right', async () => {
  expect(await modelOf('openrouter', 'google/veo-3.1-fast')).toEqual([
    ['unknown-model', 'Known models: sora-2, sora-2-pro, grok-imagine-video-1.5, grok-imagine-video.'],
  ]);
});
