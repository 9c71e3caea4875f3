import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Environment } from '../../src/core/ports.ts';
import { loadProviders } from '../../src/project/machine/providers.ts';
import { project } from '../rig/project.ts';

const variables: Readonly<Record<string, string>> = {
  runway: 'RUNWAYML_BASE_URL',
  byteplus: 'ARK_BASE_URL',
  fal: 'FAL_BASE_URL',
  gemini: 'GEMINI_BASE_URL',
  xai: 'XAI_BASE_URL',
};

async function dataOf(name: string, env: Environment, configFile?: string) {
  const loaded = await loadProviders({ cwd: '/', env, ...(configFile !== undefined && { configFile }) });
  if (!loaded.ok) throw new Error(loaded.error[0]?.message);
  return loaded.value.data.get(name);
}

describe.each(Object.entries(variables))('the address of %s', (name, variable) => {
  it.each([
    ['localhost:8190/v1', 'does not begin with https://'],
    ['ftp://example.com/v1', 'does not begin with https://'],
    ['javascript:alert(1)', 'does not begin with https://'],
    ['http://example.com/v1', 'is reached over plain http: everything that is sent, including the key,'],
    ['https://me:secret@example.com', "can't contain a user name"],
    ['https://example.com/v1?key=1', "can't contain `?`"],
  ])('is not %s', async (url, reason) => {
    const data = await dataOf(name, { [variable]: url });
    expect(data?.unavailable?.reason).toContain(reason);
    expect(data?.unavailable?.reason).not.toContain('secret');
    expect(data?.address).toMatch(/^https:/);
  });

  it('may have spaces, line ends and slashes around it', async () => {
    const data = await dataOf(name, { [variable]: ' http://127.0.0.1:8190/v1//\n' });
    expect(data).toMatchObject({ address: 'http://127.0.0.1:8190/v1' });
    expect(data).not.toHaveProperty('unavailable');
  });

  it('is not the service’s own in a rehearsal, which is free', async () => {
    const elsewhere = { [variable]: 'https://eu.service.example/v1' };
    for (const env of [{}, { [variable]: '' }, { [variable]: ' ' }, elsewhere]) {
      const data = await dataOf(name, { ...env, STORYCUT_REHEARSAL: '1' });
      expect(data?.unavailable).toMatchObject({
        reason: expect.stringContaining('This is a rehearsal'),
        help: expect.stringContaining(`storycut sandbox --service ${name} --`),
      });
    }
    const led = await dataOf(name, { [variable]: 'http://127.0.0.1:8190', STORYCUT_REHEARSAL: '1' });
    expect(led).not.toHaveProperty('unavailable');
    expect(await dataOf(name, {})).not.toHaveProperty('unavailable');
  });
});

it('what the config file names on the internet is not reached in a rehearsal either', async () => {
  const { folder } = await project();
  const entry = (name: string, url: string) =>
    `  ${name}: { kind: videos-api, dialect: xai, base-url: "${url}", models: { m: { like: grok-imagine-video } } }\n`;
  const config = join(folder, 'config.yaml');
  await writeFile(
    config,
    `config: 1\nproviders:\n${entry('far', 'https://api.x.ai/v1')}${entry('near', 'http://127.0.0.1:8190/v1')}`,
  );
  const rehearsal = { STORYCUT_REHEARSAL: '1' };
  expect((await dataOf('far', rehearsal, config))?.unavailable?.reason).toContain('This is a rehearsal');
  expect(await dataOf('near', rehearsal, config)).not.toHaveProperty('unavailable');
  expect(await dataOf('far', {}, config)).not.toHaveProperty('unavailable');
});
