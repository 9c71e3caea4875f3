import { describe, expect, it } from 'vitest';
import { film, readText } from './reading.ts';

const read = (line: string) => readText(film('- id: a\n  prompt: A', line));
const advice = async (line: string) => {
  const { diagnostics } = await read(line);
  return diagnostics.map(({ code, help }) => [code, help]);
};

describe("a film's rate", () => {
  it.each([
    ['24', 24],
    ['23.976', 24_000 / 1001],
    ['23.98', 24_000 / 1001],
    ['23.976023976', 24_000 / 1001],
    ['29.97', 30_000 / 1001],
    ['47.95', 48_000 / 1001],
    ['59.94', 60_000 / 1001],
    ['119.88', 120_000 / 1001],
    ['30.0', 30],
  ])('%s is exactly that', async (written, fps) => {
    const { storyboard, diagnostics } = await read(`format: { fps: ${written} }\n`);
    expect(diagnostics).toEqual([]);
    expect(storyboard?.format.fps).toBe(fps);
  });

  it.each([
    ['30000/1001', '29.97'],
    ['24000/1001', '23.976'],
    ['60000 / 1001', '59.94'],
    ['30/1', '30'],
    ['29.97fps', '29.97'],
    ['"29.97"', '29.97'],
    ['23.976p', '23.976'],
    ['24p', '24'],
    ['29.97 DF', '29.97'],
    ['29.97 NDF', '29.97'],
    ['29.97 drop-frame', '29.97'],
    ['59.94i', '29.97'],
    ['60i', '30'],
    ['NTSC', '29.97'],
    ['PAL', '25'],
  ])('%s: write %s', async (written, rate) => {
    const line = `format: { fps: ${written} }\n`;
    expect((await advice(line)).map(([, help]) => help)).toEqual([`Write \`fps: ${rate}\`.`]);
    expect(await advice(line.replace(written, rate))).toEqual([]);
  });

  it.each([
    ['12.5', '13'],
    ['29.79', '29.97'],
    ['24.975', '25'],
    ['14.985', '15'],
  ])('%s is none that films have: write %s', async (written, rate) => {
    const line = `format: { fps: ${written} }\n`;
    expect(await advice(line)).toEqual([['out-of-range', `Write \`fps: ${rate}\`.`]]);
  });

  it.each(['0', '121', '.nan', '[29.97, 30]', '0/0', 'x'])('%s is refused in words', async (written) => {
    const { storyboard, diagnostics } = await read(`format: { fps: ${written} }\n`);
    expect(storyboard).toBeUndefined();
    expect(diagnostics).toHaveLength(1);
  });

  it('is the most that an output can have', async () => {
    const outputs = 'outputs: [ { name: web, as: webm, fps: 30 }, { name: web2, as: webm, fps: 29.97 } ]\n';
    const { diagnostics } = await read(`format: { fps: 29.97 }\n${outputs}`);
    expect(diagnostics.map(({ message, params }) => [message, params])).toEqual([
      [
        "`fps` must be 29.97 or less (the film's frame rate), not 30.",
        { key: 'fps', most: 29.97, value: 30, write: 'fps: 30' },
      ],
    ]);
  });

  it('counts the frames of a timecode, those that were left out too', async () => {
    const frames = async (fps: number, code: string) =>
      (await read(`format: { fps: ${fps} }\nduration: "${code}"\n`)).diagnostics[0]?.help;
    expect(await frames(29.97, '00:01:00;02')).toBe('Write `duration: 1800 frames`.');
    expect(await frames(29.97, '00:01:00:02')).toBe('Write `duration: 1802 frames`.');
    expect(await frames(23.976, '00:00:02:12')).toBe('Write `duration: 60 frames`.');
  });
});
