import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fingerprintOf, type Request } from '../../src/core/request.ts';
import type { Provider } from '../../src/providers/provider.ts';
import { fakeData, footageOf } from './fake-provider.ts';

/**
 * A provider whose side of things is on disk, so that it outlives whoever uses it: one file for each job that
 * it was made to create, and so to charge for.
 */
export async function diskProvider(folder: string, resubmit: 'safe' | 'ask'): Promise<Provider> {
  await mkdir(folder, { recursive: true });
  const footage = (remote: string): Promise<Buffer | undefined> =>
    readFile(join(folder, remote)).catch(() => undefined);
  return {
    data: fakeData('fake', resubmit),
    async submit(submission) {
      const remote = remoteOf(submission.request, submission.attempt);
      const draft = join(folder, `.${remote}`);
      await writeFile(draft, footageOf(submission));
      await rename(draft, join(folder, remote));
      return { kind: 'accepted', remote };
    },
    poll: async (remote) =>
      (await footage(remote)) === undefined ? { kind: 'gone' } : { kind: 'completed' },
    async download(remote, file) {
      const bytes = await footage(remote);
      if (bytes === undefined) return { kind: 'gone' };
      await writeFile(file, bytes);
      return { kind: 'done' };
    },
    pollDelay: () => 2,
  };
}

const remoteOf = (request: Request, attempt: string): string => `${fingerprintOf(request)}.${attempt}`;

/** What it created, as its own list would show it: request's hash and the attempt it was created for. */
export async function createdBy(
  folder: string,
): Promise<readonly { request: string; attempt: string; remote: string }[]> {
  const remotes = (await readdir(folder)).filter((name) => !name.startsWith('.'));
  return remotes.map((remote) => {
    const [request = '', attempt = ''] = remote.split('.');
    return { request, attempt, remote };
  });
}
