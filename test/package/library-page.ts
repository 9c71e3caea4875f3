import { readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { blocksOf } from '../rig/markdown.ts';

const root = join(import.meta.dirname, '../..');

export interface LibraryPage {
  readonly text: string;
  /** The programs that it shows, by name. */
  readonly programs: ReadonlyMap<string, string>;
  /** Its declarations, one after the other. */
  readonly declarations: string;
  /** Names that it declares: functions, constants and types. */
  readonly values: readonly string[];
  readonly types: readonly string[];
}

export async function libraryPage(): Promise<LibraryPage> {
  const text = await readFile(join(root, 'docs/library.md'), 'utf8');
  const blocks = blocksOf(text);
  const declarations = blocks.flatMap((block) => (block.info === 'ts' ? [block.text] : [])).join('\n');
  const declared = (kind: RegExp) => [...declarations.matchAll(kind)].map(([, name = '']) => name);
  return {
    text,
    programs: new Map(
      blocks.flatMap(({ info, text }) => {
        const [, name] = /^[jt]s (\S+)$/.exec(info) ?? [];
        return name === undefined ? [] : [[name, text] as const];
      }),
    ),
    declarations,
    values: declared(/^declare (?:function|const) (\w+)/gm),
    types: declared(/^(?:interface|type) (\w+)/gm),
  };
}

/** The types that the package exports, as its declarations list them. */
export async function exportedTypes(): Promise<readonly string[]> {
  const text = await readFile(join(root, 'dist/index.d.ts'), 'utf8');
  return [...text.matchAll(/^export (type )?\{([^}]*)\}/gm)].flatMap(([, allTypes, list = '']) =>
    list
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '' && (allTypes !== undefined || name.startsWith('type ')))
      .map((name) => name.replace('type ', '')),
  );
}

/**
 * Writes what a user's project would have to compile: the page's programs as they stand, and its declarations, each
 * held to be the very type that the package exports.
 */
export async function writeProject(
  folder: string,
  page: LibraryPage,
  types: readonly string[],
): Promise<void> {
  const foreign = types.filter((name) => !page.types.includes(name));
  const same = [
    ...page.values.map((name) => [name, `typeof ${name}`, `typeof real.${name}`] as const),
    ...page.types.map((name) => [name, name, `real.${name}`] as const),
  ];
  const signatures = [
    `import type { ${foreign.join(', ')} } from 'storycut';`,
    "import type * as real from 'storycut';",
    page.declarations,
    'type Same<Name, A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : Name;',
    ...same.map(([name, a, b], n) => `export const same${n}: Same<'${name} differs', ${a}, ${b}> = true;`),
  ];
  const options = {
    ...{ target: 'es2023', lib: ['es2023'], module: 'node20', types: ['node'], noEmit: true },
    ...{ strict: true, exactOptionalPropertyTypes: true, allowJs: true, checkJs: true, skipLibCheck: false },
  };
  const files = [...page.programs.keys(), 'signatures.ts'];
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: options, files }));
  await writeFile(join(folder, 'signatures.ts'), signatures.join('\n'));
  for (const [name, text] of page.programs) await writeFile(join(folder, name), text);
  // What a user adds for the types that the package's own are made of.
  for (const needed of ['@types/node', 'undici-types']) {
    await symlink(join(root, 'node_modules', needed), join(folder, 'node_modules', needed));
  }
}
