import { expect, it } from 'vitest';
import { project } from '../rig/project.ts';

const key = 'sk-canary-0123456789abcdefghij';
const hex = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b';
const film = (provider: string): string =>
  `storyboard: 1\ntitle: F\nprovider: ${provider}\nscenes:\n  - id: s\n    segments: [{ id: door, prompt: A door, duration: 4 }]\n`;
const config = (change: Readonly<Record<string, string>>): string => {
  const all = {
    dialect: 'openai',
    'base-url': 'https://host.example/v1',
    key: '{ env: STUDIO_KEY }',
    ...change,
  };
  const lines = Object.entries(all).map(([name, value]) => `    ${name}: ${value}\n`);
  return `config: 1\nproviders:\n  studio:\n${lines.join('')}    models: { lamp-1: { like: sora-2 } }\n`;
};

/** Where people have pasted keys. Each is told that something is wrong, and none what the key is. */
const slips: Readonly<
  Record<string, { readonly config?: string; readonly args?: readonly string[]; readonly env?: string }>
> = {
  'as the key': { config: config({ key }) },
  'as the name of a variable': { config: config({ key: `{ env: ${key} }` }) },
  'without dashes, as the name of a variable': { config: config({ key: `{ env: a${hex} }` }) },
  'as the name of a file': { config: config({ key: `{ file: ${key} }` }) },
  'under a key of its own': { config: config({ 'api-key': `"${hex}"` }) },
  'as the address': { config: config({ 'base-url': key }) },
  'in the address, as a password': { config: config({ 'base-url': `http://me:${hex}@api.example.com/v1` }) },
  'in the address, as a parameter': {
    config: config({ 'base-url': `https://api.example.com/v1?key=${hex}` }),
  },
  'as the model': { config: config({ 'default-model': key }) },
  'as the dialect': { config: config({ dialect: key }) },
  'beside a line that is no YAML': { config: config({ key: `{ env: ${key}` }) },
  'as the provider': { args: ['--provider', key] },
  'as the model to use': { args: ['--provider', 'openai', '--model', key] },
  'as the config file': { args: ['--config', key] },
  'as the storyboard': { args: [key] },
  'as a number': { args: ['--max-cost', key] },
  'as a flag': { args: [`--${key}`] },
  'in OPENAI_BASE_URL': { env: `OPENAI_BASE_URL=${key}`, args: ['--provider', 'openai'] },
  'in OPENAI_BASE_URL, as a password': {
    ...{ env: `OPENAI_BASE_URL=https://me:${hex}@api.example.com/v1`, args: ['--provider', 'openai'] },
  },
  'in OPENAI_BASE_URL, as a parameter': {
    ...{ env: `OPENAI_BASE_URL=https://api.example.com/v1?key=${hex}`, args: ['--provider', 'openai'] },
  },
};

it.each(Object.entries(slips))('a key that was written %s is in no message', async (_, slip) => {
  const { config: text, args = [], env = 'OPENAI_API_KEY=sk-x' } = slip;
  const made = await project(
    {
      'f.storyboard.yaml': film(text === undefined ? 'openai' : 'studio'),
      ...(text && { 'config.yaml': text }),
    },
    { under: ['env', env] },
  );
  const named = text === undefined ? [] : ['--config', 'config.yaml'];
  const ran = await made.call(...named, 'run', '--yes', ...args);
  const planned = await made.call(...named, 'plan', '--json', ...args);
  expect(ran.code).toBeGreaterThan(1);
  for (const { stdout, stderr } of [ran, planned]) {
    expect(stdout + stderr).not.toContain(key.slice(3));
    expect(stdout + stderr).not.toContain(hex);
  }
});

it('a key in a storyboard is not shown with the line it stands in', async () => {
  const made = await project({ 'f.storyboard.yaml': film(key) });
  const ended = await made.call('check');
  expect(ended.stderr).toContain('error[unknown-provider]');
  expect(ended.stderr).not.toContain(key.slice(3));
});
