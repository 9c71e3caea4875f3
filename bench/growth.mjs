// How time and memory grow from 10 to 2,000 segments, takes, clips, joins and jobs: a table of each, and with --plots a
// drawing in docs/images. Other tools stand beside where they are installed. Needs `npm run build` and GNU time.
//
//   node bench/growth.mjs [segments takes clips joins jobs] [--most 2000] [--rounds 1] [--plots]
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { clips } from './growth/clips.mjs';
import { jobs } from './growth/jobs.mjs';
import { joins } from './growth/joins.mjs';
import { segments, takes } from './growth/segments.mjs';
import { compare } from './measure.mjs';
import { svgOf } from './plot.mjs';

const kinds = { segments, takes, clips, joins, jobs };
const counts = [10, 20, 50, 100, 200, 500, 1000, 2000];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    most: { type: 'string', default: '2000' },
    rounds: { type: 'string', default: '1' },
    plots: { type: 'boolean', default: false },
  },
});

for (const name of positionals.length > 0 ? positionals : Object.keys(kinds)) {
  const kind = kinds[name];
  const points = await measure(kind);
  if (values.plots) await draw(name, kind, points);
}

async function measure({ x, title, contenders }) {
  const points = new Map();
  console.log(`\n${title}`);
  for (const count of counts.filter((one) => one <= Number(values.most))) {
    const folder = await mkdtemp(join(tmpdir(), 'storycut-bench-'));
    try {
      for (const { name, ...cost } of await compare(await contenders(folder, count), Number(values.rounds))) {
        points.set(name, [...(points.get(name) ?? []), { x: count, ...cost }]);
        const { cpu, wall, memory } = cost;
        console.log(
          `${String(count).padStart(6)} ${x.padEnd(9)} ${name.padEnd(28)} ${cpu.toFixed(2).padStart(8)} CPU s ` +
            `${wall.toFixed(2).padStart(8)} s ${memory.toFixed(0).padStart(6)} MB`,
        );
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  return points;
}

async function draw(name, { x, title }, points) {
  const panels = [
    { title: 'CPU seconds', of: 'cpu' },
    { title: 'Memory at its peak, MB', of: 'memory' },
  ];
  const series = [...points].map(([name, points]) => ({ name, points }));
  const file = join(import.meta.dirname, '../docs/images', `growth-${name}.svg`);
  await writeFile(file, svgOf({ title, x, panels, series }));
}
