import { appendFile, chmod, readdir, readFile, rm } from 'node:fs/promises';
import type { Site } from './site.ts';
import { file, filmOf, gull, lamp, type State } from './state.ts';

const film = { [file]: filmOf([gull, lamp]) };
const none = async (): Promise<void> => undefined;
const config = (more: string): string => `config: 1\n${more}`;
const provider = (rest: string): string =>
  config(`providers:\n  studio:\n    dialect: openai\n${rest}    models: { sora-2: { like: sora-2 } }\n`);
const configured = (text: string): Pick<State, 'files' | 'before' | 'command'> => ({
  files: { 'c.yaml': text, ...film },
  command: ['--config', 'c.yaml', 'providers'],
});

const cut = (site: Site) => site.storycut('run');
/** A site begins with a film that is made. */
const wasCut = (site: Site) => site.did('run');

/** What is named on the command line, in the config file and in the environment, and what the store holds. */
export const machine: readonly State[] = [
  {
    code: 'unknown-segment',
    files: film,
    command: ['show', 'gul'],
    advice: 'Did you mean gull?',
    follow: none,
    next: ['show', 'gull'],
  },
  {
    code: 'unknown-segment',
    name: 'of --only',
    files: film,
    command: ['plan', '--only', 'gul'],
    advice: 'Did you mean gull?',
    follow: none,
    next: ['plan', '--only', 'gull'],
  },
  {
    code: 'several-segments',
    files: film,
    command: ['pick', '*', '1'],
    advice: 'Name one of them: gull, lamp',
    follow: cut,
    next: ['pick', 'gull', '1'],
  },
  {
    code: 'several-storyboards',
    files: { ...film, 'b.storyboard.yaml': filmOf([gull]) },
    command: ['show', file, 'b.storyboard.yaml', 'gull'],
    advice: 'Name only one.',
    follow: none,
    next: ['show', file, 'gull'],
  },
  {
    code: 'unknown-take',
    files: film,
    before: wasCut,
    command: ['pick', 'gull', '2'],
    advice: '`storycut redo gull` makes one more',
    follow: (site) => site.storycut('redo', 'gull'),
  },
  {
    code: 'pick-stays',
    files: film,
    before: async (site) => {
      await wasCut(site);
      await site.storycut('pick', 'gull', '1');
    },
    command: ['redo', 'gull'],
    advice: '`storycut pick gull 2`',
    follow: none,
    next: ['pick', 'gull', '2'],
  },
  {
    code: 'pick-not-made',
    files: film,
    before: async (site) => {
      await wasCut(site);
      await site.storycut('redo', 'gull');
      await site.storycut('pick', 'gull', '2');
      await site.edit(file, 'A gull', 'A tern');
    },
    command: ['plan'],
    advice: '`storycut pick gull 1`',
    follow: (site) => site.storycut('pick', 'gull', '1'),
  },
  {
    code: 'pick-not-made',
    name: 'one more take',
    files: film,
    before: async (site) => {
      await wasCut(site);
      await site.edit(file, 'duration: 1', 'duration: 1, pick: 2');
    },
    command: ['plan'],
    advice: '`storycut redo gull`',
    follow: (site) => site.storycut('redo', 'gull'),
  },
  {
    code: 'note-unusable',
    files: {
      ...film,
      'film.notes.yaml':
        'notes:\n' +
        ['Darker', 'Closer']
          .map((text) => `  - { segment: gull, frame: 1, text: ${text}, when: "2026-11-28T10:00:00Z" }\n`)
          .join(''),
    },
    before: wasCut,
    command: ['redo', 'gull', '--note'],
    advice: '`storycut redo gull --note 1`',
    follow: none,
    next: ['redo', 'gull', '--note', '1'],
  },
  {
    code: 'segment-locked',
    files: { [file]: filmOf([gull.replace(' }', ', lock: true }'), lamp]) },
    before: async (site) => {
      await wasCut(site);
      await site.edit(file, 'A gull', 'A tern');
    },
    command: ['run'],
    advice: 'delete `lock: true`',
    follow: (site) => site.edit(file, ', lock: true', ''),
  },
  {
    code: 'redo-left-out',
    files: { [file]: filmOf([gull, lamp]) },
    command: ['redo', 'gull', '--only', 'lamp'],
    advice: 'Add it to --only',
    follow: async () => undefined,
    next: ['redo', 'gull', '--only', 'lamp', 'gull'],
  },
  {
    code: 'segment-not-storyboard',
    files: { [file]: filmOf([gull, lamp]) },
    command: ['run', 'gull'],
    advice: 'run --only gull`',
    follow: async () => undefined,
    next: ['run', '--only', 'gull'],
  },
  {
    code: 'nothing-to-redo',
    files: { [file]: filmOf([gull, '{ id: fin, card: { text: Fin } }']) },
    command: ['redo', 'fin'],
    advice: 'a card',
    follow: (site) => site.edit(file, 'text: Fin', 'text: The End'),
    next: ['run'],
  },
  {
    code: 'clip-missing',
    files: film,
    before: async (site) => {
      await wasCut(site);
      await rm(site.path('.storycut/clips'), { recursive: true });
    },
    command: ['status'],
    advice: 'or run again: what its provider still has is downloaded again',
    follow: (site) => site.storycut('run'),
  },
  {
    code: 'journal-torn',
    files: film,
    before: async (site) => {
      await wasCut(site);
      const text = await site.read('.storycut/journal.jsonl');
      await site.write('.storycut/journal.jsonl', `${text}1234abcd {"seq":99,`);
    },
    command: ['run'],
    advice: 'was dropped',
    follow: none,
  },
  {
    code: 'journal-damaged',
    files: film,
    before: async (site) => {
      await wasCut(site);
      await site.write('copy', await readFile(site.path('.storycut/journal.jsonl')));
      const text = await site.read('.storycut/journal.jsonl');
      await site.write('.storycut/journal.jsonl', text.replace('gull', 'tern'));
    },
    command: ['run'],
    advice: 'A backup of journal.jsonl that has all records is as good',
    follow: async (site) => site.write('.storycut/journal.jsonl', await site.read('copy')),
  },
  {
    code: 'journal-damaged',
    name: 'deleted',
    files: film,
    before: async (site) => {
      await wasCut(site);
      await site.remove('.storycut/journal.jsonl');
    },
    command: ['run'],
    advice: '`storycut recover` shows what can be rebuilt',
    follow: async (site) => site.storycut('recover', '--yes'),
  },
  {
    code: 'records-lost',
    files: film,
    before: async (site) => {
      await wasCut(site);
      await site.remove('.storycut/journal.jsonl');
      await site.remove('.storycut/receipts');
    },
    command: ['recover', '--yes'],
    advice: '`storycut recover --accept-loss` goes on without them',
    follow: async (site) => site.storycut('recover', '--accept-loss', '--yes'),
  },
  {
    code: 'clip-damaged',
    files: film,
    before: async (site) => {
      await wasCut(site);
      const [clip = ''] = await readdir(site.path('.storycut/clips'));
      await appendFile(site.path('.storycut/clips', clip), 'x');
    },
    command: ['verify'],
    advice: 'The next run that needs it downloads it again',
    follow: cut,
  },
  {
    code: 'receipts-damaged',
    files: film,
    before: async (site) => {
      await wasCut(site);
      await site.storycut('redo', 'gull');
      await site.edit('.storycut/receipts/000001.jsonl', 'gull', 'tern');
    },
    command: ['verify'],
    advice: '`storycut recover` writes them again',
    follow: (site) => site.storycut('recover', '--yes'),
  },
  {
    code: 'clips-stray',
    files: film,
    before: async (site) => {
      await wasCut(site);
      await site.write(`.storycut/clips/${'a'.repeat(64)}.png`, 'x');
    },
    command: ['verify'],
    advice: '`storycut gc` shows what could be removed',
    follow: (site) => site.storycut('gc', '--yes'),
  },
  {
    code: 'film-not-lost',
    files: film,
    before: wasCut,
    command: ['gc', '--forget', 'flim'],
    advice: '`storycut gc` shows what could be removed',
    follow: (site) => site.storycut('gc', '--yes'),
    next: ['gc'],
  },
  {
    code: 'no-store',
    files: film,
    command: ['recover'],
    advice: '`storycut run` makes what a storyboard asks for',
    follow: cut,
  },
  {
    code: 'ffmpeg-missing',
    files: film,
    before: async (site) => {
      site.env.FFMPEG_PATH = site.path('no-such-ffmpeg');
    },
    command: ['run'],
    advice: 'FFMPEG_PATH',
    follow: async (site) => {
      site.env.FFMPEG_PATH = undefined;
    },
  },
  {
    code: 'fault-unreadable',
    files: {},
    command: ['sandbox', '--fault', 'creat 1 429', '--', 'true'],
    advice: 'Did you mean `create`?',
    follow: none,
    next: ['sandbox', '--fault', 'create 1 429', '--', 'true'],
  },
  {
    code: 'sandbox-not-started',
    files: {},
    command: ['sandbox', '--', 'no-such-command-anywhere'],
    advice: 'The command follows `--`',
    follow: none,
    next: ['sandbox', '--', 'true'],
  },
  {
    code: 'file-not-found',
    name: 'a config file',
    files: film,
    command: ['--config', 'none.yaml', 'plan'],
    advice: 'write one as docs/providers.md shows',
    follow: (site) => site.write('none.yaml', config('folders: []\n')),
  },
  {
    ...configured(provider('    base-url: http://video.example/v1\n    key: { env: STUDIO_KEY }\n')),
    code: 'unencrypted',
    advice: 'Use https',
    follow: (site) => site.edit('c.yaml', 'http://', 'https://'),
  },
  {
    ...configured(provider('    base-url: video.example\n    key: { env: STUDIO_KEY }\n')),
    code: 'malformed',
    name: 'an address',
    advice: 'https://host/v1',
    follow: (site) => site.edit('c.yaml', 'video.example', 'https://video.example/v1'),
  },
  {
    ...configured(config('folders: [rushes]\n')),
    code: 'missing-folder',
    advice: /rushes/,
    follow: (site) => site.write('rushes/note.txt', 'made'),
  },
  {
    files: {
      [file]: filmOf([gull.replace('1 }', '4 }')], 'format: { resolution: 720p }'),
      'c.yaml': provider('    base-url: https://video.example/v1\n    key: { file: studio.key }\n'),
    },
    code: 'key-exposed',
    before: async (site) => {
      await site.write('studio.key', 'sk-any');
      await chmod(site.path('studio.key'), 0o644);
    },
    command: ['--config', 'c.yaml', 'run', '--provider', 'studio', '--yes'],
    advice: 'chmod 600',
    follow: (site) => chmod(site.path('studio.key'), 0o600),
    next: ['--config', 'c.yaml', 'doctor'],
  },
];
