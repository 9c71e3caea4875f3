// Animatic frames of 30 prompts on one sheet, to look at: would a director know which is which with the words covered?
// node bench/shots.mjs [--words] [FILE.png]
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { drawShapes } from '../dist/media/drawing/draw-shapes.js';
import { typeset } from '../dist/media/drawing/typeset.js';
import { paintingOf } from '../dist/providers/animatic/painting.js';
import { firstLook } from '../dist/providers/animatic/scene.js';
import { readSketch } from '../dist/sketch/read-sketch.js';

const prompts = [
  'Extreme wide shot: a lone hiker crosses a snowy mountain ridge at dawn',
  'Wide shot of three children running left on a beach at noon',
  'Full shot, an old man stands in a kitchen at night',
  'Medium shot of a woman in an office by day',
  'Close-up of a man in the rain at night, city street',
  'Extreme close-up of her eyes',
  'Macro shot of a butterfly on a flower',
  'Two-shot, a man and a woman talk on a bridge at sunset.\nDialogue:\n- ana: "Is it far?"',
  'Over the shoulder of a detective, a suspect in a dark room',
  'A dog runs right across a field in the morning',
  'A cat sits on a windowsill, rain outside',
  'A horse gallops to the left through the desert at dusk',
  'A flock of birds flies over the sea at sunset',
  'A red car drives along a highway at noon, wide shot',
  'A steam train crosses a valley in fog',
  'A small sailing boat in a storm at sea',
  'A helicopter over a city at night',
  'A rocket in space',
  'INT. CORRIDOR - NIGHT. A nurse walks toward the camera',
  'EXT. FOREST - DAY. Two knights on a path, low angle',
  'Empty street at night, no people',
  'A crowd of people in a square at noon, high angle',
  'A lighthouse on a cliff at dusk, aerial shot',
  'Close-up of a cup of coffee on a table',
  'A hand holds a letter',
  'Inside a car, a driver at night in the rain',
  'A robot and a child in a workshop',
  'An elephant and two calves by a river at dawn',
  'A fish under water, coral reef',
  'A man climbs a spiral staircase',
];

const [words, file] = [
  process.argv.includes('--words'),
  process.argv.slice(2).find((word) => !word.startsWith('--')),
];
const [columns, cell, label] = [5, { width: 400, height: 154 }, words ? 34 : 4];
const sheet = {
  width: columns * cell.width,
  height: Math.ceil(prompts.length / columns) * (cell.height + label),
};
const pixels = Buffer.alloc(sheet.width * sheet.height * 4, 255);
for (const [i, prompt] of prompts.entries()) {
  const sketch = readSketch(prompt);
  const look = firstLook(sketch, prompt, 7 + i * 1000);
  const { view } = look;
  const speaker = sketch.speakers.length > 0 ? { speaker: 0 } : {};
  const room = cell.width / cell.height / 2;
  const painted = await drawShapes(
    paintingOf(look, { view, size: cell, unit: cell.height, room, ...speaker }),
  );
  const [x, y] = [(i % columns) * cell.width, Math.floor(i / columns) * (cell.height + label)];
  put(painted, cell, x, y);
  if (words) {
    const size = { width: cell.width, height: label };
    const box = { x: 4, y: 2, width: cell.width - 8, height: label - 4 };
    const items = [
      {
        kind: 'text',
        box,
        em: { most: 13, least: 8 },
        spans: [{ text: `${i + 1} ${prompt}`, color: '#202020' }],
      },
    ];
    put(await typeset({ size, background: '#ffffff', items }, 'rgba'), size, x, y + cell.height);
  }
}
const args = [
  '-v',
  'error',
  '-f',
  'rawvideo',
  '-pix_fmt',
  'rgba',
  '-s',
  `${sheet.width}x${sheet.height}`,
  '-i',
  '-',
];
const ffmpeg = spawn(
  await ffmpegHere(),
  [...args, '-y', '-frames:v', '1', '-pix_fmt', 'rgb24', file ?? 'shots.png'],
  { stdio: ['pipe', 'inherit', 'inherit'] },
);
ffmpeg.stdin.end(pixels);
const [code] = await once(ffmpeg, 'close');
process.exitCode = code;

function put(bytes, size, x, y) {
  for (let row = 0; row < size.height; row++) {
    Buffer.from(bytes.buffer, bytes.byteOffset + row * size.width * 4, size.width * 4).copy(
      pixels,
      ((y + row) * sheet.width + x) * 4,
    );
  }
}

/** The one on PATH, or else the one that npm carries. */
async function ffmpegHere() {
  const carried = await import('@ffmpeg-installer/ffmpeg').catch(() => undefined);
  return carried?.default.path ?? 'ffmpeg';
}
