import { randomBytes } from 'node:crypto';
import { err, ok, type Result } from '../../../core/result.ts';
import { type Answer, json } from '../../answer.ts';
import type { ReceivedBody } from '../../fields.ts';
import { Form } from '../../form.ts';
import type { CallProblem } from '../../problem.ts';

/** Places for files, which are then sent to another origin, and used by their address. */
export function uploadShelf(away: () => string) {
  const held = new Map<string, Buffer | undefined>();
  return {
    /** Makes a place. */
    reserve({ fields }: ReceivedBody): Result<Answer, CallProblem> {
      const form = new Form(fields);
      form.text('content_type', 100);
      form.text('file_name', 255);
      const id = randomBytes(16).toString('hex');
      const read = form.done({
        upload_url: `${away()}/uploads/${id}?signature=${id}`,
        file_url: `${away()}/files/b/${id}`,
      });
      if (!read.ok) return read;
      held.set(id, undefined);
      return ok(json(200, read.value));
    },
    /** Fills it. */
    receive(id: string, query: URLSearchParams, { bytes }: ReceivedBody): Result<Answer, CallProblem> {
      if (!held.has(id) || query.get('signature') !== id || bytes === undefined) {
        return err({ status: 403, message: 'Access Denied' });
      }
      held.set(id, bytes);
      return ok(json(200, undefined));
    },
    bytesAt(url: string): Buffer | undefined {
      const [, id = ''] = url.startsWith(`${away()}/`) ? (/\/files\/b\/(\w+)$/.exec(url) ?? []) : [];
      return held.get(id);
    },
  };
}

export type FalUploads = ReturnType<typeof uploadShelf>;
