// CPU seconds for drawing the same film's animatics, by this build and by another one, by turns: as a ratio. Needs `npm run
// build` in both, and GNU time.
//
//   node bench/animatic.mjs OTHER [--rounds 3] [--seconds 8]
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { compare, printRatios } from './measure.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '3' }, seconds: { type: 'string', default: '8' } },
});
const here = fileURLToPath(new URL('..', import.meta.url));
const [other = here] = positionals;
const folder = await mkdtemp(join(tmpdir(), 'storycut-animatic-'));
const prompts = [
  'Extreme wide shot: a lone hiker crosses a snowy mountain ridge at dawn',
  'Medium shot, two women talk in a kitchen at night. Slow push in.',
  'A dog runs across a field. Pan right.',
  'Close-up of a man in the rain at night, static',
  'Rows of loaves on a table',
  'Crane up over a city at night',
  'A small sailing boat in a storm at sea, handheld',
  'A crowd of people in a square at noon',
];
const segments = prompts.map(
  (prompt, i) => `      - { id: s${i}, prompt: ${JSON.stringify(prompt)}, duration: ${values.seconds} }`,
);
const storyboard = [
  'storyboard: 1',
  'title: Animatics',
  'scenes:',
  '  - id: all',
  '    segments:',
  ...segments,
  '',
].join('\n');
await writeFile(join(folder, 'film.storyboard.yaml'), storyboard);
const fresh = () => rm(join(folder, '.storycut'), { recursive: true, force: true });
const run = (root) => [
  'env',
  '-C',
  folder,
  process.execPath,
  join(resolve(root), 'dist/cli/main.js'),
  'run',
  '--no-stitch',
  '--yes',
];
const contenders = [
  { name: 'before', command: run(other), before: fresh },
  { name: 'after', command: run(here), before: fresh },
];
try {
  printRatios(await compare(contenders, Number(values.rounds)), 'before');
} finally {
  await rm(folder, { recursive: true, force: true });
}
