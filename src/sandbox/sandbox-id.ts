import { randomBytes } from 'node:crypto';
import type { SandboxDialect, ServedVideo } from './dialect.ts';

/** The first digits of every sandbox's video ids, so that one sandbox recognizes those of another. */
const mark = '5a9db0c5';

export const newId = (dialect: SandboxDialect): string =>
  dialect.id(`${mark}${randomBytes(12).toString('hex')}`);

/** Whether a sandbox of this dialect gave out this id: this one or an earlier one. */
export function isSandboxId(id: string, dialect: SandboxDialect): boolean {
  // Some dialects group the digits, or encode them in base64.
  const hidden = Buffer.from(id.replace(/^video_/, ''), 'base64url').toString('latin1');
  const digits = new RegExp(`${mark}[0-9a-f]{24}`).exec(`${id.replaceAll('-', '')} ${hidden}`)?.[0];
  return digits !== undefined && dialect.id(digits) === id;
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
  },
  ...{ createdAt: now, completedAt: undefined, expiresAt: undefined, remixOf: undefined, cost: 0 },
  failure: {
    code: 'sandbox_ended',
    message: 'The sandbox that was making it has ended, and the job with it.',
  },
  links: { here: '', away: '' },
});
