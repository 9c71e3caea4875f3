import { readdir, symlink, truncate, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { crc32 } from '../../src/core/crc32.ts';
import { openStore } from '../../src/store/store.ts';
import { fixedRandom } from '../rig/fixed-random.ts';
import { virtualClock } from '../rig/virtual-clock.ts';
import { carrier, harbour } from './assets.ts';
import type { Site } from './site.ts';
import { file, filmOf, gull, lamp, type State } from './state.ts';

const film = { [file]: filmOf([gull, lamp]) };
const none = async (): Promise<void> => undefined;

/** A black PNG. */
function blackPng(width: number, height: number): Uint8Array {
  const chunk = (name: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(name), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 1;
  const rows = deflateSync(Buffer.alloc((1 + Math.ceil(width / 8)) * height));
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const begins = filmOf(['{ id: gull, image: a.png, prompt: A gull, duration: 1 }']);

async function firstClip(site: Site): Promise<string> {
  const folder = site.path('.storycut/clips');
  const [name = ''] = (await readdir(folder)).filter((one) => one.endsWith('.mp4'));
  return join(folder, name);
}

/** Holds the lock of the film's store as another process does, until `release`. */
async function holdLock(site: Site): Promise<void> {
  const store = await openStore(site.path('.storycut'), { clock: virtualClock(), random: fixedRandom() });
  if (!store.ok) throw new Error(store.error.message);
  releases.set(site, () => store.value.close());
}
const releases = new Map<Site, () => Promise<void>>();

/** What is rarer, and what a disk or a config file brings about. */
export const rare: readonly State[] = [
  {
    code: 'file-too-large',
    files: film,
    before: (site) => truncate(site.path(file), 17 * 2 ** 20),
    command: ['check'],
    advice: 'Split the film into several storyboards',
    follow: (site) => site.write(file, filmOf([gull])),
  },
  {
    code: 'file-unreadable',
    files: { [file]: begins },
    before: (site) => symlink('a.png', site.path('a.png')),
    command: ['check'],
    advice: 'Replace the link with the file itself',
    follow: async (site) => {
      await unlink(site.path('a.png'));
      await site.write('a.png', carrier);
    },
  },
  {
    code: 'image-too-large',
    files: { [file]: begins, 'a.png': blackPng(10_000, 10_000) },
    command: ['check'],
    advice: /Scale it down/,
    follow: (site) => site.write('a.png', carrier),
  },
  {
    code: 'store-locked',
    files: film,
    before: holdLock,
    command: ['run'],
    advice: 'Wait for it to finish, or stop it',
    follow: (site) => releases.get(site)?.() ?? none(),
  },
  {
    code: 'store-unusable',
    files: { ...film, '.storycut': 'a file in its place' },
    command: ['run'],
    advice: 'Remove the file',
    follow: (site) => site.remove('.storycut'),
  },
  {
    code: 'store-linked',
    files: { ...film, 'photos/holiday.jpg': 'a photo' },
    before: async (site) => {
      await site.did('run', '--no-stitch');
      await site.remove('.storycut/work');
      await symlink(site.path('photos'), site.path('.storycut/work'));
    },
    command: ['run'],
    advice: 'Remove the link',
    follow: (site) => unlink(site.path('.storycut/work')),
  },
  {
    code: 'footage-unreadable',
    files: film,
    before: async (site) => {
      await site.did('run', '--no-stitch');
      const clip = await firstClip(site);
      const { size } = await import('node:fs').then(({ statSync }) => statSync(clip));
      await truncate(clip, 0);
      await truncate(clip, size);
    },
    command: ['stitch'],
    advice: 'delete it and run again',
    follow: async (site) => {
      await unlink(await firstClip(site));
      for (const rest of await readdir(site.path('.storycut/clips')))
        await unlink(site.path('.storycut/clips', rest)).catch(none);
    },
    next: ['run'],
  },
  {
    code: 'export-not-written',
    files: { ...film, note: 'a file, no folder' },
    command: ['export', '--output', 'note/film.otio'],
    advice: 'Name another place with --output',
    follow: none,
    next: ['export', '--output', 'notes/film.otio'],
  },
  {
    code: 'folder-not-writable',
    files: { films: 'a file in its place' },
    command: ['init', 'films/mine'],
    advice: '`storycut init ~/films/my-film`',
    follow: none,
    next: ['init', 'home/films/my-film'],
  },
  {
    code: 'pick-not-written',
    files: {
      [file]: filmOf([gull])
        .replace('  - id: all\n    segments:\n', '  - id: all\n    <<: { segments: [ ')
        .replace(`      - ${gull}\n`, `${gull} ] }\n`),
    },
    before: async (site) => {
      await site.did('run');
      await site.storycut('redo', 'gull');
    },
    command: ['pick', 'gull', '2'],
    advice: 'Add it by hand',
    follow: (site) => site.edit(file, 'duration: 1 }', 'duration: 1, pick: 2 }'),
    next: ['run'],
  },
  {
    code: 'correction-not-written',
    files: {
      [file]: filmOf([gull])
        .replace('  - id: all\n    segments:\n', '  - id: all\n    <<: { segments: [ ')
        .replace(
          `      - ${gull}\n`,
          '{ id: gull, file: a.mp4 }, { id: tern, file: a.mp4, volume: -20 } ] }\n',
        ),
      'a.mp4': harbour,
    },
    command: ['judge', '--write'],
    advice: 'write it by hand',
    follow: (site) => site.edit(file, 'volume: -20', 'volume: 0'),
    next: ['judge', '--write'],
  },
  {
    code: 'reference-not-sent',
    files: {
      [file]: filmOf(
        ['{ id: gull, prompt: "@gull on a pole", duration: 4 }'],
        'model: sora-2\nformat: { resolution: 720p }\ncast: { gull: { description: a gull, image: a.jpg } }',
      ),
      'a.jpg': carrier,
    },
    command: ['check'],
    advice: '`storycut providers` lists',
    follow: (site) => site.edit(file, 'model: sora-2\n', ''),
  },
  {
    code: 'dialect-lacks',
    files: {
      ...film,
      'c.yaml': [
        ...[
          'config: 1',
          'providers:',
          '  studio:',
          '    dialect: together',
          '    base-url: https://video.example/v1',
        ],
        ...[
          '    key: { env: STUDIO_KEY }',
          '    models:',
          '      wan: { lengths: [4], sizes: [1280x720], price: 0.1, edit: true }',
          '',
        ],
      ].join('\n'),
    },
    command: ['--config', 'c.yaml', 'providers'],
    advice: 'Remove it',
    follow: (site) => site.edit('c.yaml', ', edit: true', ''),
  },
  {
    code: 'media-damaged',
    name: 'own footage that is cut short',
    files: {
      [file]: filmOf(['{ id: own, file: harbour.mp4 }']),
      'harbour.mp4': harbour.subarray(0, 200_000),
    },
    command: ['check'],
    advice: 'again',
    follow: (site) => site.write('harbour.mp4', harbour),
  },
];
