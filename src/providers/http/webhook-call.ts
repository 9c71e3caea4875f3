import type { Clock } from '../../core/ports.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { WebhookCall } from '../webhook.ts';
import { objectOf } from './json.ts';

/** Seconds: an older call may be one that somebody repeats. */
const NEWEST = 300;

/** Whether a call was signed lately. `seconds`: since 1970, as text. */
export const isRecent = (seconds: string, clock: Clock): boolean =>
  /^\d{1,12}$/.test(seconds) && Math.abs(clock.now() / 1000 - Number(seconds)) <= NEWEST;

/** The text at a place in a call's body, which has been believed. */
export function jobIdIn({ body }: WebhookCall, ...path: readonly string[]): Result<string, string> {
  let value: unknown;
  try {
    value = JSON.parse(body.toString('utf8'));
  } catch {
    return err('Its body is not JSON.');
  }
  for (const step of path) value = objectOf(value)[step];
  return typeof value === 'string' && value !== '' ? ok(value) : err(`It has no \`${path.join('.')}\`.`);
}
