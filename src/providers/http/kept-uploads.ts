import { createHash } from 'node:crypto';
import type { Clock } from '../../core/ports.ts';
import type { Result } from '../../core/result.ts';
import type { Failure, Submitted, Uploaded } from '../provider.ts';
import type { MediaUris } from './media-uris.ts';
import type { Upload } from './upload.ts';

type Brought = Result<string, Failure>;

export interface KeptUploads {
  /** The URI of an upload: of the one before if it is still there, else of what `send` brings. */
  uri(upload: Upload, send: () => Promise<Brought>): Promise<Brought>;
  /**
   * What came of a submission with these media. If one is refused with an upload that another was accepted with, that may be gone
   * at the service: it is not used again, and the submission may be tried once more.
   */
  after(submitted: Submitted, media: MediaUris): Submitted;
}

/**
 * What a service was sent and keeps for so many milliseconds, by content: jobs that lean on the same file, and further tries of one,
 * upload it once. Nothing is used in the last half of its time.
 */
export function keptUploads(clock: Clock, lifetime: number): KeptUploads {
  const kept = new Map<string, Kept>();
  return {
    async uri({ type, bytes }, send) {
      const content = createHash('sha256').update(`${type}\n`).update(bytes).digest('hex');
      const known = kept.get(content);
      const age = known ? clock.now() - known.since : lifetime;
      // A clock that was set back tells no age.
      if (known && age >= 0 && age < lifetime / 2) {
        const brought = await known.brought;
        if (brought.ok) return brought;
      }
      const sending: Kept = { brought: send(), since: clock.now() };
      kept.set(content, sending);
      const brought = await sending.brought;
      if (brought.ok) sending.uri = brought.value;
      else if (kept.get(content) === sending) kept.delete(content);
      return brought;
    },
    after(submitted, { firstFrame, lastFrame, references }) {
      const uris = new Set([firstFrame, lastFrame, ...references.map(({ uri }) => uri)]);
      const own = [...kept].filter(([, { uri }]) => uri !== undefined && uris.has(uri));
      if (submitted.kind === 'accepted') for (const [, one] of own) one.wasThere = true;
      if (submitted.kind !== 'rejected' || submitted.failure.reason !== 'invalid') return submitted;
      const old = own.filter(([, { wasThere }]) => wasThere);
      for (const [content] of old) kept.delete(content);
      return old.length === 0 ? submitted : { ...submitted, failure: { ...submitted.failure, again: true } };
    },
  };
}

interface Kept {
  readonly brought: Promise<Brought>;
  /** Milliseconds since 1970. */
  readonly since: number;
  uri?: string;
  /** A submission with it was accepted. */
  wasThere?: true;
}

export const uploadedOf = (brought: Result<MediaUris, Failure>): Uploaded =>
  brought.ok ? { kind: 'done' } : { kind: 'refused', failure: brought.error };
