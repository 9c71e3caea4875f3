import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../src');

/** Folder → the folders of ours it may import, besides itself. `docs/architecture.md` shows the same table. */
const mayImport: Record<string, readonly string[]> = {
  core: [],
  sketch: [],
  storyboard: ['core', 'sketch'],
  media: ['core'],
  store: ['core'],
  providers: ['core', 'media', 'sketch'],
  sandbox: ['core', 'media', 'providers'],
  config: ['core', 'storyboard', 'providers'],
  planner: ['core', 'storyboard', 'providers'],
  executor: ['core', 'planner', 'providers', 'store'],
  stitch: ['core', 'planner', 'media', 'store'],
  judge: ['core', 'storyboard', 'planner', 'media', 'stitch'],
  handover: ['core', 'sketch', 'storyboard', 'media', 'planner'],
  report: ['core', 'planner', 'providers', 'judge', 'project', 'sandbox'],
  project: [
    'core',
    'storyboard',
    'config',
    'media',
    'store',
    'providers',
    'planner',
    'executor',
    'stitch',
    'judge',
    'handover',
  ],
  review: ['core', 'storyboard', 'media', 'store', 'planner', 'stitch', 'judge', 'project'],
  cli: [
    'core',
    'storyboard',
    'media',
    'store',
    'providers',
    'planner',
    'executor',
    'stitch',
    'judge',
    'handover',
    'report',
    'project',
    'sandbox',
    'review',
  ],
};

/** Package → the only folder that may import it. */
const soleImporter: Record<string, string> = {
  openai: 'providers/videos-api',
  'fluent-ffmpeg': 'media',
  mediabunny: 'media',
  'canvaskit-wasm': 'media',
  yaml: 'storyboard',
  ajv: 'storyboard',
  'p-limit': 'executor',
  'fs-native-extensions': 'store',
  commander: 'cli',
  '@commander-js/extra-typings': 'cli',
  preact: 'review/page',
  '@preact/signals': 'review/page',
};

interface Import {
  readonly from: string;
  readonly target: string;
  readonly typeOnly: boolean;
}

const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => /\.tsx?$/.test(file));

const sources = new Map(files.map((file) => [file, readFileSync(join(root, file), 'utf8')]));

const imports: readonly Import[] = [...sources].flatMap(([from, text]) =>
  [
    ...text.matchAll(
      /(?:^|\n)\s*(?:import|export)\s+(type\s)?[^'";]*?from\s+'([^']+)'|import\(\s*'([^']+)'\s*\)|(?:require|require\.resolve)\(\s*'([^']+)'/g,
    ),
  ].map(([, typeOnly, named, dynamic, required]) => ({
    from,
    target: named ?? dynamic ?? required ?? '',
    typeOnly: typeOnly !== undefined,
  })),
);

const folderOf = (file: string): string => (file.includes('/') ? (file.split('/')[0] ?? '') : 'index');

describe('the import table', () => {
  it('sees the imports there are', () => {
    expect(files.length).toBeGreaterThan(20);
    expect(imports.length).toBeGreaterThan(files.length);
  });

  it('lets a folder import only what stands below it', () => {
    const wrong = imports
      .filter(({ target }) => target.startsWith('.'))
      .filter(({ from }) => folderOf(from) !== 'index')
      .map((entry) => ({ ...entry, to: folderOf(posix.join(posix.dirname(entry.from), entry.target)) }))
      .filter(({ from, to }) => to !== folderOf(from) && !mayImport[folderOf(from)]?.includes(to))
      .map(({ from, target }) => `${from} imports ${target}`);
    expect(wrong).toEqual([]);
  });

  it('leads no file back to itself', () => {
    const targets = (file: string): readonly string[] =>
      imports
        .filter(({ from, target }) => from === file && target.startsWith('.'))
        .map(({ target }) => posix.join(posix.dirname(file), target));
    const done = new Set<string>();
    const circles: string[] = [];
    const follow = (file: string, way: readonly string[]): void => {
      if (way.includes(file)) circles.push([...way.slice(way.indexOf(file)), file].join(' → '));
      if (done.has(file) || way.includes(file)) return;
      for (const next of targets(file)) follow(next, [...way, file]);
      done.add(file);
    };
    for (const file of files) follow(file, []);
    expect(circles).toEqual([]);
  });

  it('leads no folder within a folder back to itself', () => {
    const within = (file: string): string | undefined => {
      const [top, next, ...rest] = file.split('/');
      return rest.length > 0 ? `${top}/${next}` : undefined;
    };
    const arrows = imports
      .filter(({ target }) => target.startsWith('.'))
      .map(({ from, target }) => [within(from), within(posix.join(posix.dirname(from), target))] as const)
      .filter(([from, to]) => from !== undefined && to !== undefined && from !== to);
    const reaches = (from: string | undefined, seen = new Set<string | undefined>()): typeof seen => {
      for (const [one, to] of arrows) {
        if (one !== from || seen.has(to)) continue;
        seen.add(to);
        reaches(to, seen);
      }
      return seen;
    };
    expect(arrows.length).toBeGreaterThan(50);
    expect([...new Set(arrows.map(([from]) => from))].filter((from) => reaches(from).has(from))).toEqual([]);
  });

  it('lets the page of a film see only types of what serves it, and what it counts and queues with', () => {
    const used = ['core/money.ts', 'core/work-queue.ts', 'project/events/standing.ts'];
    const wrong = imports
      .map((entry) => ({ ...entry, to: posix.join(posix.dirname(entry.from), entry.target) }))
      .filter(
        ({ from, to, typeOnly }) =>
          from.startsWith('review/page/') && !to.startsWith('review/page/') && !typeOnly,
      )
      .filter(({ target }) => target.startsWith('.'))
      .filter(({ to }) => !used.includes(to))
      .map(({ from, target }) => `${from} imports ${target}`);
    expect(wrong).toEqual([]);
  });

  it('lets report see only types of what it tells about', () => {
    const wrong = imports
      .filter(
        ({ from, target, typeOnly }) =>
          from.startsWith('report/') &&
          /\/(planner|providers|judge|project|sandbox)\//.test(target) &&
          !typeOnly,
      )
      .map(({ from, target }) => `${from} imports ${target}`);
    expect(wrong).toEqual([]);
  });

  it('lets the planner see only the providers’ types and data', () => {
    const wrong = imports
      .filter(
        ({ from, target, typeOnly }) =>
          from.startsWith('planner/') && target.includes('/providers/') && !typeOnly,
      )
      .map(({ from, target }) => `${from} imports ${target}`);
    expect(wrong).toEqual([]);
  });

  it('lets the config file’s reader see only types of providers', () => {
    const wrong = imports
      .filter(
        ({ from, target, typeOnly }) =>
          from.startsWith('config/') && target.includes('/providers/') && !typeOnly,
      )
      .map(({ from, target }) => `${from} imports ${target}`);
    expect(wrong).toEqual([]);
  });

  it('knows each kind of provider in its own folder and in the list of them alone', () => {
    // What speaks HTTP has a floor in common.
    const kindFolders = /^providers\/(?!http\/)[^/]+\//;
    const wrong = imports
      .filter(({ target }) => target.startsWith('.'))
      .map((entry) => ({ ...entry, to: posix.join(posix.dirname(entry.from), entry.target) }))
      .filter(
        ({ from, to }) => kindFolders.test(to) && kindFolders.exec(from)?.[0] !== kindFolders.exec(to)?.[0],
      )
      .filter(({ from }) => from !== 'providers/kinds.ts' && !from.startsWith('sandbox/'))
      .map(({ from, target }) => `${from} imports ${target}`);
    expect(wrong).toEqual([]);
  });

  it('lets the sandbox see nothing of the client that is tested against it', () => {
    const wrong = imports
      .filter(
        ({ from, target }) =>
          from.startsWith('sandbox/') && /providers\/(?!animatic\/|provider\.ts$)/.test(target),
      )
      .map(({ from, target }) => `${from} imports ${target}`);
    expect(wrong).toEqual([]);
  });

  it('keeps each package behind its one folder', () => {
    const wrong = imports
      .map((entry) => ({ ...entry, name: /^(@[^/]+\/[^/]+|[^./@][^/]*)/.exec(entry.target)?.[0] ?? '' }))
      .filter(({ from, name }) => name in soleImporter && !from.startsWith(`${soleImporter[name]}/`))
      .map(({ from, name }) => `${from} imports ${name}`);
    expect(wrong).toEqual([]);
  });

  it('keeps the environment to cli, and the console to cli and report', () => {
    const wrong = [...sources]
      .filter(
        ([file, text]) =>
          !file.startsWith('cli/') && /process\.(env|argv|exit|stdout|stderr|on)\b/.test(text),
      )
      .map(([file]) => file);
    expect(wrong).toEqual([]);
  });

  it('has no drawers and no barrels', () => {
    const named = files.filter((file) => /(^|\/)(utils?|helpers?|types|common|misc)(\/|\.ts$)/.test(file));
    const barrels = files.filter((file) => file !== 'index.ts' && file.endsWith('/index.ts'));
    expect([...named, ...barrels]).toEqual([]);
  });

  it('has files of at most 400 lines', () => {
    const long = [...sources]
      .filter(([file, text]) => !file.endsWith('.gen.ts') && text.split('\n').length > 400)
      .map(([file]) => file);
    expect(long).toEqual([]);
  });
});
