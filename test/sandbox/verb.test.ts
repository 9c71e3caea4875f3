import { expect, it } from 'vitest';
import { project } from '../rig/project.ts';

it('runs a command against itself, hands on its exit code, and tells the bill', async () => {
  const { run } = await project();
  const asking = `
    const { OPENAI_BASE_URL: url, OPENAI_API_KEY: key } = process.env;
    const headers = { authorization: 'Bearer ' + key, 'content-type': 'application/json' };
    const body = JSON.stringify({ prompt: 'A ship' });
    for (let i = 0; i < 2; i++) await fetch(url + '/videos', { method: 'POST', headers, body });
    process.exit(7);`;
  const ended = await run(
    'sandbox',
    '--footage',
    'colour',
    '--',
    process.execPath,
    '--input-type=module',
    '-e',
    asking,
  );
  expect(ended).toMatchObject({ code: 7, stdout: '' });
  expect(ended.stderr).toBe(
    'Sandbox: 2 requests, 0 faults; 2 videos that would have cost $0.80.\n2 takes of "A ship"\n2 videos still being made when the sandbox stopped.\n',
  );
});

it('knows its own name as a command, and hands its streams on', async () => {
  const { run } = await project();
  const ended = await run('sandbox', '--', 'storycut', '--version');
  expect(ended).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
});

it('serves until it is stopped, which is a good end', async () => {
  const { start } = await project();
  const { child, ended } = start('sandbox');
  const url = await new Promise<string>((resolve) =>
    child.stdout?.once('data', (text) => resolve(String(text))),
  );
  const answer = await fetch(`${url.trim()}/videos`, { headers: { authorization: 'Bearer x' } });
  expect(await answer.json()).toMatchObject({ object: 'list', data: [] });
  child.kill('SIGINT');
  expect(await ended).toMatchObject({ code: 0, stderr: expect.stringContaining('1 request, 0 faults') });
});

it('says what is wrong with what it was given', async () => {
  const { run, write } = await project();
  await write('faults.txt', 'create 1 429\ncreat 2 429\n');
  const misspelt = await run('sandbox', '--faults', 'faults.txt', '--fault', 'content cutt');
  expect(misspelt.code).toBe(2);
  expect(misspelt.stderr).toContain('--fault:1:9 error[fault-unreadable]');
  expect(misspelt.stderr).toContain('faults.txt:2:1 error[fault-unreadable]');
  expect((await run('sandbox', '--faults', 'none.txt')).code).toBe(2);
  const unknown = await run('sandbox', '--', 'no-such-command-anywhere');
  expect(unknown).toMatchObject({ code: 3, stderr: expect.stringContaining('error[sandbox-not-started]') });
});

it('says so where its port is taken', async () => {
  const { start, run } = await project();
  const { child, ended } = start('sandbox');
  const url = await new Promise<string>((resolve) =>
    child.stdout?.once('data', (text) => resolve(String(text))),
  );
  const taken = await run('sandbox', '--port', new URL(url.trim()).port);
  expect(taken).toMatchObject({ code: 3, stderr: expect.stringContaining('Leave out --port') });
  child.kill('SIGTERM');
  expect((await ended).code).toBe(0);
});

it('stands in for the provider of its service', async () => {
  const { run } = await project();
  const telling =
    'const { RUNWAYML_BASE_URL: url, RUNWAYML_API_SECRET: key, OPENAI_BASE_URL: other } = process.env;';
  const asking = `${telling}
    const headers = { authorization: 'Bearer ' + key, 'x-runway-version': '2024-11-06' };
    const { creditBalance } = await (await fetch(url + '/v1/organization', { headers })).json();
    console.log(creditBalance, /^key_[0-9a-f]{128}$/.test(key), other);`;
  const node = [process.execPath, '--input-type=module', '-e', asking];
  const ended = await run('sandbox', '--service', 'runway', '--', ...node);
  expect(ended).toMatchObject({ code: 0, stdout: '1000000 true undefined\n' });
  const both = await run('sandbox', '--service', 'runway', '--dialect', 'xai');
  expect(both).toMatchObject({ code: 2, stderr: expect.stringContaining('--dialect') });
});
