import { symlink } from 'node:fs/promises';
import { call, carrier, harbour } from './assets.ts';
import { file, filmOf, gull, type State } from './state.ts';

const begins = (name: string): string =>
  filmOf([`{ id: gull, image: ${name}, prompt: A gull, duration: 1 }`]);

/** The storyboard's files, and the storyboard as one. */
export const files: readonly State[] = [
  {
    code: 'missing-file',
    files: { [file]: begins('carier.jpg'), 'carrier.jpg': carrier },
    command: ['check'],
    advice: 'Did you mean "carrier.jpg"?',
    follow: (site) => site.edit(file, 'carier.jpg', 'carrier.jpg'),
  },
  {
    code: 'outside-folder',
    files: { [`film/${file}`]: begins('../carrier.jpg'), 'carrier.jpg': carrier },
    command: ['check', 'film'],
    advice: 'Copy the file into that folder',
    follow: async (site) => {
      await site.write('film/carrier.jpg', carrier);
      await site.edit(`film/${file}`, '../carrier.jpg', 'carrier.jpg');
    },
  },
  {
    code: 'outside-folder',
    name: 'through a link',
    files: { [`film/${file}`]: begins('carrier.jpg'), 'carrier.jpg': carrier },
    before: (site) => symlink('../carrier.jpg', site.path('film/carrier.jpg')),
    command: ['check', 'film'],
    advice: 'Copy the file into that folder',
    follow: async (site) => {
      await site.remove('film/carrier.jpg');
      await site.write('film/carrier.jpg', carrier);
    },
  },
  {
    code: 'outside-folder',
    name: 'an address',
    files: { [file]: begins('https://pictures.example/carrier.jpg') },
    command: ['check'],
    advice: 'Download the file and put it beside the storyboard',
    follow: async (site) => {
      await site.write('carrier.jpg', carrier);
      await site.edit(file, 'https://pictures.example/', '');
    },
  },
  {
    code: 'not-a-file',
    files: { [file]: begins('pictures'), 'pictures/carrier.jpg': carrier },
    command: ['check'],
    advice: 'Name a file',
    follow: (site) => site.edit(file, 'image: pictures', 'image: pictures/carrier.jpg'),
  },
  {
    code: 'wrong-kind-of-file',
    files: { [file]: begins('call.mp3'), 'call.mp3': call, 'carrier.jpg': carrier },
    command: ['check'],
    advice: 'Use an image',
    follow: (site) => site.edit(file, 'call.mp3', 'carrier.jpg'),
  },
  {
    code: 'media-damaged',
    files: { [file]: filmOf(['{ id: own, file: harbour.mp4 }']), 'harbour.mp4': harbour.subarray(0, 20_000) },
    command: ['check'],
    advice: /again/,
    follow: (site) => site.write('harbour.mp4', harbour),
  },
  {
    code: 'media-unsupported',
    files: { [file]: begins('carrier.jpg'), 'carrier.jpg': 'a text that is no picture' },
    command: ['check'],
    advice: /png, jpeg or webp/i,
    follow: (site) => site.write('carrier.jpg', carrier),
  },
  {
    code: 'no-storyboard',
    files: {},
    command: ['plan'],
    advice: '`storycut init`',
    follow: (site) => site.storycut('init'),
  },
  {
    code: 'many-storyboards',
    files: { 'a.storyboard.yaml': filmOf([gull]), 'b.storyboard.yaml': filmOf([gull]) },
    command: ['plan'],
    advice: '`storycut plan a.storyboard.yaml`',
    follow: async () => undefined,
    next: ['plan', 'a.storyboard.yaml'],
  },
  {
    code: 'storyboards-collide',
    files: { [file]: filmOf([gull]), 'film.storyboard.yml': filmOf([gull]) },
    command: ['plan', file],
    advice: "or delete the one that you don't need",
    follow: (site) => site.remove('film.storyboard.yml'),
    next: ['plan', file],
  },
  {
    code: 'storyboards-collide',
    name: 'in an output',
    files: { [file]: filmOf([gull]), 'film.draft.storyboard.yaml': filmOf([gull]) },
    command: ['run', file, '--draft'],
    advice: 'Rename one of the storyboards',
    follow: async (site) => {
      await site.remove('film.draft.storyboard.yaml');
      await site.write('sketch.storyboard.yaml', filmOf([gull]));
    },
    next: ['run', file, '--draft'],
  },
  {
    code: 'file-not-found',
    files: { [file]: filmOf([gull]) },
    command: ['plan', 'flim.storyboard.yaml'],
    advice: `Did you mean \`${file}\`?`,
    follow: async () => undefined,
    next: ['plan', file],
  },
  {
    code: 'file-exists',
    files: { 'my-film/my-film.storyboard.yaml': filmOf([gull]) },
    command: ['init', 'my-film'],
    advice: '`storycut init my-film`',
    follow: async () => undefined,
    next: ['init', 'my-other-film'],
  },
];
