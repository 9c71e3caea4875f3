import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readCode, writeCode } from '../../src/cli/parts/code-file.ts';
import { codePlace } from '../../src/cli/parts/code-place.ts';
import { type Compiled, openParts } from '../../src/cli/parts/parts.ts';
import { command } from '../rig/command.ts';

const outside = { require: createRequire(import.meta.url), imported: (id: string) => import(id) };

async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'storycut-code-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Two parts, of which one requires the other. */
async function someParts(): Promise<string> {
  const folder = await emptyFolder();
  await mkdir(join(folder, 'parts'));
  await writeFile(
    join(folder, 'first.js'),
    "const { two } = require('./parts/second.js'); exports.three = two() + 1;",
  );
  await writeFile(
    join(folder, 'parts/second.js'),
    "exports.two = () => 2; exports.sep = require('node:path').sep; exports.os = () => imported('node:os');",
  );
  return folder;
}

describe('parts of the command', () => {
  it('are loaded once, require each other and packages, and import what only can be imported', async () => {
    const folder = await someParts();
    const parts = openParts(new Map(), outside);
    expect(parts.load(join(folder, 'first.js'))).toEqual({ three: 3 });
    const second = parts.load(join(folder, 'parts/second.js')) as { sep: string; os(): Promise<object> };
    expect(second).toBe(parts.load(join(folder, 'parts/second.js')));
    expect(second.sep).toBe(join('a', 'b')[1]);
    expect(await second.os()).toHaveProperty('hostname');
  });

  it('say what V8 made of them, and nothing when all was known', async () => {
    const folder = await someParts();
    const first = join(folder, 'first.js');
    const parts = openParts(new Map(), outside);
    parts.load(first);
    const compiled = parts.compiled();
    expect([...(compiled?.keys() ?? [])]).toEqual([first, join(folder, 'parts/second.js')]);
    const again = openParts(compiled ?? new Map(), outside);
    expect(again.load(first)).toEqual({ three: 3 });
    expect(again.compiled()).toBeUndefined();
  });

  it('are compiled from their text where what is known is of another', async () => {
    const folder = await someParts();
    const first = join(folder, 'first.js');
    const parts = openParts(new Map(), outside);
    parts.load(first);
    await writeFile(first, 'exports.four = 4;');
    const changed = openParts(parts.compiled() ?? new Map(), outside);
    expect(changed.load(first)).toEqual({ four: 4 });
    expect(changed.compiled()).toBeDefined();
  });
});

describe('a file of compiled code', () => {
  const code: Compiled = new Map([
    ['/a.js', Buffer.from('abc')],
    ['/b.js', Buffer.alloc(1000, 7)],
  ]);

  async function written(): Promise<string> {
    const file = join(await emptyFolder(), 'made/code/check');
    writeCode(file, code, Date.now());
    return file;
  }

  it('is read as it was written, where V8 can read it in place', async () => {
    const read = readCode(await written());
    expect(read).toEqual(code);
    for (const part of read.values()) expect(part.byteOffset % 8).toBe(0);
  });

  it('is the only file in its folder, and only its user can write either', async () => {
    const file = await written();
    writeCode(file, code, Date.now());
    expect(await readdir(join(file, '..'))).toEqual(['check']);
    if (process.platform === 'win32') return;
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await stat(join(file, '..'))).mode & 0o777).toBe(0o700);
  });

  it.skipIf(process.platform === 'win32')(
    'is not believed if anybody else could have written it',
    async () => {
      const file = await written();
      for (const [path, mode, safe] of [
        [file, 0o622, 0o600],
        [join(file, '..'), 0o777, 0o700],
      ] as const) {
        await chmod(path, mode);
        expect(readCode(file)).toEqual(new Map());
        await chmod(path, safe);
        expect(readCode(file)).toEqual(code);
      }
      await symlink(file, `${file}-link`);
      expect(readCode(`${file}-link`)).toEqual(new Map());
    },
  );

  it.skipIf(process.platform === 'win32')('is not written into a folder that others can write', async () => {
    const file = join(await emptyFolder(), 'code/check');
    await mkdir(join(file, '..'));
    await chmod(join(file, '..'), 0o777);
    writeCode(file, code, Date.now());
    expect(await readdir(join(file, '..'))).toEqual([]);
  });

  it('is not believed if a byte of it is another, or some are missing', async () => {
    const file = await written();
    const good = await readFile(file);
    for (const at of [0, 33, 50, good.length - 1]) {
      const bad = Buffer.from(good);
      bad[at] = (bad[at] ?? 0) ^ 1;
      await writeFile(file, bad);
      expect(readCode(file)).toEqual(new Map());
    }
    for (const length of [0, 10, 40, good.length - 8]) {
      await writeFile(file, good.subarray(0, length));
      expect(readCode(file)).toEqual(new Map());
    }
  });

  it('goes when it was written long ago', async () => {
    const file = await written();
    writeCode(`${file}-new`, code, Date.now() + 31 * 24 * 60 * 60 * 1000);
    expect(readCode(file)).toEqual(new Map());
  });
});

describe('where compiled code is kept', () => {
  const { version, arch, execArgv } = process;
  const node = { version, arch, platform: 'linux', execArgv } as const;
  const place = (env: Record<string, string>, words = ['check'], build = 'b') =>
    codePlace({ build, words, node, env });

  it('is the folder of what this user can read again, or the one that Node is told', () => {
    expect(place({ HOME: '/home/me' })).toMatch(/^\/home\/me\/\.cache\/storycut\/code\/[0-9a-f]{16}-check$/);
    expect(place({ HOME: '/home/me', NODE_COMPILE_CACHE: '/there' })).toMatch(/^\/there\/storycut\/code\//);
    expect(place({})).toBeUndefined();
    expect(place({ HOME: '/home/me', NODE_DISABLE_COMPILE_CACHE: '1' })).toBeUndefined();
    expect(place({ HOME: '/home/me', NODE_V8_COVERAGE: '/counts' })).toBeUndefined();
  });

  it('is another file for each verb, each build and each way to start Node, and never one that a user names', () => {
    const env = { HOME: '/home/me' };
    const files = [
      ...[place(env), place(env, ['plan']), place(env, ['check'], 'c'), place(env, [])],
      place({ ...env, NODE_OPTIONS: '--no-opt' }),
    ];
    expect(new Set(files).size).toBe(files.length);
    expect(place(env, ['../../etc'])).toBe(place(env, []));
  });
});

describe('a start of the command', () => {
  const run = promisify(execFile);
  const start = async (cache: string, ...args: string[]) =>
    run(process.execPath, [command, ...args], { env: { ...process.env, NODE_COMPILE_CACHE: cache } }).then(
      ({ stdout }) => ({ code: 0, stdout }),
      ({ code, stdout }) => ({ code, stdout }),
    );

  it('leaves what V8 compiled to the next, which says the same and writes nothing', async () => {
    const cache = await emptyFolder();
    const said = await start(cache, 'schema');
    expect(said.code).toBe(0);
    const folder = join(cache, 'storycut/code');
    const [name = ''] = await readdir(folder);
    expect(name).toMatch(/-schema$/);
    const before = await stat(join(folder, name));
    expect(await start(cache, 'schema')).toEqual(said);
    expect(await readdir(folder)).toEqual([name]);
    expect((await stat(join(folder, name))).ino).toBe(before.ino);
  });

  it('is as good with damaged code as with none, and mends it', async () => {
    const cache = await emptyFolder();
    const said = await start(cache, 'schema');
    const folder = join(cache, 'storycut/code');
    const [name = ''] = await readdir(folder);
    const file = join(folder, name);
    const good = await readFile(file);
    await writeFile(file, good.subarray(0, good.length / 2));
    expect(await start(cache, 'schema')).toEqual(said);
    expect(readCode(file).size).toBeGreaterThan(3);
  });

  it('leaves nothing where it failed, and is no worse where nothing can be written', async () => {
    const cache = await emptyFolder();
    expect((await start(cache, 'check', join(cache, 'none.storyboard.yaml'))).code).toBe(2);
    expect(await readdir(cache)).toEqual([]);
    await writeFile(join(cache, 'storycut'), 'a file');
    expect((await start(cache, 'schema')).code).toBe(0);
  });
});
