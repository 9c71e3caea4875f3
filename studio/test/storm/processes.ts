import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { killGroup } from '../../../test/campaign/paid-film.ts';
import { command } from '../../../test/rig/command.ts';
import { bucketKeys } from '../rig/bucket.ts';

const fastTime = pathToFileURL(join(import.meta.dirname, '../../../test/rig/fast-time.mjs')).href;

export interface Started {
  readonly child: ChildProcess;
  /** What it has said until now. */
  said(): string;
  readonly ended: Promise<{ readonly code: number | null; readonly said: string; readonly out: string }>;
}

/** Starts the built command on machines, in process groups of their own. Its time passes `fast` times as fast. */
export function starter(fast: number): (folder: string, ...args: string[]) => Started {
  const since = String(Date.now());
  const hurried = fast === 1 ? [] : ['--import', fastTime];
  return (folder, ...args) => {
    const child = spawn(process.execPath, [...hurried, command, '--config', 'config.yaml', ...args], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        ...bucketKeys,
        NO_COLOR: '1',
        HOUSE_KEY: 'anything',
        FAST: `${fast}`,
        FAST_SINCE: since,
      },
      detached: true,
    });
    let [said, out] = ['', ''];
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        if (stream === child.stdout) out += text;
      });
    // What it started goes with it, as in a power cut.
    child.on('exit', () => killGroup(child));
    return {
      ...{ child, said: () => said },
      ended: new Promise((resolve) => child.on('close', (code) => resolve({ code, said, out }))),
    };
  };
}
