import { describe, expect, it } from 'vitest';
import { hasTerminals, type OnTerminal, onTerminal } from '../rig/on-terminal.ts';
import { project } from '../rig/project.ts';
import { sandbox } from '../sandbox/sandbox.ts';

const film = `storyboard: 1
title: The Night Ferry · 夜のフェリー
provider: studio
model: sora-2
defaults: { duration: 4 }
scenes:
  - id: quay
    segments:
      - { id: ropes, prompt: "Close-up, a hand casts off a wet rope" }
      - { id: gull, prompt: "A gull", takes: 2 }
  - id: storm
    segments:
      - { id: wave, prompt: "A wave breaks over the bow" }
      - { id: fin, card: { text: Fin }, duration: 2 }
`;

/** The film at a service that takes so long for a job, and fails so. */
async function ferry(jobSeconds: number, faults = '') {
  const server = await sandbox({ jobSeconds, faults });
  const made = await project({
    'f.storyboard.yaml': film,
    'config.yaml': `config: 1
providers:
  studio: { dialect: openai, base-url: "${server.url}", key: { env: STUDIO_KEY }, poll-every: 0.1, models: { sora-2: { like: sora-2, price: 0.1 } } }
`,
  });
  const env = { STUDIO_KEY: 'sk-x', STORYCUT_CONFIG: 'config.yaml' };
  return {
    made,
    at: (columns: number, ...args: readonly string[]) =>
      onTerminal({ cwd: made.folder, columns, rows: 30 }, env, ...args),
  };
}

/** The command has ended, and left a terminal as it found it: an empty row, on which the next prompt is. */
async function endsCleanly(screen: OnTerminal, code: number): Promise<void> {
  expect(await screen.ended).toBe(code);
  expect(screen.cursor()).toEqual({ row: screen.rows().length, column: 0 });
  const modes = [...screen.sent().matchAll(modeSet)].map(([, mode, on]) => [mode, on]);
  expect(Object.fromEntries(modes)).toEqual(modes.length === 0 ? {} : { 2026: 'l', 25: 'h', 7: 'h' });
  expect(screen.lines().filter((line) => /generating|waiting|^Film|^Cutting/.test(line))).toEqual([]);
}

const introducer = '\u001b\\[';
const modeSet = new RegExp(`${introducer}\\?(\\d+)([hl])`, 'g');
const below = (screen: readonly string[], title: RegExp): readonly string[] =>
  screen.slice(screen.findIndex((line) => title.test(line)) + 1);

describe.runIf(hasTerminals)('a run on a terminal', () => {
  it('shows who is at work, keeps what failed above, and leaves nothing of its table', async () => {
    const { at } = await ferry(0.6, 'create "rope" capacity\ncreate "bow" moderation');
    const screen = at(80, 'run', '--yes', '--concurrency', '2');
    const first = await screen.shows(/gull +take 1 +generating/);
    expect(below(first, /jobs? to make/)).toEqual([
      '',
      '',
      expect.stringMatching(/^ {2}ropes +generating {2}[━─]{12} {2} ?\d+ % .* left {2}\$0\.40$/),
      expect.stringMatching(/^ {2}gull {3}take 1 {2}generating {2}[━─]{12} {2} ?\d+ % .* left {2}\$0\.40$/),
      expect.stringMatching(/^ {2}gull {3}take 2 {2}waiting +\$0\.40$/),
      expect.stringMatching(/^ {2}wave +waiting +\$0\.40$/),
      expect.stringMatching(/^Film [━─]{12} \d+ % · \$0\.00 of \$1\.60 · 0 of 4 jobs$/),
    ]);
    const again = await screen.shows(/ropes .*generating, attempt 2/);
    expect(again.join('\n')).toContain('↻ ropes  attempt 1 failed, retrying in');
    await endsCleanly(screen, 1);
    const said = below(screen.lines(), /jobs to make/).join('\n');
    expect(said).toMatch(/✗ wave {2}failed\nerror\[prompt-refused\]/);
    expect(said).toMatch(/✓ ropes {2}made in /);
    expect(said).toMatch(/\n3 made, 0 already in the store, 1 failed/);
    expect(said).not.toContain('→');
    expect(Math.max(...screen.lines().map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  it('leaves the terminal clean after a change of its size and Ctrl-C', async () => {
    const { at } = await ferry(60);
    const screen = at(120, 'run', '--yes', '--concurrency', '4');
    await screen.shows(/wave +generating +─{20} +0 %/);
    screen.resize(50, 30);
    await screen.shows(/wave +generating {2,}0 %/);
    expect(screen.lines().filter((line) => line.startsWith('Film'))).toHaveLength(1);
    screen.press('\u0003');
    await endsCleanly(screen, 130);
    const said = screen.lines().slice(-8).join('\n');
    expect(said).toMatch(/Stopping: no new jobs\.[\s\S]*Interrupted: 4 in flight/);
    expect(said).not.toMatch(/\^C|generating/);
  });
});
