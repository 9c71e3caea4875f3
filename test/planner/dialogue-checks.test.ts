import { describe, expect, it } from 'vitest';
import type { Segment } from '../../src/storyboard/model.ts';
import { planOf } from '../rig/planning.ts';
import { board, segment } from '../rig/storyboard-builder.ts';

const saying = (dialogue: readonly string[], more: Partial<Segment> = {}): Segment =>
  segment('door', { kind: 'generate', prompt: 'A door', fallbacks: [], cast: [], dialogue }, more);

const words = (count: number): string => Array.from({ length: count }, () => 'one').join(' ');

const notes = (film: Segment, draft = false) =>
  planOf([film], { draft }).diagnostics.filter(({ code }) => code === 'dialogue-long');

describe('dialogue', () => {
  it.each<[string, readonly string[], Partial<Segment>, boolean]>([
    ['of as many words as are spoken in that time', [words(18)], {}, false],
    ['of more', [words(19)], {}, true],
    ['of more than is seen of it', [words(7)], { trim: { from: 2, to: 5 } }, true],
    ['of several lines, with pauses between them', [words(6), words(6), words(6)], {}, true],
    ['of none', [], {}, false],
    ['of signs alone', ['… — ?!'.repeat(50)], {}, false],
    // Eleven characters each, five of which are spoken in a second.
    ['in a script without spaces that fits', ['今天晚上我们要去看电影'], { duration: 4 }, false],
    ['in a script without spaces that does not', ['今天晚上我们要去看电影'.repeat(3)], { duration: 4 }, true],
    ['of a right-to-left script that fits', ['تفضّلي، لسّه سخن!'], { duration: 4 }, false],
  ])('%s', (_, lines, more, tooLong) => {
    expect(notes(saying(lines, more))).toHaveLength(tooLong ? 1 : 0);
  });

  it('that is too long is noted with what it would take, and stops nothing', () => {
    expect(notes(saying([words(30)]))).toMatchObject([
      {
        severity: 'note',
        segment: 'door',
        message:
          'door has about 13 s of dialogue, spoken unhurriedly, but is 8 s long: a line may be cut off or left out.',
      },
    ]);
  });

  it('is not told of where the storyboard switches it off', () => {
    const film = board([saying([words(30)])], { lintOff: ['dialogue-long'] });
    expect(planOf(film).diagnostics.map(({ code }) => code)).not.toContain('dialogue-long');
  });

  it('is not counted in a draft, which is short anyhow', () => {
    expect(notes(saying([words(20)]), true)).toEqual([]);
  });
});
