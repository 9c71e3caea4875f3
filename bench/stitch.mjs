// Hard cuts of the same clips by Storycut, by `ffmpeg -f concat -c copy` and by `cat`, one after another in each
// round, as ratios. Needs `npm run build` and GNU time.
//
//   node bench/stitch.mjs [--clips 60] [--megabytes 240] [--rounds 3] [--folder FOLDER]
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { cut, makeClips, tools } from './film.mjs';
import { compare, measured, printRatios } from './measure.mjs';

const seconds = 8;
const { values } = parseArgs({
  options: {
    clips: { type: 'string', default: '60' },
    megabytes: { type: 'string', default: '240' },
    rounds: { type: 'string', default: '3' },
    folder: { type: 'string' },
    // How this program calls itself, so that each cut is a process of its own.
    cut: { type: 'string' },
  },
});

if (values.cut) {
  const { encoded } = await cut(JSON.parse(values.cut));
  if (encoded > 0) throw new Error('the clips should all have been copied');
} else {
  await compareCuts();
}

async function compareCuts() {
  const folder = values.folder ?? (await mkdtemp(join(tmpdir(), 'storycut-bench-')));
  try {
    const count = Number(values.clips);
    const rate = String(Math.round((Number(values.megabytes) * 8e6) / count / seconds));
    const args = [
      ...['-preset', 'ultrafast', '-g', '48', '-b:v', rate, '-minrate', rate, '-maxrate', rate],
      ...['-bufsize', rate],
    ];
    const clips = await makeClips(folder, { count, seconds, args });
    const paths = clips.map((clip) => join(folder, 'clips', clip));
    const bytes = (await Promise.all(paths.map((path) => stat(path)))).reduce(
      (sum, { size }) => sum + size,
      0,
    );
    const list = join(folder, 'list.txt');
    await writeFile(list, paths.map((path) => `file '${path}'\n`).join(''));
    const order = (keep) => JSON.stringify({ folder, clips, seconds, fade: 0, sound: { keep } });
    const storycut = (keep) => [process.execPath, fileURLToPath(import.meta.url), '--cut', order(keep)];
    const concat = (...more) => [
      tools.ffmpeg.path,
      ...['-v', 'error', '-y', '-f', 'concat', '-safe', '0', '-i', list, '-c', 'copy', ...more],
      join(folder, 'concat.mp4'),
    ];
    const without =
      (...names) =>
      async () => {
        for (const name of names) await rm(join(folder, name), { recursive: true, force: true });
      };
    const base = 'concat copy + faststart';
    const contenders = [
      { name: base, command: concat('-movflags', '+faststart'), before: without('concat.mp4') },
      { name: 'concat copy', command: concat(), before: without('concat.mp4') },
      {
        name: 'cat',
        command: ['sh', '-c', 'out=$1; shift; cat "$@" > "$out"', 'sh', join(folder, 'cat.bin'), ...paths],
        before: without('cat.bin'),
      },
      { name: 'storycut, picture only', command: storycut(false), before: without('storycut.mp4') },
      { name: 'storycut, sound cached', command: storycut(true), before: without('storycut.mp4') },
      { name: 'storycut, nothing changed', command: storycut(true) },
    ];
    console.log(`${count} clips of ${seconds} s, ${Math.round(bytes / 1e6)} MB, ${tools.ffmpeg.version}`);
    const sound = { name: 'storycut, sound decoded and encoded', ...(await measured(storycut(true))) };
    printRatios([...(await compare(contenders, Number(values.rounds))), sound], base);
  } finally {
    if (values.folder === undefined) await rm(folder, { recursive: true, force: true });
  }
}
