// Makes the strip of frames in the README from the demo's final cut: the middle of six of its segments.
//   node scripts/strip.mjs storycut-demo
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder = 'storycut-demo'] = process.argv.slice(2);
const root = join(import.meta.dirname, '..');
const film = join(folder, 'the-last-keeper.mp4');
const command = join(root, 'dist/cli/main.js');

const call = (program, args) => {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return stdout;
};
const { tools } = JSON.parse(call(process.execPath, [command, 'doctor', '--json']));
const ffmpeg = tools.find(({ name }) => name === 'ffmpeg').path;
const plan = JSON.parse(
  call(process.execPath, [command, 'plan', join(folder, 'the-last-keeper.storyboard.yaml'), '--json']),
);
const shown = plan.timeline.filter(({ segment }) => segment !== 'stair');
const inputs = shown.flatMap(({ start, end }) => ['-ss', String((start + end) / 2), '-i', film]);
const scaled = shown.map((_, index) => `[${index}:v]scale=480:-2,trim=end_frame=1[s${index}]`);
const rows = [0, 3].map((at) => `[s${at}][s${at + 1}][s${at + 2}]hstack=3[r${at}]`);
const graph = [...scaled, ...rows, '[r0][r3]vstack[sheet]'].join(';');
const target = join(root, 'docs/images/the-last-keeper.jpg');
call(ffmpeg, [
  '-v',
  'error',
  '-y',
  ...inputs,
  '-filter_complex',
  graph,
  '-map',
  '[sheet]',
  '-frames:v',
  '1',
  '-q:v',
  '4',
  target,
]);
console.log(readFileSync(target).length, 'bytes');
