import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { command } from './command.ts';
import { did } from './did.ts';
import type { Said } from './inside.ts';

/** As where it is installed for all: the commands that it advises begin with `storycut`. */
const path = [join(import.meta.dirname, 'bin'), process.env.PATH].join(delimiter);

const environment = { PATH: path, NO_COLOR: '1', FORCE_COLOR: undefined };

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
}

/** A temporary folder with a film in it, and the built command to run there. Removed after the test. */
export interface Project {
  readonly folder: string;
  path(...names: string[]): string;
  write(name: string, content: string | Uint8Array): Promise<void>;
  read(name: string): Promise<string>;
  /** Runs the command to its end, in a process of its own. */
  run(...args: string[]): Promise<Ended>;
  /** Calls the command in this process, which is many times faster. */
  call(...args: string[]): Promise<Said>;
  /** The same where the command is how a test begins, and hangs on nothing but this folder: called once for all tests. */
  did(...args: string[]): Promise<Said>;
  /** Starts it, to be signalled. */
  start(...args: string[]): Running;
}

export interface ProjectOptions {
  /** A command that runs the command, as `nice` does. */
  readonly under?: readonly string[];
  /** What cleans up after the test; that of the test's own context where several tests run at once. */
  readonly finished?: (clean: () => Promise<void>) => void;
}

export async function project(
  files: Readonly<Record<string, string | Uint8Array>> = {},
  { under = [], finished = onTestFinished }: ProjectOptions = {},
): Promise<Project> {
  const folder = await mkdtemp(join(tmpdir(), 'storycut-test-'));
  // What was ended a moment ago may still write.
  finished(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  const made: Project = {
    folder,
    path: (...names) => join(folder, ...names),
    async write(name, content) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), content);
    },
    read: (name) => readFile(join(folder, name), 'utf8'),
    run: (...args) => start(folder, args, under).ended,
    call: async (...args) => {
      const { inside } = await import('./inside.ts');
      return await inside({ folder, env: environment }, args);
    },
    did: (...args) => did(folder, args, () => made.call(...args)),
    start: (...args) => start(folder, args, under),
  };
  for (const [name, content] of Object.entries(files)) await made.write(name, content);
  return made;
}

function start(cwd: string, args: readonly string[], under: readonly string[]): Running {
  const [program = process.execPath, ...rest] = [...under, process.execPath, command, ...args];
  const child = spawn(program, rest, {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...environment },
    // A group of its own, so that a test can kill the command together with its ffmpeg, or alone.
    detached: true,
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
  return { child, ended };
}
