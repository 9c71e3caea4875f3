import { readdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { expect, it, vi } from 'vitest';
import { project } from '../rig/project.ts';
import { raw } from './raw.ts';
import { file, film } from './reviewed.ts';

it('prints a link that opens the page, and ends with Ctrl-C', async () => {
  const made = await project({ [file]: film });
  const { child, ended } = made.start('review');
  const link = await new Promise<string>((resolve) => {
    child.stdout?.once('data', (text) => resolve(String(text).trim()));
  });
  expect(link).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?open=[0-9a-f]{40}$/);
  const { port, pathname, search, host } = new URL(link);
  const page = await raw(Number(port), [
    `GET ${pathname}${search} HTTP/1.1`,
    `Host: ${host}`,
    'Connection: close',
  ]);
  expect(page).toMatchObject({ status: 200, body: expect.stringContaining('<div id="page">') });
  child.kill('SIGINT');
  const { code, stderr } = await ended;
  expect(code).toBe(0);
  expect(stderr).toMatch(
    /It is open\. For one more browser: http:\/\/127\.0\.0\.1:\d+\/\?open=[0-9a-f]{40}\n/,
  );
});

it('says so where its port is taken, or there is no film', async () => {
  const made = await project({ [file]: film, 'temporary/kept': '' });
  vi.stubEnv('TMPDIR', made.path('temporary'));
  const other = createServer();
  const port = await new Promise<number>((resolve) => {
    other.listen(0, '127.0.0.1', () => {
      const address = other.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });
  const taken = await made.call('review', '--port', String(port));
  expect(taken).toMatchObject({ code: 3, stderr: expect.stringContaining('error[review-not-started]') });
  expect(taken.stderr).toContain('Leave out --port');
  expect(await readdir(made.path('temporary'))).toEqual(['kept']);
  other.close();
  expect(await made.call('review', 'none.storyboard.yaml')).toMatchObject({ code: 2 });
});

it('locked footage is made once, and not again until it is unlocked', async () => {
  const made = await project({
    [file]: film.replace('        prompt: A door', '        lock: true\n        prompt: A door'),
  });
  expect((await made.call('run', '--no-stitch')).code).toBe(0);
  for (const args of [
    ['redo', 'door'],
    ['redo', 'only'],
  ]) {
    const redo = await made.call(...args);
    expect(redo).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('error[segment-locked]: door is locked'),
    });
  }
  await made.write(file, (await made.read(file)).replace('A door', 'Another door'));
  expect(await made.call('run')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('would make it again (prompt changed)'),
  });
  expect(await made.call('plan')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('film.storyboard.yaml:8:13 error[segment-locked]'),
  });
  expect((await made.call('run', '--only', 'hall', '--no-stitch')).code).toBe(0);
  expect((await made.call('status')).code).toBe(0);
});
