import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Sandbox } from '../../src/sandbox/serve.ts';
import { command } from '../rig/command.ts';
import { sandbox } from '../sandbox/sandbox.ts';

const film = `storyboard: 1
title: The Ferry
format: { aspect: '16:9', resolution: 720p, fps: 12 }
provider: studio
model: sora-2
style: |
  35 mm film
  muted teal
scenes:
  - id: a
    segments:
      - { id: wake, prompt: The wake, duration: 4, trim: { to: 1 } }
      - { id: rail, prompt: The rail, duration: 4, trim: { to: 1 }, transition: { type: dissolve, duration: 0.5 } }
      - { id: fin, card: { text: Fin }, duration: 1 }
`;

/** Jobs of the film: what it costs, once. */
export const jobs = 2;

const fastTime = join(import.meta.dirname, '../rig/fast-time.mjs');
/** What it waits for a server takes a twentieth; when that began is the same for all of its lives. */
const FAST_SINCE = String(Date.now());

const config = (url: string): string => `config: 1
providers:
  studio: { dialect: openai, base-url: '${url}', poll-every: 0.2, listed-within: 0, key: { env: STUDIO_KEY }, models: { sora-2: { like: sora-2 } } }
`;

export interface Life {
  readonly child: ChildProcess;
  readonly ended: Promise<{ readonly code: number | null; readonly said: string }>;
}

/** A film whose footage has to be paid for at a sandbox of its own, in a folder, made by processes of the built command. */
export interface PaidFilm {
  readonly served: Sandbox;
  readonly folder: string;
  /** Starts `storycut run`, in a process group of its own. */
  live(more?: { readonly env?: Readonly<Record<string, string>>; readonly preload?: string }): Life;
  /** SHA-256 of the final cut; undefined: there is none. */
  cut(): Promise<string | undefined>;
  remove(): Promise<void>;
}

/** `through` gives the address that the command knows, for the sandbox's. `under`: where the project's folder is made. */
export async function paidFilm(
  through: (served: Sandbox) => Promise<string> = async ({ url }) => url,
  under: string = tmpdir(),
): Promise<PaidFilm> {
  const served = await sandbox();
  const folder = await mkdtemp(join(under, 'storycut-paid-'));
  const machine = await mkdtemp(join(tmpdir(), 'storycut-machine-'));
  await writeFile(join(folder, 'film.storyboard.yaml'), film);
  await writeFile(join(folder, 'studio.yaml'), config(await through(served)));
  return {
    served,
    folder,
    live({ env = {}, preload } = {}) {
      const loaded = [fastTime, ...(preload === undefined ? [] : [preload])].flatMap((file) => [
        '--import',
        pathToFileURL(file).href,
      ]);
      const args = [...loaded, command, 'run', '--yes', '--config', 'studio.yaml'];
      const child = spawn(process.execPath, args, {
        cwd: folder,
        stdio: ['ignore', 'pipe', 'pipe'],
        env: {
          ...process.env,
          NO_COLOR: '1',
          STUDIO_KEY: 'sk-studio-0123456789abcdef',
          FAST: '20',
          FAST_SINCE,
          // A machine of its own: what another film may have created at this account, at a port used before, is none of its business.
          STORYCUT_STATE: machine,
          ...env,
        },
        detached: true,
      });
      let said = '';
      for (const stream of [child.stdout, child.stderr])
        stream.setEncoding('utf8').on('data', (text: string) => {
          said += text;
        });
      const ended = new Promise<{ code: number | null; said: string }>((resolve) => {
        child.on('close', (code) => resolve({ code, said }));
        // Its ffmpeg goes with it, as in a power cut.
        child.on('exit', () => killGroup(child));
      });
      return { child, ended };
    },
    cut: async () => {
      const bytes = await readFile(join(folder, 'film.mp4')).catch(() => undefined);
      return bytes && createHash('sha256').update(bytes).digest('hex');
    },
    async remove() {
      for (const each of [folder, machine]) await rm(each, { recursive: true, force: true });
    },
  };
}

export function killGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // It is gone.
  }
}

/** The final cut of a run that nothing disturbs. */
export async function undisturbed(): Promise<string> {
  const calm = await paidFilm();
  const { code, said } = await calm.live().ended;
  const cut = await calm.cut();
  await calm.remove();
  if (code !== 0 || cut === undefined) throw new Error(said);
  return cut;
}

/** Runs it until it is done. Undefined: it is, as `whole`, and each job was paid for once; else what is wrong. */
export async function trouble(made: PaidFilm, whole: string): Promise<string | undefined> {
  let last = '';
  for (let life = 0; life < 8; life++) {
    const { code, said } = await made.live().ended;
    last = said;
    if (code === 0) break;
  }
  const paid = made.served.ledger.paid.length;
  const cut = await made.cut();
  return paid === jobs && cut === whole
    ? undefined
    : `paid ${paid} of ${jobs}, the cut is ${cut === whole}: ${last}`;
}
