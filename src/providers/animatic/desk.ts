import { randomBytes } from 'node:crypto';
import { copyFile, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makeFolder } from '../../core/make-folder.ts';
import { textWithin } from '../../core/read-bounded.ts';
import type { Request } from '../../core/request.ts';
import type { Result } from '../../core/result.ts';

/** An accepted request, with the files it needs. */
export interface Order {
  readonly request: Request;
  /** Its inputs' files, by `inputKey`. */
  readonly inputs: readonly (readonly [string, string])[];
}

/**
 * The provider's side of a submission: accepted orders and finished clips, as files, so that they survive the process. An
 * order is kept after its clip was fetched, so that the clip can be drawn again.
 */
export interface Desk {
  accept(id: string, order: Order): Promise<void>;
  order(id: string): Promise<Order | undefined>;
  isFinished(id: string): Promise<boolean>;
  /** Runs `draw` in an empty folder. If it succeeds, the file it wrote is the finished clip. */
  finish<E>(
    id: string,
    draw: (folder: string, output: string) => Promise<Result<void, E>>,
  ): Promise<Result<void, E>>;
  /** Moves the finished clip to `file`. */
  handOver(id: string, file: string): Promise<void>;
}

/** Bytes; a prompt is much shorter. */
const longestOrder = 1 << 22;

export function openDesk(folder: string): Desk {
  const place = (id: string, ending: string) => join(folder, `${id}.${ending}`);
  return {
    async accept(id, order) {
      await makeFolder(folder);
      await writeDurably(place(id, 'json'), JSON.stringify(order));
    },
    async order(id) {
      const text = await textWithin(place(id, 'json'), longestOrder, { follow: false }).catch(missing);
      return text === undefined ? undefined : JSON.parse(text);
    },
    isFinished: async (id) => (await stat(place(id, 'mp4')).catch(missing)) !== undefined,
    async finish(id, draw) {
      // Each drawing has its own folder, since one that was stopped may still be cleaning up. Those of killed processes are
      // deleted here.
      for (const name of (await readdir(folder).catch(missing)) ?? []) {
        if (name.startsWith(`${id}.work`))
          await rm(join(folder, name), { recursive: true, force: true, maxRetries: 3 });
      }
      const work = place(id, `work-${randomBytes(4).toString('hex')}`);
      await makeFolder(work);
      try {
        const output = join(work, 'finished.mp4');
        const drawn = await draw(work, output);
        if (drawn.ok) await rename(output, place(id, 'mp4'));
        return drawn;
      } finally {
        await rm(work, { recursive: true, force: true });
      }
    },
    async handOver(id, file) {
      const clip = place(id, 'mp4');
      // A file can't be renamed onto another disk.
      await rename(clip, file).catch(async () => {
        await copyFile(clip, file);
        await rm(clip, { force: true });
      });
    },
  };
}

async function writeDurably(file: string, text: string): Promise<void> {
  const draft = `${file}.${randomBytes(4).toString('hex')}`;
  const handle = await open(draft, 'wx');
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(draft, file);
  // Some systems can't open folders; those make names durable by themselves.
  const folder = await open(dirname(file), 'r').catch(() => undefined);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}

function missing(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
  throw error;
}
