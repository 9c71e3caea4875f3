import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openParts } from '../../src/cli/parts/parts.ts';
import { command } from './command.ts';

const parts = openParts(new Map(), { require: createRequire(command), imported: (id) => import(id) });
/** The built command's. */
const { main } = parts.load(
  join(dirname(command), 'program.js'),
) as typeof import('../../src/cli/program.ts');

/** What a command said and how it ended. */
export interface Said {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Both streams, as a terminal shows them. */
  readonly text: string;
}

/** Where a command is called, and what else it finds there. */
export interface Place {
  readonly folder: string;
  /** Beside this process's own; undefined takes one away. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * Calls the built command in this process, as if that had been started for it: many times faster than starting one.
 * What a process is to it (signals, its end, its streams) can't be tested so.
 */
export async function inside({ folder, env }: Place, args: readonly string[]): Promise<Said> {
  const before = { cwd: process.cwd(), env: { ...process.env } };
  const { stdout, stderr } = process;
  const streams = [stdout, stderr].map((stream) => ({
    ...{ stream, write: stream.write, said: [] as string[] },
    listeners: stream.listeners('error'),
  }));
  const listeners = new Map(signals.map((name) => [name, process.listeners(name)]));
  const both: string[] = [];
  let left = false;
  const leave = (): void => {
    if (left) return;
    left = true;
    for (const { stream, write, listeners } of streams) {
      stream.write = write;
      for (const one of stream.listeners('error')) {
        if (!listeners.includes(one)) stream.off('error', one as () => void);
      }
    }
    for (const [name, known] of listeners) {
      for (const one of process.listeners(name)) if (!known.includes(one)) process.off(name, one);
    }
    process.chdir(before.cwd);
    become(before.env);
  };
  for (const { stream, said } of streams) {
    stream.write = ((more: string | Uint8Array): boolean => {
      said.push(String(more));
      both.push(String(more));
      return true;
    }) as typeof stream.write;
  }
  process.chdir(folder);
  become({ ...process.env, ...env });
  onTestFinished(leave);
  try {
    const code = await main(args);
    const [out = '', err = ''] = streams.map(({ said }) => said.join(''));
    return { code, stdout: out, stderr: err, text: both.join('') };
  } finally {
    leave();
  }
}

/** Makes this process's environment just that, in place: others hold on to it. */
function become(env: Place['env']): void {
  for (const name of Object.keys(process.env)) if (env[name] === undefined) delete process.env[name];
  for (const [name, value] of Object.entries(env)) if (value !== undefined) process.env[name] = value;
}

const signals = ['SIGINT', 'SIGTERM'] as const;
