import { describe, expect, it } from 'vitest';
import { hasTerminals, onTerminal } from '../rig/on-terminal.ts';
import { project } from '../rig/project.ts';

const film = `storyboard: 1
title: Two Ends · 両端
format: { size: 160x96 }
scenes:
  - id: first
    segments:
      - { id: title, card: { text: Two Ends }, duration: 1, transition: 0.5 }
      - { id: gull, prompt: A gull on a bollard, duration: 3 }
  - id: second
    segments:
      - { id: fin, card: { text: Fin }, duration: 2 }
`;

describe.runIf(hasTerminals)('on a terminal', () => {
  it.each([80, 120])(
    'plan and status of %d columns show the film to scale, and wrap nothing',
    async (columns) => {
      const { folder } = await project({ 'f.storyboard.yaml': film });
      for (const verb of ['plan', 'status']) {
        const screen = onTerminal({ cwd: folder, columns }, {}, verb);
        expect(await screen.ended).toBe(0);
        expect(screen.lines()).toEqual(screen.rows());
        const bar = screen.rows().findIndex((line) => /^ {2}first +second$/.test(line));
        const [scenes, marks, times, legend] = screen.rows().slice(bar);
        expect(marks).toMatch(/^ {2}━+─+ ━+$/);
        expect(marks).toHaveLength(columns - 1);
        expect(scenes?.indexOf('second')).toBe((marks?.indexOf(' ', 2) ?? 0) + 1);
        expect(times?.indexOf('0:03')).toBe(scenes?.indexOf('second'));
        expect(legend).toBe('  ━ ready   ─ to make');
        expect(screen.cursor()).toEqual({ row: screen.rows().length, column: 0 });
      }
    },
  );

  it('watch begins with an empty screen at each save, and leaves a clean one', async () => {
    const made = await project({ 'f.storyboard.yaml': film.replace(/ +- \{ id: gull.*\n/, '') });
    const screen = onTerminal({ cwd: made.folder, columns: 80 }, {}, 'watch');
    await screen.shows(/Ctrl-C ends\./);
    await made.write('f.storyboard.yaml', film.replace('duration: 2', 'duration: soon'));
    await screen.shows(/error\[/);
    const wrong = await screen.shows(/Ctrl-C ends\./);
    expect(wrong[0]).toBe('f.storyboard.yaml changed.');
    screen.press('\u0003');
    expect(await screen.ended).toBe(130);
    expect(screen.rows().at(-1)).toMatch(/^Stopping\./);
    expect(screen.cursor()).toEqual({ row: screen.rows().length, column: 0 });
  });

  it.each([{ NO_COLOR: '1' }, { TERM: 'dumb' }, { CI: '1' }])(
    'with %j, a run is plain lines',
    async (env) => {
      const { folder } = await project({ 'f.storyboard.yaml': film.replace(/ +- \{ id: gull.*\n/, '') });
      const screen = onTerminal({ cwd: folder, columns: 80 }, { FORCE_COLOR: '0', ...env }, 'run');
      expect(await screen.ended).toBe(0);
      expect(screen.sent()).not.toContain('\u001b');
      expect(screen.rows()).toContainEqual(expect.stringMatching(/^→ f\.mp4 /));
    },
  );
});
