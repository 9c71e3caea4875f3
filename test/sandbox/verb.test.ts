import { expect, it, vi } from 'vitest';
import { project } from '../rig/project.ts';

const film = `
storyboard: 1
title: The Gull
scenes: [ { id: a, segments: [ { id: gull, prompt: A gull, duration: 4 } ] } ]
`;

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

it('says what to type in another terminal, which works there', async () => {
  const { start, run, write, path } = await project();
  await write('a.storyboard.yaml', film);
  for (const service of ['runway', 'openrouter', 'together']) {
    const { child, ended } = start('sandbox', '--service', service, '--speed', '100', '--footage', 'colour');
    let told = '';
    child.stderr?.on('data', (text) => {
      told += text;
    });
    await vi.waitFor(() => expect(told).toMatch(/--yes`\n$/), { timeout: 60_000 });
    const commands = [...told.matchAll(/`(STORYCUT_REHEARSAL=[^`]*)`/g)].map(([, command = '']) => command);
    const [entry] = /^providers:\n( .*\n)+/m.exec(told) ?? [];
    expect(entry !== undefined).toBe(service === 'together');
    await write('config.yaml', `config: 1\n${entry ?? ''}`);
    // The shell of the other terminal; the config file is its own.
    const typed = commands.join(' && ').replaceAll('storycut ', `storycut --config ${path('config.yaml')} `);
    const done = await run('sandbox', '--', 'sh', '-c', typed);
    expect(done.stderr).toContain('1 made');
    expect(done.code).toBe(0);
    child.kill('SIGINT');
    expect(await ended).toMatchObject({ code: 0 });
  }
});

it('says what is wrong with what it was given', async () => {
  const { run, write } = await project();
  await write('faults.txt', 'create 1 429\ncreat 2 429\n');
  const misspelt = await run('sandbox', '--faults', 'faults.txt', '--fault', 'content cutt');
  expect(misspelt.code).toBe(2);
  expect(misspelt.stderr).toContain('--fault:1:9 error[fault-unreadable]');
  expect(misspelt.stderr).toContain('faults.txt:2:1 error[fault-unreadable]');
  const unquoted = await run('sandbox', '--fault', 'create wide shot moderation');
  expect(unquoted.stderr).toContain('help: Write `create "wide shot" moderation`.');
  expect((await run('sandbox', '--faults', 'none.txt')).code).toBe(2);
  const unknown = await run('sandbox', '--', 'no-such-command-anywhere');
  expect(unknown.code).toBe(3);
  expect(unknown.stderr).toContain(
    'error[sandbox-not-started]: There is no command no-such-command-anywhere.\n',
  );
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

it('is asked for its models before a command, where its service tells of them', async () => {
  const { run, write } = await project();
  await write('a.storyboard.yaml', film);
  const command = ['storycut', 'run', '--provider', 'openrouter', '--yes'];
  const made = await run(
    ...['sandbox', '--service', 'openrouter', '--speed', '100', '--footage', 'colour', '--', ...command],
  );
  expect(made.stderr).toContain('1 made');
  // It was told to that command alone.
  const { stderr } = await run(
    'sandbox',
    '--service',
    'xai',
    '--',
    'storycut',
    'plan',
    '--provider',
    'openrouter',
  );
  expect(stderr).toContain('list-unread');
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

it('leads no provider to what it is asked otherwise, and says so', async () => {
  const { run } = await project({ 'film.storyboard.yaml': film });
  for (const service of ['together', 'runway']) {
    const { code, stderr } = await run(
      ...['sandbox', '--service', service, '--', 'storycut', 'run', '--provider', 'openai', '--yes'],
    );
    expect(stderr).toContain(
      `Nothing in this rehearsal stands in for openai: its sandbox imitates ${service}`,
    );
    expect(code).toBe(3);
  }
});
