import { startInstalled } from './installed.ts';

export const masterKey = 'sk-house';

/** The LiteLLM proxy with its usual settings and one model, which `behind` serves. Returns its base URL. */
export async function litellmBefore(behind: string): Promise<string> {
  const config = {
    model_list: [
      {
        model_name: 'sora-2',
        litellm_params: { model: 'openai/sora-2', api_base: behind, api_key: 'sk-behind' },
      },
    ],
  };
  const origin = await startInstalled({
    // Its path, if it is not in PATH.
    command: process.env.LITELLM ?? 'litellm',
    install: "pip install 'litellm[proxy]'",
    files: { 'config.yaml': JSON.stringify(config) },
    args: (port) => ['--config', 'config.yaml', '--port', String(port), '--host', '127.0.0.1'],
    env: { LITELLM_MASTER_KEY: masterKey },
    alive: '/health/liveliness',
  });
  return `${origin}/v1`;
}
