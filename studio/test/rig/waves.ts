import { readFile } from 'node:fs/promises';
import { expect } from 'vitest';
import type { Project, Running } from '../../../test/rig/project.ts';
import { file, type Machines, machines, on } from './machines.ts';

const segments = Array.from(
  { length: 10 },
  (_, i) => `      - { id: s${i}, prompt: Wave ${i}, caption: Wave ${i} }`,
);
/** Each shot is prepared for its caption, and each join drawn. */
const waves = `storyboard: 1
title: Waves
provider: house
format: { resolution: 720p }
captions: { burn: true }
defaults: { duration: 4, transition: 0.5 }
scenes:
  - id: sea
    segments:
${segments.join('\n')}
`;

export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 100));
}

/** A worker on a machine, once it encodes pieces or says why it does not. */
export async function worker(machine: Project): Promise<Running> {
  const running = machine.start('--config', 'config.yaml', 'worker');
  let said = '';
  running.child.stderr?.on('data', (text: string) => {
    said += text;
  });
  await until(() => /Encoding (up to|no) /.test(said));
  return running;
}

/** Stops a worker; how many pieces it says it has encoded. */
export async function stop({ child, ended }: Running): Promise<number> {
  child.kill('SIGINT');
  const { stderr } = await ended;
  return Number(/Encoded (\d+) pieces?/.exec(stderr)?.[1] ?? Number.NaN);
}

interface WavesStudio extends Machines {
  /** The film as one machine cuts it. */
  readonly alone: Buffer;
}

/** Machines with the film's clips in the ledger, and the film as one of them cuts it. */
export async function wavesStudio(options?: Parameters<typeof machines>[0]): Promise<WavesStudio> {
  const made = await machines(options);
  const machine = async (): Promise<Project> => {
    const one = await made.machine();
    await one.write(file, waves);
    return one;
  };
  const first = await machine();
  // Only a test's own database has no ledger yet.
  if (options?.url !== undefined) await on(first, 'studio', 'init');
  const run = await on(first, 'run', file, '--yes');
  expect(run.code, run.stderr).toBe(0);
  return { ...made, machine, alone: await readFile(first.path('ferry/sea.mp4')) };
}

export const filmOf = (machine: Project): Promise<Buffer> => readFile(machine.path('ferry/sea.mp4'));
