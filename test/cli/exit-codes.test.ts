import { chmod } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { inside } from '../rig/inside.ts';
import { project } from '../rig/project.ts';
import { json, scriptedServer } from '../rig/scripted-server.ts';

const film = (provider: string): string => `storyboard: 1
title: F
provider: ${provider}
scenes:
  - id: s
    segments: [{ id: door, prompt: A door opens, duration: 4 }]
`;

const config = (url: string, key: string): string => `config: 1
providers:
  studio:
    dialect: openai
    base-url: ${url}
    key: ${key}
    models: { lamp-1: { like: sora-2, price: 0.1 } }
`;

interface Case {
  /** Of the environment; undefined: not set. */
  readonly url?: string;
  readonly key?: string;
  /** What the server answers to all, where there is one. */
  readonly answer?: readonly [status: number, code: string];
  readonly config?: string;
  readonly flags?: readonly string[];
  readonly exit: number;
  readonly says: string;
}

const cases: Readonly<Record<string, Case>> = {
  'an address that is missing': { key: 'sk-x', exit: 3, says: 'provider-unavailable' },
  'an address that is none': { url: 'localhost', key: 'sk-x', exit: 3, says: 'provider-unavailable' },
  'a key that is missing': { answer: [200, ''], exit: 3, says: 'key-missing' },
  'a key that is empty': { answer: [200, ''], key: ' ', exit: 3, says: 'key-missing' },
  'a key that is refused': { answer: [401, 'invalid_api_key'], key: 'sk-x', exit: 3, says: 'access-denied' },
  'an account that may not': { answer: [403, 'not_verified'], key: 'sk-x', exit: 3, says: 'access-denied' },
  'a key file that is missing': {
    config: '{ file: no.key }',
    answer: [200, ''],
    exit: 3,
    says: 'key-missing',
  },
  'a key file that others read': {
    config: '{ file: a.key }',
    answer: [200, ''],
    exit: 3,
    says: 'key-exposed',
  },
  'a key that a config names and nobody set': {
    ...{ config: '{ env: STUDIO_KEY }', answer: [200, ''], exit: 3, says: 'key-missing' },
  },
  'money that is gone': { answer: [429, 'insufficient_quota'], key: 'sk-x', exit: 1, says: 'quota-spent' },
  'a prompt that is refused': {
    answer: [400, 'moderation_blocked'],
    key: 'sk-x',
    exit: 1,
    says: 'prompt-refused',
  },
  'a price over the cap': {
    ...{ answer: [200, ''], key: 'sk-x', flags: ['--max-cost', '0.1'], exit: 2, says: 'over-budget' },
  },
  'a model that there is not': {
    ...{ answer: [200, ''], key: 'sk-x', flags: ['--model', 'sora-9'], exit: 2, says: 'unknown-model' },
  },
};

/** The command in a folder and an environment of the case. */
async function stage({ url, key, answer, config: place }: Case) {
  const server =
    answer && (await scriptedServer(json({ error: { code: answer[1], message: 'No.' } }, answer[0])));
  const address = server?.url ?? url;
  const made = await project({
    'f.storyboard.yaml': film(place === undefined ? 'openai' : 'studio'),
    'a.key': 'sk-x',
    ...(place !== undefined && { 'config.yaml': config(address ?? '', place) }),
  });
  await chmod(made.path('a.key'), 0o644);
  const env = {
    NO_COLOR: '1',
    FORCE_COLOR: undefined,
    OPENAI_BASE_URL: place === undefined ? address : undefined,
    OPENAI_API_KEY: key,
  };
  const run = (...args: readonly string[]) =>
    inside({ folder: made.folder, env }, [
      ...(place === undefined ? [] : ['--config', 'config.yaml']),
      ...args,
    ]);
  return { run };
}

const codesIn = (stdout: string): readonly string[] =>
  stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
    .flatMap(({ diagnostic, diagnostics = [] }) => [diagnostic, ...diagnostics])
    .map((one) => one?.code);

describe.each(Object.entries(cases))('%s', (_, one) => {
  const { exit, says, flags = [] } = one;

  it(`is exit code ${exit} of run, for people and for programs`, async () => {
    const { run } = await stage(one);
    const told = await run('run', '--yes', ...flags);
    expect([told.code, told.stderr]).toEqual([exit, expect.stringContaining(`error[${says}]`)]);
    const listed = await run('run', '--yes', '--json', ...flags);
    expect([listed.code, codesIn(listed.stdout)]).toEqual([exit, expect.arrayContaining([says])]);
  });

  it.runIf(exit > 1)('is no matter of plan, where nothing is sent, unless the input is wrong', async () => {
    const { run } = await stage(one);
    expect((await run('plan', ...flags)).code).toBe(exit === 2 ? 2 : 0);
  });
});

it('redo ends as run does, also the process', async () => {
  const made = await project(
    { 'f.storyboard.yaml': film('openai') },
    { under: ['env', '-u', 'OPENAI_BASE_URL', '-u', 'OPENAI_API_KEY'] },
  );
  expect((await made.run('redo', 'door', '--yes')).code).toBe(3);
});

it('a plan that can not be saved is told, and no bug', async () => {
  const { run } = await stage({ exit: 3, says: 'plan-not-written' });
  const told = await run('plan', '--out', 'no/such/plan.json');
  expect([told.code, told.stderr]).toEqual([3, expect.stringContaining('error[plan-not-written]')]);
});
