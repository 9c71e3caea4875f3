import type { ServedVideo } from '../../../served-video.ts';
import type { SandboxDialect } from '../dialect.ts';
import { openai, openaiVideo } from './openai.ts';

const { list, delete: deletion, ...routes } = openai.routes;

/**
 * The LiteLLM proxy: long ids that encode where to route, a different status word, few fields. Asked for its list as others are
 * it says 400 (1.108.7), and it has no way to delete.
 */
export const litellm: SandboxDialect = {
  ...openai,
  name: 'litellm',
  routes,
  id: (digits) => {
    const hidden = `litellm:custom_llm_provider:openai;model_id:sandbox;video_id:video_${digits}`;
    return `video_${Buffer.from(hidden).toString('base64url')}`;
  },
  created: fewFields,
  shown: fewFields,
};

function fewFields(video: ServedVideo) {
  const { id, object, model, status, created_at, error } = openaiVideo(video);
  return { id, object, model, created_at, error, status: status === 'in_progress' ? 'processing' : status };
}
