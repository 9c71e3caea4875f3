import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { schemaFiles } from '../../src/core/package-files.ts';
import { isTime } from '../../src/storyboard/time.ts';
import { film, meaningOf, readText } from './reading.ts';

const durations = async (segments: string, top = '', scene = ''): Promise<readonly unknown[]> =>
  (await meaningOf(film(segments, top, scene), {}, ['own.mp4'])).segments.map(({ duration }) => duration);

describe('a length of time', () => {
  it.each([
    ['2.5', 2.5],
    ['"2.5"', 2.5],
    ['4 beats', 240 / 130],
    ['4beats', 240 / 130],
    ['1 beat', 60 / 130],
    ['0.5 beats', 30 / 130],
    ['36 frames', 1.5],
    ['1 frame', 1 / 24],
    ['0:02.5', 2.5],
    ['"0:02.5"', 2.5],
    ['12:03', 723],
    ['90:00', 5400],
    ['"1:02:03.5"', 3723.5],
  ])('%s is %d seconds', async (written, seconds) => {
    const [duration] = await durations(`- { id: a, prompt: A, duration: ${written} }`, 'tempo: 130\n');
    expect(duration).toBe(seconds);
  });

  it('counts frames of the film', async () => {
    const top = 'format: { fps: 30 }\n';
    expect(await durations('- { id: a, prompt: A, duration: 36 frames }', top)).toEqual([1.2]);
  });

  it('goes by the tempo where it is used, however far above it is written', async () => {
    const three =
      '- { id: a, prompt: A }\n- { id: b, prompt: B, tempo: 60 }\n- { id: c, prompt: C, duration: 1 beat }';
    const top = 'tempo: 30\nduration: 2 beats\n';
    expect(await durations(three, top)).toEqual([4, 2, 2]);
    expect(await durations(three, `${top}defaults: { tempo: 240 }\n`)).toEqual([0.5, 2, 0.25]);
    expect(await durations(three, top, '    tempo: 120\n')).toEqual([1, 2, 0.5]);
  });

  it('is what every key that takes a length takes', async () => {
    const board = await meaningOf(
      film(
        [
          '- { id: a, prompt: A, duration: 8 beats, trim: { from: 1 beat, to: 6 beats }, transition: 1 beat }',
          '- { id: b, prompt: B, transition: { type: wipe-left, duration: 6 frames } }',
          '- { id: c, file: own.mp4, duration: "0:03", transition: { xfade: radial, duration: "0:01" } }',
          '- { id: d, prompt: D, tempo: 60, transition: { type: fade-to-black, duration: 1 beat } }',
        ].join('\n'),
        [
          'tempo: 120',
          'audio:',
          '  music: { file: a.mp3, fade-in: 2 beats, fade-out: 12 frames }',
          '  narration: [ { file: b.wav, at: b, offset: -1 beat }, { file: b.wav, at: d, offset: 1 beat } ]',
          'outputs: [ { name: poster, as: poster, at: "0:01.5" } ]',
          '',
        ].join('\n'),
      ),
      {},
      ['own.mp4', 'a.mp3', 'b.wav'],
    );
    const [a, b, c, d] = board.segments;
    expect(a).toMatchObject({ duration: 4, trim: { from: 0.5, to: 3 } });
    expect(a?.transition).toEqual({ type: 'dissolve', duration: 0.5 });
    expect(b?.transition).toEqual({ type: 'wipe-left', duration: 0.25 });
    expect(c).toMatchObject({ duration: 3, transition: { type: 'xfade', name: 'radial', duration: 1 } });
    expect(d?.transition).toEqual({ type: 'fade-to-black', duration: 1 });
    expect(board.audio.music).toMatchObject({ fadeIn: 1, fadeOut: 0.5 });
    expect(board.audio.narration.map(({ offset }) => offset)).toEqual([-0.5, 1]);
    expect(board.outputs).toMatchObject([{ at: 1.5 }]);
  });

  it('of nothing is a cut where it is a transition’s', async () => {
    const board = await meaningOf(
      film('- { id: a, prompt: A, transition: 0 beats }\n- { id: b, prompt: B }', 'tempo: 120\n'),
    );
    expect(board.segments[0]?.transition).toEqual({ type: 'cut' });
  });

  it('is judged exactly, not to the frame', async () => {
    const two = (overlap: string) =>
      film(
        `- { id: a, prompt: A, duration: 1 beat, transition: ${overlap} }\n- { id: b, prompt: B, duration: 1 beat }`,
        'tempo: 130\n',
      );
    expect((await readText(two('0.5 beats'))).diagnostics).toEqual([]);
    expect((await readText(two('0.51 beats'))).diagnostics).toMatchObject([{ code: 'transition-too-long' }]);
  });
});

it('tells of a beat without a tempo once for each place, and of none that may only be misspelt', async () => {
  const many = Array.from({ length: 20 }, (_, i) => `- { id: s${i}, prompt: A }`).join('\n');
  const codes = async (top: string) => (await readText(film(many, top))).diagnostics.map(({ code }) => code);
  expect(await codes('duration: 4 beats\n')).toEqual(['tempo-missing']);
  expect(await codes('duration: 4 beats\ntemp: 130\n')).toEqual(['unknown-key']);
  expect(await codes('duration: 4 beats\ntempo: fast\n')).toEqual(['wrong-type']);
});

describe('the schema and the reader agree on what a time is', () => {
  const { definitions } = JSON.parse(readFileSync(schemaFiles.storyboard, 'utf8'));
  const signed = new Ajv().compile(definitions.timeEitherWay);
  const plain = new Ajv().compile(definitions.time);
  const part = fc.constantFrom(
    ...[
      '',
      '-',
      '+',
      ' ',
      ':',
      '.',
      '0',
      '3',
      '59',
      '60',
      '1.5',
      'beat',
      'beats',
      'frame',
      'frames',
      's',
      '00',
    ],
  );

  it('whatever is written', () => {
    const seen = { times: 0, others: 0 };
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 6 }), (parts) => {
        const text = parts.join('');
        // The reader is asked only what the schema lets through.
        if (signed(text)) expect(isTime(text)).toBe(true);
        expect(plain(text)).toBe(signed(text) && !/^[+-]/.test(text));
        seen[signed(text) ? 'times' : 'others']++;
      }),
      { numRuns: 1000 },
    );
    expect(Math.min(seen.times, seen.others)).toBeGreaterThan(100);
  });
});
