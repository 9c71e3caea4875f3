import { describe, expect, it } from 'vitest';
import type { Figures } from '../../src/judge/figures.ts';
import type { SeamKind } from '../../src/judge/judgement.ts';
import { verdict } from '../../src/judge/verdict.ts';
import { type Drawing, figuresOf, fps, moving, soundOf } from './drawn-figures.ts';

/** The pattern from picture `from` on. */
const later = (from: number, change = (value: number) => value): Drawing => ({
  luma: (x, y, n) => change(moving.luma(x, y, n + from)),
});

const stretch = (segment: string, { pictures }: Figures) => ({
  ...{ segment, viewing: { footage: segment }, from: 0, until: pictures.count / fps, at: 0 },
});

/** What is found between 24 pictures and those that follow. */
function seamWith(after: Figures, kind: SeamKind = 'previous') {
  const before = figuresOf(moving, 24);
  const seam = { kind, trims: kind !== 'chain', before: stretch('a', before), after: stretch('b', after) };
  return verdict({ kind: 'seam', seam }, ({ footage }) => (footage === 'a' ? before : after)).findings;
}

describe('a seam', () => {
  it('that goes on evenly has nothing to find', () => {
    expect(seamWith(figuresOf(later(24), 24))).toEqual([]);
  });

  it('shows frames again: as many are trimmed of the segment that was made to meet the other', () => {
    for (const frames of [1, 2, 3]) {
      const again = figuresOf(later(24 - frames), 24);
      const [found, ...more] = seamWith(again);
      expect(more).toEqual([]);
      expect(found).toMatchObject({
        ...{ kind: 'repeated-frame', segment: 'b', after: 'a' },
        correction: { kind: 'trim-start', segment: 'b', frames },
      });
      expect(seamWith(again, 'next')[0]?.correction).toEqual({ kind: 'trim-end', segment: 'a', frames });
    }
    expect(seamWith(figuresOf(later(23), 24), 'chain')[0]).not.toHaveProperty('correction');
  });

  // Between clips of an animatic, the words over the picture change, and their picture hardly moves.
  it('whose shot hardly moves or has other words over it shows no frame again and has no other light', () => {
    const drawn = (speed: number, words: number, from: number): Drawing => ({
      luma: (x, y, n) => {
        if (y >= 42) return x < words && y % 3 === 0 ? 200 : 16;
        // Slower to the end of the one and from the beginning of the other, as a camera that turns.
        const at = speed * Math.abs(n + from - 24) ** 1.6;
        return 120 + 60 * Math.sin((x + at) / 9) + 30 * Math.sin(y / 7);
      },
    });
    for (const speed of [0.01, 0.04, 0.2]) {
      for (const words of [24, 40, 56, 72]) {
        const [before, after] = [figuresOf(drawn(speed, 40, 0), 24), figuresOf(drawn(speed, words, 24), 24)];
        const seam = {
          kind: 'extend',
          trims: true,
          before: stretch('a', before),
          after: stretch('b', after),
        };
        const judged = verdict({ kind: 'seam', seam: { ...seam, kind: 'extend' } }, ({ footage }) =>
          footage === 'a' ? before : after,
        );
        expect(judged).toMatchObject({ findings: [], seam: { repeated: 0 } });
      }
    }
  });

  it('jumps, or changes its light or colour at once', () => {
    const other: Drawing = { luma: (x, y, n) => 230 - moving.luma(3 * y, 2 * x, n) };
    expect(seamWith(figuresOf(other, 24))).toMatchObject([{ kind: 'jump' }]);
    expect(
      seamWith(
        figuresOf(
          later(24, (value) => value + 4),
          24,
        ),
      ),
    ).toMatchObject([{ kind: 'light-step' }]);
    expect(seamWith(figuresOf({ ...later(24), u: () => 132 }, 24))).toMatchObject([{ kind: 'colour-step' }]);
  });

  it('says nothing where nothing moves around it', () => {
    const before = figuresOf({ luma: (x, y) => moving.luma(x, y, 0) }, 24);
    const seam = { kind: 'previous', trims: true, before: stretch('a', before), after: stretch('b', before) };
    expect(verdict({ kind: 'seam', seam: { ...seam, kind: 'previous' } }, () => before).findings).toEqual([]);
  });
});

it('a chain drifts from its first link', () => {
  const links = [
    figuresOf(moving, 24),
    figuresOf(later(24), 24),
    figuresOf(
      later(48, (value) => value * 0.7),
      24,
    ),
  ];
  const stretches = links.map((figures, n) => ({
    ...stretch(`s${n}`, figures),
    viewing: { footage: String(n) },
  }));
  const found = verdict(
    { kind: 'chain', links: stretches },
    ({ footage }) => links[Number(footage)] ?? 'there is none',
  );
  expect(found.links).toHaveLength(3);
  expect(found.findings).toMatchObject([{ kind: 'drift', segment: 's2', figure: { name: 'luma' } }]);
});

it('neighbours differ in loudness: the one that differs from the film is matched, volumes included', () => {
  const levels = [0.1, 0.1, 0.5, 0.1].map((level) =>
    figuresOf(
      moving,
      24,
      soundOf((second) => level * Math.sin(2 * Math.PI * 440 * second), 1),
    ),
  );
  const heard = (volume: number) =>
    levels.map((figures, n) => ({
      ...{ segment: `s${n}`, volume: n === 2 ? volume : 0 },
      stretches: [{ ...stretch(`s${n}`, figures), viewing: { footage: String(n) } }],
    }));
  const found = (volume: number) =>
    verdict({ kind: 'levels', heard: heard(volume) }, ({ footage }) => levels[Number(footage)] ?? '')
      .findings;
  expect(found(0)).toMatchObject([
    { segment: 's2', after: 's1', correction: { kind: 'volume', segment: 's2', decibels: -14 } },
    { segment: 's3', after: 's2', correction: { kind: 'volume', segment: 's2', decibels: -14 } },
  ]);
  expect(found(-14)).toEqual([]);
});
