import { mkdir, rm, symlink } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { onTestFinished } from 'vitest';
import { command, type Project, project } from '../rig/project.ts';

/** The built command's. */
const { main }: typeof import('../../src/cli/program.ts') = await import(
  pathToFileURL(join(dirname(command), 'program.js')).href
);

/** What a command told a person. */
interface Told {
  readonly code: number;
  /** Both streams, as a terminal shows them. */
  readonly text: string;
}

/** A folder in the state that a person is in, and the command to act there. */
export interface Site extends Project {
  /** The environment of what is run. */
  readonly env: Record<string, string | undefined>;
  /** Runs the command in this process, which is many times faster than starting one. */
  storycut(...args: readonly string[]): Promise<Told>;
  /** Replaces words of a file, which are to be there. */
  edit(name: string, from: string | RegExp, to: string): Promise<void>;
  remove(name: string): Promise<void>;
}

/** Nothing of the machine's own configuration and keys. */
const bare = {
  HOME: undefined,
  XDG_CONFIG_HOME: undefined,
  OPENAI_BASE_URL: undefined,
  OPENAI_API_KEY: undefined,
  STORYCUT_CONFIG: undefined,
  STORYCUT_REHEARSAL: undefined,
  NO_COLOR: '1',
  FORCE_COLOR: undefined,
};

export async function site(files: Readonly<Record<string, string | Uint8Array>>): Promise<Site> {
  const made = await project(files);
  await mkdir(made.path('bin'));
  await symlink(command, made.path('bin/storycut'));
  const path = `${made.path('bin')}${delimiter}${process.env.PATH}`;
  const env: Site['env'] = { ...bare, HOME: made.path('home'), PATH: path };
  return {
    ...made,
    env,
    storycut: (...args) => inside(made.folder, env, () => main(args.map((arg) => filled(arg, env)))),
    async edit(name, from, to) {
      const text = await made.read(name);
      const edited = text.replace(from, to);
      if (edited === text) throw new Error(`${name} has no ${from} to replace:\n${text}`);
      await made.write(name, edited);
    },
    remove: (name) => rm(made.path(name), { recursive: true }),
  };
}

/** `$NAME` alone stands for what the environment has there. */
const filled = (arg: string, env: Site['env']): string =>
  arg.startsWith('$') ? (env[arg.slice(1)] ?? '') : arg;

/** Does something as if this process had been started in a folder with an environment; what it wrote is told. */
async function inside(folder: string, env: Site['env'], act: () => Promise<number>): Promise<Told> {
  const before = { cwd: process.cwd(), env: { ...process.env } };
  const { stdout, stderr } = process;
  const writes = [stdout, stderr].map((stream) => ({ stream, write: stream.write }));
  const listeners = new Map([...signals].map((name) => [name, process.listeners(name)]));
  const ofStreams = [stdout, stderr].map((stream) => stream.listeners('error'));
  let text = '';
  const slow = hurry();
  const leave = (): void => {
    slow();
    for (const { stream, write } of writes) stream.write = write;
    for (const [name, known] of listeners) {
      for (const one of process.listeners(name)) if (!known.includes(one)) process.off(name, one);
    }
    for (const [i, stream] of [stdout, stderr].entries()) {
      for (const one of stream.listeners('error')) {
        if (!ofStreams[i]?.includes(one)) stream.off('error', one as () => void);
      }
    }
    process.chdir(before.cwd);
    process.env = before.env;
  };
  for (const { stream } of writes) {
    stream.write = ((more: string | Uint8Array): boolean => {
      text += String(more);
      return true;
    }) as typeof stream.write;
  }
  process.chdir(folder);
  process.env = { ...process.env, ...env };
  for (const [name, value] of Object.entries(env)) if (value === undefined) delete process.env[name];
  onTestFinished(leave);
  try {
    const code = await act();
    return { code, text };
  } finally {
    leave();
  }
}

/** How many times faster time passes while a command is at work: waits between attempts take minutes. */
const haste = 40;

/** Lets time pass faster; the value ends that. */
function hurry(): () => void {
  const { setTimeout: wait } = globalThis;
  const { now } = Date;
  const begin = now();
  Date.now = () => begin + (now() - begin) * haste;
  globalThis.setTimeout = Object.assign(
    (call: () => void, ms = 0, ...rest: []) => wait(call, ms / haste, ...rest),
    wait,
  );
  return () => {
    Date.now = now;
    globalThis.setTimeout = wait;
  };
}

const signals = ['SIGINT', 'SIGTERM'] as const;
