import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { build, type Plugin } from 'rolldown';

const root = join(import.meta.dirname, '../..');

export interface Compiled {
  /** JavaScript that `node` runs. */
  readonly file: string;
  remove(): Promise<void>;
}

/** Compiles a program below `test/` with all that it imports, for tests that need it in a process of its own. */
export async function compile(program: string, plugins: readonly Plugin[] = []): Promise<Compiled> {
  const folder = await mkdtemp(join(tmpdir(), 'storycut-compiled-'));
  await writeFile(join(folder, 'package.json'), '{"type":"module"}');
  await mkdir(join(folder, 'dist'));
  for (const shared of ['node_modules', 'schemas', 'dist/schemas']) {
    await symlink(join(root, shared), join(folder, shared), 'junction');
  }
  const file = join(folder, `${basename(program)}.js`);
  await build({
    input: join(root, 'test', `${program}.ts`),
    platform: 'node',
    plugins: [...plugins],
    external: /^[^./]/,
    output: { file, codeSplitting: false },
    logLevel: 'silent',
  });
  return { file, remove: () => rm(folder, { recursive: true, force: true }) };
}
