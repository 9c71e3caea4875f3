// What a command costs where nothing has to be made: CPU time of verbs on films that are there, as ratios to bare Node (`node
// -e 0`). Medians of rounds in which all take turns; each is started several times at once, since clocks count hundredths.
// Needs `npm run build` and GNU time.
//
//   node bench/start.mjs [--rounds 5] [--times 5] [--clips 30] [--without-cache]
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { compare, measured } from './measure.mjs';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    times: { type: 'string', default: '5' },
    clips: { type: 'string', default: '30' },
    'without-cache': { type: 'boolean', default: false },
  },
});
const times = Number(values.times);
const command = join(import.meta.dirname, '../dist/cli/main.js');
const verbs = ['check', 'lint', 'plan', 'status', 'stitch', 'run'];

// Reading the authorities that a machine may name costs more than the rest of Node's start.
delete process.env.NODE_EXTRA_CA_CERTS;
const folder = await mkdtemp(join(tmpdir(), 'storycut-bench-'));
process.env.NODE_COMPILE_CACHE = join(folder, 'code');
if (values['without-cache']) process.env.NODE_DISABLE_COMPILE_CACHE = '1';
try {
  process.chdir(folder);
  const node = [process.execPath];
  await measured([...node, command, 'demo']);
  const demo = join(folder, 'storycut-demo/the-last-keeper.storyboard.yaml');
  const film = join(folder, 'long.storyboard.yaml');
  await writeFile(film, storyboardText(Number(values.clips)));
  await measured([...node, command, 'run', film]);
  const contenders = [
    { name: 'node -e 0', command: repeated([...node, '-e', '0']) },
    { name: 'storycut --version', command: repeated([...node, command, '--version']) },
    ...[
      ['the demo', demo],
      [`${values.clips} clips`, film],
    ].flatMap(([what, file]) =>
      verbs.map((verb) => ({
        name: `storycut ${verb}, ${what}`,
        command: repeated([...node, command, verb, file]),
      })),
    ),
  ];
  // What V8 compiled is kept.
  await compare(contenders, 1);
  const results = await compare(contenders, Number(values.rounds));
  const bare = results[0].cpu;
  for (const { name, cpu } of results) {
    const each = `${((cpu / times) * 1000).toFixed(0)} ms`;
    console.log(`${name.padEnd(32)}${(cpu / bare).toFixed(2).padStart(8)}${each.padStart(10)} CPU`);
  }
} finally {
  process.chdir(tmpdir());
  await rm(folder, { recursive: true, force: true });
}

function repeated(command) {
  const script = 'n=$0; while [ "$n" -gt 0 ]; do "$@" >/dev/null 2>&1 || exit 1; n=$((n - 1)); done';
  return ['sh', '-c', script, String(times), ...command];
}

/** Animatics of 4 s with dissolves between them. */
function storyboardText(clips) {
  const segments = Array.from({ length: clips }, (_, i) => {
    const size = i % 3 === 0 ? 'Wide' : 'Close';
    return `      - id: s${i}\n        prompt: ${size}, @keeper climbs the stair, step ${i}, slow dolly in\n`;
  });
  return `storyboard: 1
title: The stair
format: { aspect: "16:9", resolution: 720p, fps: 24 }
provider: animatic
model: sora-2
cast:
  keeper: { description: an old lighthouse keeper in a yellow oilskin coat }
defaults: { duration: 4, transition: { type: dissolve, duration: 0.5 } }
scenes:
  - id: stair
    segments:
${segments.join('')}`;
}
