import { err } from '../../core/result.ts';
import { jobIdIn } from '../http/webhook-call.ts';
import type { ReadCall } from '../webhook.ts';

/**
 * Where webhooks go is set in an account's settings. They are signed as Standard Webhooks are
 * (https://developers.openai.com/api/docs/guides/webhooks).
 */
export const openaiCalls: ReadCall = async (call, { secret }) => {
  const { default: OpenAI } = await import('openai');
  const { webhooks } = new OpenAI({ apiKey: 'none' });
  try {
    await webhooks.verifySignature(call.body.toString('utf8'), { ...call.headers }, secret);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return err(`Its signature is not of the secret in OPENAI_WEBHOOK_SECRET: ${why}`);
  }
  return jobIdIn(call, 'data', 'id');
};
