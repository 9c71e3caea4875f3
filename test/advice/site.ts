import { mkdir, rm, symlink } from 'node:fs/promises';
import { delimiter } from 'node:path';
import { onTestFinished } from 'vitest';
import { command } from '../rig/command.ts';
import { inside, type Said } from '../rig/inside.ts';
import { type Project, project } from '../rig/project.ts';

/** A folder in the state that a person is in, and the command to act there. */
export interface Site extends Project {
  /** The environment of what is run. */
  readonly env: Record<string, string | undefined>;
  /** Calls the command in this process, while time passes faster. */
  storycut(...args: readonly string[]): Promise<Said>;
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
    async storycut(...args) {
      const slow = hurry();
      onTestFinished(slow);
      try {
        return await inside(
          { folder: made.folder, env },
          args.map((arg) => filled(arg, env)),
        );
      } finally {
        slow();
      }
    },
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
