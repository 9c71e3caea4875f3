import type { Figures, SoundFigures } from '../../src/judge/figures.ts';
import { PictureMeter } from '../../src/judge/measure/picture-meter.ts';
import { SoundMeter } from '../../src/judge/measure/sound-meter.ts';

const size = { width: 80, height: 48 };
export const fps = 24;

/** Brightness of a pixel of picture `n`, and the colour of all of it. */
export interface Drawing {
  readonly luma: (x: number, y: number, n: number) => number;
  readonly u?: (n: number) => number;
}

/** A pattern that moves to the left. */
export const moving: Drawing = {
  luma: (x, y, n) => 120 + 60 * Math.sin((x + 2 * n) / 9) + 30 * Math.sin(y / 7),
};

/** The figures of footage that is drawn here, and not decoded. */
export function figuresOf({ luma, u = () => 128 }: Drawing, frames: number, sound?: SoundFigures): Figures {
  const meter = new PictureMeter(size);
  for (let n = 0; n < frames; n++) {
    const picture = new Uint8Array(size.width * size.height * 1.5).fill(128);
    for (let y = 0; y < size.height; y++)
      for (let x = 0; x < size.width; x++) picture[y * size.width + x] = luma(x, y, n);
    picture.fill(u(n), size.width * size.height, size.width * size.height * 1.25);
    meter.see(picture);
  }
  const made = { seconds: frames / fps, fps, size };
  return { made, fps, begin: 0, size, pictures: meter.figures(), ...(sound && { sound }) };
}

/** The figures of sound, by a function of time; `seconds` in tenths. */
export function soundOf(level: (second: number) => number, seconds: number): SoundFigures {
  const meter = new SoundMeter();
  for (let step = 0; step < seconds * 10; step++) {
    const block = new Float32Array(9600);
    for (let i = 0; i < 4800; i++) block.fill(level(step / 10 + i / 48_000), 2 * i, 2 * i + 2);
    meter.hear(block);
  }
  return meter.figures();
}
