import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const root = join(import.meta.dirname, '../..');
const call = promisify(execFile);

/** A folder with the packed package in its node_modules, as `npm i storycut` would leave it. */
export interface Installed {
  readonly folder: string;
  /** Runs a program in there; rejects where it fails. */
  run(program: string, ...args: readonly string[]): Promise<{ stdout: string; stderr: string }>;
  remove(): Promise<void>;
}

/**
 * Packs what is built and installs it with the packages that the lock file gives users: no development dependency
 * is within reach. Nothing is downloaded.
 */
export async function installed(): Promise<Installed> {
  const folder = await mkdtemp(join(tmpdir(), 'storycut-installed-'));
  const modules = join(folder, 'node_modules');
  await mkdir(join(modules, '.bin'), { recursive: true });
  await Promise.all([unpack(folder), ...(await packagesForUsers()).map((path) => copy(path, folder))]);
  await symlink('../storycut/dist/cli/main.js', join(modules, '.bin/storycut'));
  await writeFile(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n');
  const { FFMPEG_PATH, FFPROBE_PATH, ...env } = process.env;
  return {
    folder,
    run: (program, ...args) =>
      call(program, args, {
        cwd: folder,
        env: { ...env, NO_COLOR: '1', FORCE_COLOR: undefined, npm_config_offline: 'true' },
      }),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

async function unpack(folder: string): Promise<void> {
  const pack = ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder];
  const { stdout } = await call('npm', pack, { cwd: root });
  await call('tar', ['-xzf', stdout.trim()], { cwd: folder });
  await cp(join(folder, 'package'), join(folder, 'node_modules/storycut'), { recursive: true });
  await rm(join(folder, 'package'), { recursive: true });
}

/** Folders in the checkout, as `node_modules/yaml`. */
async function packagesForUsers(): Promise<readonly string[]> {
  const { packages } = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8'));
  const entries = Object.entries<{ dev?: true; devOptional?: true }>(packages);
  return entries.flatMap(([path, { dev }]) => (path !== '' && !dev ? [path] : []));
}

async function copy(path: string, folder: string): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await cp(join(root, path), join(folder, path), { recursive: true }).catch(
    (error: NodeJS.ErrnoException) => {
      // Packages for other platforms are in the lock file, but in no checkout.
      if (error.code !== 'ENOENT') throw error;
    },
  );
}
