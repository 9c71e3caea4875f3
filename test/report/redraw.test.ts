import { Unicode11Addon } from '@xterm/addon-unicode11';
import { Terminal } from '@xterm/headless';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fitted, shownColumns } from '../../src/report/fitted.ts';
import { redraw } from '../../src/report/redraw.ts';

/** A terminal on which frames are drawn, one after the other. */
function drawing(columns: number, rows: number) {
  const terminal = new Terminal({
    cols: columns,
    rows,
    allowProposedApi: true,
    convertEol: true,
    scrollback: 5000,
  });
  terminal.loadAddon(new Unicode11Addon());
  terminal.unicode.activeVersion = '11';
  let drawn: readonly string[] = [];
  return {
    terminal,
    async frame(lines: readonly string[], above = ''): Promise<void> {
      const text = redraw({ drawn, above, lines, columns: terminal.cols });
      drawn = lines;
      await new Promise<void>((done) => terminal.write(text, done));
    },
    all(): readonly string[] {
      const { active } = terminal.buffer;
      const found = Array.from(
        { length: active.length },
        (_, n) => active.getLine(n)?.translateToString(true).trimEnd() ?? '',
      );
      return found.slice(0, found.findLastIndex((line) => line !== '') + 1);
    },
  };
}

const introducer = '\u001b\\[';
const colour = new RegExp(`${introducer}\\d+m`, 'g');
const modeSet = new RegExp(`${introducer}\\?(\\d+)([hl])`, 'g');

const line = fc
  .array(fc.constantFrom('a', 'bc ', '夜', '🎬', '━', 'é', '\u001b[32mgreen\u001b[39m', '  '), {
    maxLength: 30,
  })
  .map((parts) => parts.join(''));

it('leaves of all that was drawn what was written above, and the last lines', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.array(line, { maxLength: 6 }), fc.array(line, { maxLength: 3 })), {
        maxLength: 12,
      }),
      async (frames) => {
        const screen = drawing(24, 10);
        const written: string[] = [];
        let last: readonly string[] = [];
        for (const [lines, above] of frames) {
          last = lines.map((text) => fitted(text, 23));
          const kept = above.map((text) => fitted(text, 24));
          await screen.frame(last, kept.map((text) => `${text}\n`).join(''));
          written.push(...kept);
        }
        const bare = [...written, ...last].map((text) => text.replaceAll(colour, '').trimEnd());
        expect(screen.all()).toEqual(bare.slice(0, bare.findLastIndex((text) => text !== '') + 1));
      },
    ),
    { numRuns: 30 },
  );
});

it('leaves nothing behind on a terminal that became narrower, or wider', async () => {
  const screen = drawing(60, 12);
  await screen.frame(['x'.repeat(50), 'y'.repeat(57)], 'first\n');
  screen.terminal.resize(30, 12);
  await screen.frame(['x'.repeat(20), 'y'.repeat(27)], 'second\n');
  expect(screen.all()).toEqual(['first', 'second', 'x'.repeat(20), 'y'.repeat(27)]);
  screen.terminal.resize(90, 12);
  await screen.frame(['z'.repeat(80)]);
  expect(screen.all()).toEqual(['first', 'second', 'z'.repeat(80)]);
});

it('leaves no mode of the terminal changed after any frame', async () => {
  const screen = drawing(20, 6);
  for (const lines of [['a'], ['a', 'b'], []]) {
    const text = redraw({ drawn: [], above: 'said\n', lines, columns: 20 });
    const modes = [...text.matchAll(modeSet)].map(([, mode, on]) => [mode, on]);
    expect(Object.fromEntries(modes)).toEqual(lines.length === 0 ? {} : { 2026: 'l', 25: 'h', 7: 'h' });
    await screen.frame(lines);
  }
});

it.each([
  ['abcdef', 4, 'abc…'],
  ['夜のフェリー', 6, '夜の…'],
  ['夜のフェリー', 12, '夜のフェリー'],
  ['👨‍👩‍👧 family', 4, '👨‍👩‍👧 …'],
  ['\u001b[32mgreen\u001b[39m', 3, '\u001b[32mgr…\u001b[39m'],
  ['abc', 0, ''],
])('%s fits into %d columns', (text, width, expected) => {
  expect(fitted(text, width)).toBe(expected);
  expect(shownColumns(expected)).toBeLessThanOrEqual(width);
});
