import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { Unicode11Addon } from '@xterm/addon-unicode11';
import { Terminal } from '@xterm/headless';
import { command } from './command.ts';

/** The built command on a terminal, and what the terminal shows. */
export interface OnTerminal {
  /** The rows now on the screen, without empty ones at its end. */
  readonly rows: () => readonly string[];
  /** All that was ever on it, rows that are one line joined. */
  readonly lines: () => readonly string[];
  readonly cursor: () => { readonly row: number; readonly column: number };
  /** Each text that was sent to it. */
  readonly sent: () => string;
  /** Waits until a row matches; gives the screen of that moment. */
  readonly shows: (text: RegExp) => Promise<readonly string[]>;
  readonly resize: (columns: number, rows: number) => void;
  readonly press: (key: string) => void;
  /** Its exit code. */
  readonly ended: Promise<number | null>;
}

/** Whether this machine can give a command a terminal. In CI it has to. */
export const hasTerminals =
  process.env.CI !== undefined || spawnSync('python3', ['-c', 'import pty']).status === 0;

const pty = join(import.meta.dirname, 'on-terminal.py');

const endOfFrame = '\u001b[?2026l';

export function onTerminal(
  { cwd, columns, rows = 24 }: { readonly cwd: string; readonly columns: number; readonly rows?: number },
  env: Readonly<Record<string, string>>,
  ...args: readonly string[]
): OnTerminal {
  const terminal = new Terminal({ cols: columns, rows, allowProposedApi: true });
  terminal.loadAddon(new Unicode11Addon());
  terminal.unicode.activeVersion = '11';
  const { CI: _, NO_COLOR: __, FORCE_COLOR: ___, ...inherited } = process.env;
  const child = spawn('python3', [pty, `${columns}`, `${rows}`, process.execPath, command, ...args], {
    cwd,
    env: {
      ...inherited,
      PATH: [join(import.meta.dirname, 'bin'), inherited.PATH].join(':'),
      TERM: 'xterm-256color',
      ...env,
    },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let sent = '';
  const waiting = new Set<() => void>();
  let chunks = Promise.resolve();
  /** One frame after the other, however many come at once: each is looked at. */
  const draw = (frame: Uint8Array): void => {
    chunks = chunks.then(
      () =>
        new Promise((done) => {
          terminal.write(frame, () => {
            for (const look of [...waiting]) look();
            done();
          });
        }),
    );
  };
  child.stdout.on('data', (bytes: Buffer) => {
    sent += bytes.toString('latin1');
    let from = 0;
    for (let at = bytes.indexOf(endOfFrame); at >= 0; at = bytes.indexOf(endOfFrame, from)) {
      draw(bytes.subarray(from, at + endOfFrame.length));
      from = at + endOfFrame.length;
    }
    draw(bytes.subarray(from));
  });
  const ended = new Promise<number | null>((done) => {
    child.on('close', (code) => void chunks.then(() => done(code)));
  });
  const { active } = terminal.buffer;
  const row = (n: number): string => active.getLine(n)?.translateToString(true) ?? '';
  const now = (): readonly string[] => {
    const all = Array.from({ length: terminal.rows }, (_, n) => row(active.baseY + n));
    return all.slice(0, all.findLastIndex((line) => line !== '') + 1);
  };
  return {
    rows: now,
    lines: () => {
      const found: string[] = [];
      for (let n = 0; n < active.length; n += 1) {
        const line = active.getLine(n);
        const text = line?.translateToString(true) ?? '';
        if (line?.isWrapped) found.push(`${found.pop() ?? ''}${text}`);
        else found.push(text);
      }
      return found.slice(0, found.findLastIndex((line) => line !== '') + 1);
    },
    cursor: () => ({ row: active.cursorY, column: active.cursorX }),
    sent: () => sent,
    shows: (text) =>
      new Promise((done, fail) => {
        const look = (): void => {
          // A frame that arrives in pieces is no screen before its end.
          if (terminal.modes.synchronizedOutputMode || !now().some((line) => text.test(line))) return;
          waiting.delete(look);
          done(now());
        };
        waiting.add(look);
        void ended.then(() => fail(new Error(`${text} was never shown; last:\n${now().join('\n')}`)));
        look();
      }),
    resize(columns, rows) {
      terminal.resize(columns, rows);
      child.stdin.write(`size ${columns} ${rows}\n`);
    },
    press: (key) => void child.stdin.write(`key ${Buffer.from(key).toString('hex')}\n`),
    ended,
  };
}
