import { createHash } from 'node:crypto';
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import type { Project } from '../../test/rig/project.ts';
import { startBucket, type TestBucket } from './rig/bucket.ts';
import { alone, file, film, type Machines, machines, on } from './rig/machines.ts';

const run = ['run', file, '--yes', '--no-stitch'];

let bucket: TestBucket;
beforeAll(async () => {
  bucket = await startBucket();
});
afterAll(() => bucket.close());
afterEach(() => bucket.hinder(undefined));

/** A studio whose clips are under a prefix of its own. */
async function studio(): Promise<Machines & { readonly prefix: string }> {
  const made = await machines({ bucket });
  const prefix = `clips-${Math.random().toString(36).slice(2)}`;
  const machine = async (): Promise<Project> => {
    const one = await made.machine();
    const config = await one.read('config.yaml');
    await one.write('config.yaml', config.replace('s3://films/clips', `s3://films/${prefix}`));
    return one;
  };
  const init = await on(await machine(), 'studio', 'init');
  expect(init.code, init.stderr).toBe(0);
  return { ...made, machine, prefix };
}

const copies = async (one: Project): Promise<readonly string[]> =>
  readdir(one.path('ferry/.storycut/clips')).catch(() => []);

const eight = film.replace(
  /segments:\n[\s\S]*/,
  `segments:\n${Array.from({ length: 8 }, (_, n) => `      - { id: s${n}, prompt: Wave ${n}, duration: 4 }\n`).join('')}`,
);

test('what one machine has made comes to another once, and is the same film', async () => {
  const { machine, created, prefix } = await studio();
  const [a, b] = [await machine(), await machine()];
  for (const one of [a, b]) await one.write(file, eight);
  const first = await on(a, 'run', file, '--yes');
  expect(first.code, first.stderr).toBe(0);
  const names = (await bucket.names(prefix)).filter((name) => name.endsWith('.mp4'));
  const bytes = await Promise.all(
    names.map(async (name) => {
      const content = await readFile(a.path('ferry/.storycut/clips', name));
      expect(createHash('sha256').update(content).digest('hex')).toBe(name.slice(0, 64));
      return content.length;
    }),
  );
  const whole = bytes.reduce((sum, one) => sum + one, 0);
  const before = { ...bucket.moved };
  const plan = await on(b, 'plan', file);
  expect(plan.stdout).toContain('Nothing to make: 8 jobs in the store');
  expect(await copies(b)).toEqual([]);
  const marks = bucket.moved.received - before.received;
  expect(marks).toBeLessThan(1000);
  const second = await on(b, 'run', file, '--yes');
  expect(second.code, second.stderr).toBe(0);
  expect(second.stderr).toContain('0 made, 8 already in the store');
  const moved = bucket.moved.received - before.received;
  console.log(JSON.stringify({ clips: names.length, whole, moved }));
  expect(moved - whole).toBeLessThan(2000);
  expect(await created()).toBe(8);
  const films = await Promise.all([a, b].map((one) => readFile(one.path('ferry/sea.mp4'))));
  expect(films[0]?.equals(films[1] as Buffer)).toBe(true);
  const again = await on(b, 'stitch', file);
  expect(again.code, again.stderr).toBe(0);
  expect(bucket.moved.received - before.received - moved).toBeLessThan(1000);
});

test('all that reads footage has it brought here first', async () => {
  const { machine } = await studio();
  const a = await machine();
  const chained = film.replace(
    '- { id: crab, prompt: A crab in the sand }',
    '- { id: crab, extend: tern, prompt: A crab in the sand }',
  );
  await a.write(
    file,
    chained.replace('attempts: 2 }', 'attempts: 2 }\nsettings: {}').replace('\nsettings: {}', ''),
  );
  expect((await on(a, ...run)).code).toBe(0);
  for (const args of [
    ['export', file, '--output', 'sea.otio'],
    ['judge', file],
    ['review', file, '--static', 'page'],
    ['stitch', file],
  ]) {
    const b = await machine();
    await b.write(file, chained);
    const end = await on(b, ...args);
    expect([0, 1], `${args.join(' ')}\n${end.stderr}`).toContain(end.code);
    expect(end.stderr).not.toContain('error[');
    expect((await copies(b)).length, args.join(' ')).toBeGreaterThan(0);
    // Shots of one prompt, and the one that goes on from another.
    if (args[0] === 'stitch') expect(end.stderr).toContain('bringing 3 clips here');
    if (args[0] !== 'export') continue;
    for (const [, clip = ''] of (await b.read('sea.otio')).matchAll(/"target_url": "file:\/\/([^"]+)"/g))
      expect((await stat(clip)).size).toBeGreaterThan(0);
  }
});

test('a list that fails is never a list without clips', async () => {
  const { machine, created, prefix } = await studio();
  const [a, b] = [await machine(), await machine()];
  expect((await on(a, ...run)).code).toBe(0);
  const list = (name: string, more: string) =>
    `<?xml version="1.0"?><ListBucketResult><Name>${name}</Name>${more}</ListBucketResult>`;
  const answers: Record<string, [number, string]> = {
    'a 403': [403, '<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>'],
    'a bare 404': [404, ''],
    'a missing bucket': [404, '<Error><Code>NoSuchBucket</Code><Message>It is not there</Message></Error>'],
    'a page': [200, '<html><body>Log in</body></html>'],
    'nothing at all': [200, ''],
    JSON: [200, '{"objects":[]}'],
    'another bucket': [200, list('other', '<KeyCount>0</KeyCount><IsTruncated>false</IsTruncated>')],
    'half a list': [200, list('films', '<IsTruncated>false</IsTruncated>').slice(0, -5)],
    'a count that is not that of its keys': [
      200,
      list('films', '<KeyCount>3</KeyCount><IsTruncated>false</IsTruncated>'),
    ],
    'more behind nothing': [200, list('films', '<KeyCount>0</KeyCount><IsTruncated>true</IsTruncated>')],
    'one that begins elsewhere': [
      200,
      list(
        'films',
        `<IsTruncated>false</IsTruncated><Contents><Key>${prefix}/0</Key><Size>1</Size></Contents>`,
      ),
    ],
  };
  for (const [what, [status, text]] of Object.entries(answers)) {
    bucket.hinder(({ url = '' }, response) => {
      if (!url.includes('start-after=')) return false;
      response.writeHead(status).end(text);
      return true;
    });
    for (const args of [['plan', file], run]) {
      const end = await on(b, ...args);
      expect([end.code, end.stderr], what).toEqual([3, expect.stringContaining('error[studio-clips]')]);
    }
  }
  bucket.hinder(undefined);
  expect((await on(b, ...run)).stderr).toContain('0 made, 3 already in the store');
  expect(await created()).toBe(3);
});

test('an empty bucket is not taken for the studio’s', async () => {
  const { machine, created } = await studio();
  const [a, b] = [await machine(), await machine()];
  expect((await on(a, ...run)).code).toBe(0);
  await b.write('config.yaml', (await b.read('config.yaml')).replace('s3://films/', 's3://films/wrong-'));
  for (const args of [['plan', file], run, ['studio', 'init']]) {
    const end = await on(b, ...args);
    expect([end.code, end.stderr]).toEqual([3, expect.stringContaining('error[studio-clips]')]);
  }
  expect(await created()).toBe(3);
});

test('a clip that is deleted is downloaded again from its provider; one with other bytes is told, and nothing is paid', async () => {
  const { machine, created, prefix } = await studio();
  const a = await machine();
  // Each shot has bytes of its own.
  await a.write(file, eight);
  expect((await on(a, ...run)).code).toBe(0);
  const [first = '', second = ''] = (await bucket.names(prefix)).filter((name) => name.endsWith('.mp4'));
  const bytes = await readFile(a.path('ferry/.storycut/clips', first));
  await bucket.change(`${prefix}/${first}`, Buffer.alloc(bytes.length, 7));
  const b = await machine();
  await b.write(file, eight);
  const cut = await on(b, 'run', file, '--yes');
  expect([cut.code, cut.stderr]).toEqual([4, expect.stringContaining('error[clip-not-brought]')]);
  expect(cut.stderr).toContain('its bytes are not those of its name');
  expect(await copies(b)).not.toContain(first);
  await bucket.change(`${prefix}/${first}`, bytes);
  expect((await on(b, 'run', file, '--yes')).code).toBe(0);
  expect(await created()).toBe(8);
  await bucket.change(`${prefix}/${second}`, undefined);
  expect((await on(b, 'plan', file)).stdout).toContain('7 jobs in the store, 1 to download again');
  expect((await on(b, ...run)).code).toBe(0);
  expect(await bucket.names(prefix)).toContain(second);
  expect(await created()).toBe(8);
});

test('a journal is brought into a bucket, and its clips are not fetched by the machine that had them', async () => {
  const { machine, created, prefix } = await studio();
  const [a, b] = [await machine(), await machine()];
  await alone(a);
  const before = bucket.moved.received;
  const adopted = await on(a, 'studio', 'adopt', file);
  expect(adopted.stderr).toMatch(/Clips copied: 3/);
  expect((await bucket.names(prefix)).length).toBe(4);
  const own = await on(a, 'run', file, '--yes');
  expect(own.code, own.stderr).toBe(0);
  expect(bucket.moved.received - before).toBeLessThan(2000);
  const other = await on(b, 'run', file, '--yes');
  expect(other.stderr).toContain('0 made, 3 already in the store');
  expect(await created()).toBe(3);
});

test('without keys, with wrong ones, and where nobody answers, it is told what to mend', async () => {
  const { machine, created } = await studio();
  const a = await machine();
  const told = async (): Promise<string> => {
    const { code, stderr } = await on(a, ...run);
    expect([code, stderr]).toEqual([3, expect.stringContaining('error[studio-clips]')]);
    return stderr;
  };
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'another');
  expect(await told()).toMatch(/SignatureDoesNotMatch[\s\S]*help: Check AWS_ACCESS_KEY_ID/);
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', '');
  expect(await told()).toMatch(/AWS_SECRET_ACCESS_KEY is not set[\s\S]*help: Set AWS_ACCESS_KEY_ID/);
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'S3RVER');
  await a.write('config.yaml', (await a.read('config.yaml')).replace(bucket.endpoint, 'http://127.0.0.1:9'));
  expect(await told()).toMatch(/ECONNREFUSED[\s\S]*help: Check the network/);
  expect(await created()).toBe(0);
});

test('a server that takes footage and keeps other bytes is not believed', async () => {
  const { machine, prefix } = await studio();
  const a = await machine();
  bucket.hinder((asked, response) => {
    if (asked.method !== 'PUT') return false;
    asked.resume().on('end', () => response.writeHead(200, { etag: '"0123"' }).end());
    return true;
  });
  const end = a.start('--config', 'config.yaml', ...run);
  await new Promise<void>((resolve) => {
    end.child.stderr?.on('data', (text: string) => /other bytes/.test(text) && resolve());
    void end.ended.then(() => resolve());
  });
  end.child.kill('SIGKILL');
  const { stderr } = await end.ended;
  expect(stderr).toContain('the server took it, and has other bytes than it was sent');
  bucket.hinder(undefined);
  expect((await on(a, ...run)).code).toBe(0);
  expect((await bucket.names(prefix)).length).toBeGreaterThan(1);
  await rm(a.path('ferry/.storycut/clips'), { recursive: true });
  expect((await on(a, 'stitch', file)).code).toBe(0);
});
