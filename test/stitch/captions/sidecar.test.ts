import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Caption } from '../../../src/planner/plan.ts';
import { srt, vtt } from '../../../src/stitch/captions/sidecar.ts';
import { testTools } from '../../rig/tools.ts';

const captions: readonly Caption[] = [
  { text: `it's <i>so</i> & {\\an8}100% -->`, start: 0, end: 30 },
  { text: 'one\r\n\n  \nthree', start: 30, end: 31 },
  { text: ' \n', start: 31, end: 40 },
  { text: 'مرحبا\u200f! 🐪', start: 90_000, end: 8_640_000 },
];

describe('caption files', () => {
  it('are SubRip', () => {
    expect(srt(captions, 24).replaceAll('\u2060', '⁞').split('\r\n')).toEqual([
      ...['1', '00:00:00,000 --> 00:00:01,250', `it's <⁞i>so<⁞/i> & {⁞\\an8}100% --⁞>`, ''],
      ...['2', '00:00:01,250 --> 00:00:01,291', 'one', 'three', ''],
      ...['3', '01:02:30,000 --> 100:00:00,000', 'مرحبا\u200f! 🐪', ''],
      '',
    ]);
  });

  it('say where in the picture a caption stands, where the format can', () => {
    const top: Caption = { text: 'Up', start: 0, end: 24, position: 'top' };
    expect(vtt([top], 24)).toBe('WEBVTT\n\n00:00:00.000 --> 00:00:01.000 line:10%\nUp\n');
    expect(srt([top], 24)).toBe('1\r\n00:00:00,000 --> 00:00:01,000\r\nUp\r\n\r\n');
  });

  it('are WebVTT', () => {
    expect(vtt(captions, 24)).toBe(`WEBVTT

00:00:00.000 --> 00:00:01.250
it's &lt;i&gt;so&lt;/i&gt; &amp; {\\an8}100% --&gt;

00:00:01.250 --> 00:00:01.291
one
three

01:02:30.000 --> 100:00:00.000
مرحبا\u200f! 🐪
`);
  });

  it('are read by ffmpeg as they were typed', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'storycut-captions-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const { path } = (await testTools()).ffmpeg;
    for (const [name, text] of [
      ['film.srt', srt(captions, 24)],
      ['film.vtt', vtt(captions, 24)],
    ] as const) {
      await writeFile(join(folder, name), text);
      const reading = ['-v', 'error', '-i', join(folder, name), '-f', 'ass', '-'];
      const { stdout, stderr } = await promisify(execFile)(path, reading);
      expect(stderr).toBe('');
      const read = [...stdout.matchAll(/^Dialogue: .*?,Default,,0,0,0,,(.*)$/gm)].map(([, text = '']) =>
        text
          .trim()
          .replaceAll('\u2060', '')
          // How a brace is kept from being a command, before ffmpeg 7 and since.
          .replaceAll(/\\(?=[{}])|(?<=\{)\{\}/g, ''),
      );
      expect(read).toEqual([captions[0]?.text, 'one\\Nthree', captions[3]?.text]);
    }
  });
});

interface Read {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

const timing = /^(\d{2,}):(\d\d):(\d\d)[,.](\d{3}) --> (\d{2,}):(\d\d):(\d\d)[,.](\d{3})$/;

/** Cues of either format, as their descriptions have it: blocks between empty lines, times in milliseconds. */
function cuesOf(file: string): readonly Read[] {
  const blocks = file.split(/(?:\r?\n){2,}/).map((block) => block.split(/\r?\n/));
  return blocks.flatMap((lines) => {
    const at = lines.findIndex((line) => timing.test(line));
    const times = timing
      .exec(lines[at] ?? '')
      ?.slice(1)
      .map(Number);
    if (!times) return [];
    const [from = 0, to = 0] = [times.slice(0, 4), times.slice(4)].map(
      ([h = 0, m = 0, s = 0, ms = 0]) => ((h * 60 + m) * 60 + s) * 1000 + ms,
    );
    return [
      {
        text: lines
          .slice(at + 1)
          .filter((line) => line !== '')
          .join('\n'),
        from,
        to,
      },
    ];
  });
}

const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

const typed = fc
  .array(
    fc.oneof(
      fc.constantFrom('<i>', '-->', '&amp;', '&', '{\\b1}', '7', 'é', '\n', '\r\n', '\u2028', ' '),
      fc.string(),
    ),
  )
  .map((parts) => parts.join(''));

const some = fc
  .array(fc.record({ text: typed, gap: fc.nat(100), frames: fc.integer({ min: 1, max: 500 }) }), {
    maxLength: 8,
  })
  .map((cues) => {
    let end = 0;
    return cues.map(({ text, gap, frames }): Caption => {
      const start = end + gap;
      end = start + frames;
      return { text, start, end };
    });
  });

const linesOf = (text: string): string =>
  text
    .split(/\r\n|[\n\v\f\r\u0085\u2028\u2029]/)
    .filter((line) => line.trim() !== '')
    .join('\n');

it('hold every text as it was typed, and show it in exactly its frames', () => {
  fc.assert(
    fc.property(some, fc.integer({ min: 1, max: 120 }), (cues, fps) => {
      const said = cues.map((cue) => ({ ...cue, text: linesOf(cue.text) })).filter(({ text }) => text !== '');
      const read = cuesOf(vtt(cues, fps));
      expect(read.map(({ text }) => unescaped(text))).toEqual(said.map(({ text }) => text));
      const subrip = cuesOf(srt(cues, fps));
      expect(subrip.map(({ text }) => text.replaceAll('\u2060', ''))).toEqual(
        said.map(({ text }) => text.replaceAll('\u2060', '')),
      );
      expect(subrip.map(({ from, to }) => [from, to])).toEqual(read.map(({ from, to }) => [from, to]));
      for (const [i, { start, end }] of said.entries()) {
        const { from = 0, to = 0 } = read[i] ?? {};
        const seen = (frame: number): boolean => (frame * 1000) / fps >= from && (frame * 1000) / fps < to;
        expect([start - 1, start, end - 1, end].map(seen)).toEqual([false, true, true, false]);
      }
    }),
  );
});
