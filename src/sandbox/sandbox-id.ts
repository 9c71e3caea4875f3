import { randomBytes } from 'node:crypto';
import { failureOf } from './failure.ts';
import type { ServedVideo } from './served-video.ts';

/** The first digits of every sandbox's video ids, so that one sandbox recognizes those of another. */
const mark = '5a9db0c5';

/** An id as a service writes it, from 32 hexadecimal digits. */
export type IdOf = (digits: string) => string;

export const newId = (id: IdOf): string => id(`${mark}${randomBytes(12).toString('hex')}`);

/** Whether a sandbox of this service gave out this id: this one or an earlier one. */
export function isSandboxId(id: string, idOf: IdOf): boolean {
  // Some group the digits, or encode them in base64.
  const hidden = Buffer.from(id.replace(/^video_/, ''), 'base64url').toString('latin1');
  const digits = new RegExp(`${mark}[0-9a-f]{24}`).exec(`${id.replaceAll('-', '')} ${hidden}`)?.[0];
  return digits !== undefined && idOf(digits) === id;
}

/** A video whose sandbox has ended: a failed job, which is not charged. */
export const endedWithSandbox = (id: string, now: number): ServedVideo => ({
  ...{
    id,
    model: 'none',
    prompt: '',
    size: { width: 2, height: 2 },
    seconds: 0,
    state: 'failed',
    progress: 0,
    throttled: false,
  },
  ...{ createdAt: now, completedAt: undefined, expiresAt: undefined, remixOf: undefined, cost: 0 },
  failure: failureOf('sandbox-ended'),
  links: { here: '', away: '' },
});
