import type { SandboxDialect } from './dialect.ts';
import { litellm } from './dialects/litellm.ts';
import { newapi } from './dialects/newapi.ts';
import { openai } from './dialects/openai.ts';
import { openrouter } from './dialects/openrouter.ts';
import { sglang, sglangCloud } from './dialects/sglang.ts';
import { together } from './dialects/together.ts';
import { vllmOmni } from './dialects/vllm-omni.ts';
import { xai } from './dialects/xai.ts';

/** The servers that the sandbox can imitate. */
export const servedDialects = {
  openai,
  'vllm-omni': vllmOmni,
  sglang,
  'sglang-cloud': sglangCloud,
  litellm,
  newapi,
  openrouter,
  together,
  xai,
} as const satisfies Readonly<Record<string, SandboxDialect>>;

export type ServedDialect = keyof typeof servedDialects;
