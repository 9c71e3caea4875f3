// All benchmarks, one after another; with --plots, how costs grow, drawn in docs/images. `npm run bench [-- --plots]`
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const drawn = [['growth', '--plots']];
const usual = [
  ['start', '--clips', '8'],
  ['plan'],
  ['probe'],
  ['stitch'],
  ['joins', '--clips', '4', '--seconds', '4'],
  ['loudness', '--seconds', '60'],
  ['engine'],
];

for (const [name, ...args] of process.argv.includes('--plots') ? drawn : usual) {
  console.log(`\n${[name, ...args].join(' ')}`);
  const file = join(import.meta.dirname, `${name}.mjs`);
  const { status } = spawnSync(process.execPath, [file, ...args], { stdio: 'inherit' });
  if (status !== 0) process.exit(1);
}
