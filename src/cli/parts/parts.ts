import { readFileSync } from 'node:fs';
import { dirname, isAbsolute, resolve } from 'node:path';
import { Script } from 'node:vm';

/** What V8 made of the texts of parts, by their files. */
export type Compiled = ReadonlyMap<string, Buffer>;

/** What parts get from the module that loads them: they can't import anything themselves. */
export interface Outside {
  readonly require: Pick<NodeJS.Require, 'resolve'> & ((id: string) => unknown);
  readonly imported: (id: string) => Promise<unknown>;
}

/** The files that the command's modules are put together into (`scripts/bundle.mjs`). */
export interface Parts {
  /** What a part exports. It runs when it is first asked for. */
  load(file: string): unknown;
  /** What V8 has made of all parts until now; undefined if that is nothing more than what was `known`. */
  compiled(): Compiled | undefined;
}

/** `known`: of these very texts. What V8 doesn't accept of it, from another version or with other flags, is compiled. */
export function openParts(known: Compiled, outside: Outside): Parts {
  const modules = new Map<string, { exports: unknown }>();
  const scripts = new Map<string, Script>();
  let more = false;

  const load = (file: string): unknown => {
    const loaded = modules.get(file);
    if (loaded) return loaded.exports;
    const module = { exports: {} };
    modules.set(file, module);
    const folder = dirname(file);
    const required = (id: string): unknown =>
      id.startsWith('.') || isAbsolute(id) ? load(resolve(folder, id)) : outside.require(id);
    const require = Object.assign(required, { resolve: outside.require.resolve });
    compile(file)(module.exports, require, module, file, folder, outside.imported);
    return module.exports;
  };

  const compile = (filename: string): Module => {
    const cachedData = known.get(filename);
    const text = `${head}${readFileSync(filename, 'utf8')}\n})`;
    const script = new Script(text, {
      ...{ filename, columnOffset: -head.length },
      ...(cachedData && { cachedData }),
    });
    if (cachedData === undefined || script.cachedDataRejected) more = true;
    scripts.set(filename, script);
    return script.runInThisContext();
  };

  return {
    load,
    compiled: () =>
      more
        ? new Map([
            ...known,
            ...[...scripts].map(([file, script]) => [file, script.createCachedData()] as const),
          ])
        : undefined,
  };
}

const head = '(function (exports, require, module, __filename, __dirname, imported) {';

type Module = (
  exports: object,
  require: Outside['require'],
  module: { exports: unknown },
  filename: string,
  folder: string,
  imported: Outside['imported'],
) => void;
