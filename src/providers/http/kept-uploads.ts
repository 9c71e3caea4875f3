import { createHash } from 'node:crypto';
import type { Clock } from '../../core/ports.ts';
import type { Result } from '../../core/result.ts';
import type { Failure, Uploaded } from '../provider.ts';
import type { MediaUris } from './media-uris.ts';
import type { Line } from './send-once.ts';
import type { Upload } from './upload.ts';

type Brought = Result<string, Failure>;

/** The URI of an upload: of the one before if it is still there, else of what `send` brings. */
export type KeptUploads = (upload: Upload, send: () => Promise<Brought>) => Promise<Brought>;

/**
 * What a service was sent and keeps for so many milliseconds, by content: jobs that lean on the same file, and further tries of one,
 * upload it once. Nothing is used in the last half of its time.
 */
export function keptUploads(clock: Clock, lifetime: number): KeptUploads {
  const kept = new Map<string, { readonly brought: Promise<Brought>; readonly until: number }>();
  return async (upload, send) => {
    const content = createHash('sha256').update(`${upload.type}\n`).update(upload.bytes).digest('hex');
    const known = kept.get(content);
    if (known && clock.now() < known.until) {
      const brought = await known.brought;
      if (brought.ok) return brought;
    }
    const sending = { brought: send(), until: clock.now() + lifetime / 2 };
    kept.set(content, sending);
    const brought = await sending.brought;
    if (!brought.ok && kept.get(content) === sending) kept.delete(content);
    return brought;
  };
}

/** The same line for large files, which take longer than answers do. */
export const unhurried = (line: Line): Line => ({
  ...line,
  limits: { ...line.limits, exchange: 10 * line.limits.exchange },
});

export const uploadedOf = (brought: Result<MediaUris, Failure>): Uploaded =>
  brought.ok ? { kind: 'done' } : { kind: 'refused', failure: brought.error };
