import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const { allowScripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));

it('runs no script of a package at installation, and leaves none for npm to ask about', () => {
  const scripted = Object.entries<{ hasInstallScript?: true }>(lock.packages)
    .filter(([path, { hasInstallScript }]) => path !== '' && hasInstallScript)
    .map(([path]) => path.replace(/^.*node_modules\//, ''));
  expect(Object.keys(allowScripts)).toEqual([...new Set(scripted)].sort());
  expect(Object.values(allowScripts).filter((allowed) => allowed)).toEqual([]);
});

it.each(['.', 'studio'])('builds what it ships when %s is packed from a new checkout', (folder) => {
  const { files, scripts } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
  expect(files).toContain('dist');
  expect([scripts.prepare, scripts.prepack]).toContain('npm run build');
});
