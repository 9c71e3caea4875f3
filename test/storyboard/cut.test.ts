import { describe, expect, it } from 'vitest';
import { film, meaningOf, readText } from './reading.ts';

describe('transitions', () => {
  it('are a number, a name, or a name with a length', async () => {
    const forms = [
      '0',
      '0.25',
      'cut',
      'wipe-left',
      '{ type: slide-right, duration: 2 }',
      '{ type: circle-open }',
      '{ xfade: hblur, duration: 1.5 }',
    ];
    const segments = [
      ...forms.map((form, n) => `- id: s${n}\n  prompt: S\n  transition: ${form}`),
      '- id: end\n  prompt: E',
    ];
    const board = await meaningOf(film(segments.join('\n')));
    expect(board.segments.map(({ transition }) => transition)).toEqual([
      { type: 'cut' },
      { type: 'dissolve', duration: 0.25 },
      { type: 'cut' },
      { type: 'wipe-left', duration: 0.5 },
      { type: 'slide-right', duration: 2 },
      { type: 'circle-open', duration: 0.5 },
      { type: 'xfade', name: 'hblur', duration: 1.5 },
      { type: 'cut' },
    ]);
  });

  it('that are inherited lead out of the film only where they are fades', async () => {
    const last = async (transition: string) =>
      (
        await meaningOf(
          film('- id: a\n  prompt: A\n- id: b\n  prompt: B', `defaults: { transition: ${transition} }\n`),
        )
      ).segments.map((segment) => segment.transition.type);
    expect(await last('dissolve')).toEqual(['dissolve', 'cut']);
    expect(await last('fade-to-white')).toEqual(['fade-to-white', 'fade-to-white']);
  });

  it('that lead nowhere, since their segment is the last one now, are told of and stop nothing', async () => {
    for (const written of ['dissolve', '0.5', '{ xfade: radial }', '{ type: wipe-left, duration: 1 }']) {
      const { storyboard, diagnostics } = await readText(
        film(`- id: a\n  prompt: A\n- id: b\n  prompt: B\n  transition: ${written}`),
      );
      expect(storyboard?.segments.at(-1)?.transition).toEqual({ type: 'cut' });
      expect(diagnostics).toMatchObject([{ severity: 'warning', code: 'transition-at-end', segment: 'b' }]);
    }
  });

  it('may be exactly half of a segment', async () => {
    const board = await meaningOf(
      film(
        '- id: a\n  prompt: A\n  duration: 0.2\n  transition: 0.1\n- id: b\n  prompt: B\n  trim: { from: 0.1, to: 0.3 }',
      ),
    );
    expect(board.segments[0]?.transition).toEqual({ type: 'dissolve', duration: 0.1 });
  });
});

describe('the cut', () => {
  it('trims to the end of the footage where only a beginning is said', async () => {
    const board = await meaningOf(
      film(
        '- id: a\n  file: a.mp4\n  trim: { from: 2 }\n- id: b\n  edit: a\n  prompt: B\n  trim: { to: 5 }\n- id: c\n  prompt: C\n  duration: 4\n  trim: { from: 1 }',
      ),
      {},
      ['a.mp4'],
    );
    expect(board.segments.map(({ trim }) => trim)).toEqual([
      { from: 2, to: 6 },
      { from: 0, to: 5 },
      { from: 1, to: 4 },
    ]);
  });

  it('takes half a frame more than there is for what there is', async () => {
    const board = await meaningOf(film('- id: a\n  file: a.mp4\n  trim: { from: 1, to: 6.02 }'), {}, [
      'a.mp4',
    ]);
    expect(board.segments[0]?.trim).toEqual({ from: 1, to: 6 });
  });
});
