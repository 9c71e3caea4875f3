import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const installed = { ...manifest.dependencies, ...manifest.optionalDependencies };

const built = readdirSync(join(root, 'dist'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.js'))
  .map((file) => ({ file, text: readFileSync(join(root, 'dist', file), 'utf8') }));

/** What a built module asks Node for: by `import`, `export … from`, `import()` (a part: `imported()`), `require`, or a resolver. */
const asked = new RegExp(
  [
    /(?:^|[;\n])\s*import\s+['"]([^'"]+)['"]/,
    /(?:^|[;\n])\s*(?:import|export)\b[^'";]*?\bfrom\s*['"]([^'"]+)['"]/,
    /\bimport\(\s*['"]([^'"]+)['"]/,
    /\brequire(?:\.resolve)?\(\s*['"]([^'"]+)['"]/,
    /\bimport\.meta\.resolve\(\s*['"]([^'"]+)['"]/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'g',
);
/** A path into a package, as the fonts are named in a table. */
const pathInPackage =
  /['"]((?:@[\w.-]+\/)?[\w.-]+\/(?:[\w.-]+\/)*[\w.-]+\.(?:ttf|otf|woff2?|wasm|[cm]?js|json))['"]/g;

const packageOf = (asked: string): string =>
  asked
    .split('/')
    .slice(0, asked.startsWith('@') ? 2 : 1)
    .join('/');

const packages = built.flatMap(({ file, text }) =>
  [...text.matchAll(asked), ...text.matchAll(pathInPackage)]
    .map((found) => found.slice(1).find((name) => name !== undefined) ?? '')
    .filter((name) => !/^[./]|^node:/.test(name))
    .map((name) => ({ file, name: packageOf(name) })),
);

describe('the built program', () => {
  it('asks only for packages that are installed with it, or beside it by who wants them', () => {
    const there = { ...installed, ...manifest.peerDependencies };
    expect(packages.filter(({ name }) => !(name in there))).toEqual([]);
    const optional = Object.keys(manifest.peerDependencies).filter(
      (name) => manifest.peerDependenciesMeta[name]?.optional,
    );
    expect(optional).toEqual(Object.keys(manifest.peerDependencies));
  });

  it('asks for every package that is installed with it', () => {
    const used = new Set(packages.map(({ name }) => name));
    expect(Object.keys(installed).filter((name) => !used.has(name))).toEqual([]);
  });

  it('names Node’s own modules so that no package can stand in for them', () => {
    expect(packages.filter(({ name }) => builtinModules.includes(name))).toEqual([]);
  });

  it('hides no package behind a name that is put together', () => {
    const hidden = built.filter(({ text }) =>
      /\bimport(?:ed)?\(\s*[^'"\s]/.test(text.replaceAll(/\/\*[\s\S]*?\*\//g, '')),
    );
    // It imports what parts name.
    expect(hidden.map(({ file }) => file)).toEqual([join('cli', 'main.js')]);
  });
});
