import { createHmac, timingSafeEqual } from 'node:crypto';
import { err } from '../../../core/result.ts';
import { isRecent, jobIdIn } from '../../http/webhook-call.ts';
import type { ReadCall } from '../../webhook.ts';

/**
 * OpenRouter signs the time and the body with a secret of the workspace, as `t=SECONDS,v1=HEX`
 * (https://openrouter.ai/docs/cookbook/video-generation/video-generation-webhooks).
 */
export const openrouterCalls: ReadCall = async (call, { secret, clock }) => {
  const [, time = '', hex = ''] =
    /^t=(\d+),v1=([0-9a-f]{64})$/i.exec(call.headers['x-openrouter-signature'] ?? '') ?? [];
  if (hex === '') return err('It has no signature.');
  if (!isRecent(time, clock)) return err('It was not signed within the last five minutes.');
  const wanted = createHmac('sha256', secret).update(`${time},`).update(call.body).digest();
  return timingSafeEqual(wanted, Buffer.from(hex, 'hex'))
    ? jobIdIn(call, 'data', 'id')
    : err('Its signature is not of the secret in OPENROUTER_WEBHOOK_SECRET.');
};
