import type { SandboxService } from './service.ts';
import { byteplus } from './services/byteplus/service.ts';
import { fal } from './services/fal/service.ts';
import { gemini } from './services/gemini/service.ts';
import { runway } from './services/runway/service.ts';
import { servedDialects } from './services/videos/dialects.ts';
import { videosService } from './services/videos/service.ts';

/** The services that the sandbox can imitate: the dialects of the Videos API, and others. */
export const servedServices = {
  openai: videosService(servedDialects.openai),
  'vllm-omni': videosService(servedDialects['vllm-omni']),
  sglang: videosService(servedDialects.sglang),
  'sglang-cloud': videosService(servedDialects['sglang-cloud']),
  litellm: videosService(servedDialects.litellm),
  newapi: videosService(servedDialects.newapi),
  openrouter: videosService(servedDialects.openrouter),
  together: videosService(servedDialects.together),
  xai: videosService(servedDialects.xai),
  runway,
  byteplus,
  fal,
  gemini,
} as const satisfies Readonly<Record<string, SandboxService>>;

export type ServedService = keyof typeof servedServices;
