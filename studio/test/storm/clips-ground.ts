import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bucketOf } from '../../src/clips/bucket.ts';
import { bucketLine } from '../../src/clips/bucket-line.ts';
import { settleMark } from '../../src/clips/mark.ts';
import type { Database } from '../../src/index.ts';
import { bucketKeys, startBucket } from '../rig/bucket.ts';
import { markFolder, realClock } from '../rig/new-ledger.ts';

/** Where a storm's clips are. */
export interface ClipsGround {
  /** As a config file says it. */
  readonly yaml: string;
  read(name: string): Promise<Uint8Array | undefined>;
  close(): Promise<void>;
}

export async function clipsFolder(root: string, ledger: string): Promise<ClipsGround> {
  const folder = join(root, 'clips');
  await mkdir(folder, { recursive: true });
  await markFolder(ledger, folder);
  return {
    yaml: `'${folder}'`,
    read: (name) => readFile(join(folder, name)).catch(() => undefined),
    close: async () => undefined,
  };
}

/** A bucket of a server that is busy, breaks connections, and loses answers to what it has done. */
export async function clipsBucket(database: Database): Promise<ClipsGround> {
  const server = await startBucket();
  const place = { kind: 'bucket', bucket: 'films', prefix: 'storm', endpoint: server.endpoint } as const;
  const line = bucketLine(place, { clock: realClock, env: bucketKeys, patience: 10_000 });
  await settleMark(database, bucketOf(place, line));
  let asked = 0;
  server.hinder((_, response) => {
    asked += 1;
    if (asked % 13 === 0) {
      response.writeHead(503).end('<Error><Code>SlowDown</Code><Message>Slow down.</Message></Error>');
      return true;
    }
    if (asked % 17 === 0) {
      response.destroy();
      return true;
    }
    if (asked % 19 === 0) response.once('pipe', () => response.destroy());
    return false;
  });
  return {
    yaml: `{ bucket: s3://films/storm, endpoint: '${server.endpoint}' }`,
    read: (name) => server.bytes(`storm/${name}`),
    close: server.close,
  };
}
