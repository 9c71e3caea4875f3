import { randomBytes } from 'node:crypto';
import type { Clock } from '../../../core/ports.ts';
import { err, ok, type Result } from '../../../core/result.ts';
import { type Answer, json } from '../../answer.ts';
import { type Fields, UploadedFile } from '../../fields.ts';
import { Form } from '../../form.ts';
import { type CallProblem, invalid } from '../../problem.ts';
import { strict } from '../../strict.ts';

const day = 24 * 3_600_000;

interface Upload {
  readonly uri: string;
  readonly until: number;
  readonly secret: string;
  bytes?: Buffer;
}

/** Places for files, which are then sent to another origin, and used by their address for a day. */
export function uploadShelf(clock: Clock, away: () => string) {
  const held = new Map<string, Upload>();
  return {
    /** Makes a place. */
    reserve(fields: Fields): Result<Answer, CallProblem> {
      const form = new Form(fields);
      const filename = form.text('filename', 255);
      form.choice('type', ['ephemeral']);
      strict(form, ['filename', 'type']);
      const [id, secret] = [randomBytes(16).toString('hex'), randomBytes(16).toString('hex')];
      const key = `ephemeral/${id}/${filename}`;
      const uri = `runway://upload/${id}`;
      const fields_ = { key, policy: secret, 'x-amz-signature': secret };
      const read = form.done({ uploadUrl: `${away()}/uploads`, fields: fields_, runwayUri: uri });
      if (!read.ok) return read;
      held.set(key, { uri, secret, until: clock.now() + day });
      return ok(json(200, read.value));
    },
    /** Fills it, by the fields that came with it. */
    receive({ key, policy, file }: Fields): Result<Answer, CallProblem> {
      const upload = held.get(String(key));
      if (!upload || upload.secret !== policy) return err({ status: 403, message: 'Access Denied' });
      if (!(file instanceof UploadedFile)) {
        return err({ status: 400, message: 'POST requires exactly one file upload per request.' });
      }
      upload.bytes = file.bytes;
      return ok(json(204, undefined));
    },
    bytesOf(uri: string): Buffer | undefined {
      const upload = [...held.values()].find((one) => one.uri === uri);
      return upload && clock.now() < upload.until ? upload.bytes : undefined;
    },
  };
}

export type UploadShelf = ReturnType<typeof uploadShelf>;

export const unknownUpload = (param: string): CallProblem =>
  invalid(param, 'The upload was not found, is not complete, or has expired.');
