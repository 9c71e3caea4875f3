import type { ServedDialect } from '../../src/sandbox/services/videos/dialects.ts';

/**
 * What each server tells of a job, field by field, according to its own code or documents. A field ends with `?` where it is
 * left out while there is nothing to tell; a type with `?` may be null.
 */
export interface Recorded {
  /** Where that is written. */
  readonly source: string;
  /** How it answers a create. Default: as a poll. */
  readonly created?: Fields;
  readonly polled: Fields;
  /** Its words for states, in their order. */
  readonly words: readonly string[];
  /** What is there as soon as the job is done. */
  readonly done: readonly string[];
  /** What is there, and not null, as soon as it failed. */
  readonly failed: readonly string[];
  /** Around the jobs of its list, if it has one. */
  readonly list?: readonly string[];
}

export type Fields = Readonly<Record<string, string>>;

const openai: Fields = {
  ...{ id: 'string', object: 'string', model: 'string', status: 'string', progress: 'number' },
  ...{ created_at: 'number', completed_at: 'number?', expires_at: 'number?', prompt: 'string?' },
  ...{ size: 'string', seconds: 'string', remixed_from_video_id: 'string?', error: 'object?' },
};

const { prompt, ...withoutPrompt } = openai;

const sglang: Fields = {
  ...withoutPrompt,
  ...{ quality: 'string', url: 'string?', file_path: 'string?' },
  ...{ peak_memory_mb: 'number?', inference_time_s: 'number?' },
};

const pages = ['object', 'data', 'first_id', 'last_id', 'has_more'];

export const recorded: Readonly<Record<ServedDialect, Recorded>> = {
  openai: {
    source: 'openai/openai-openapi: openapi.yaml, VideoResource and VideoListResource',
    polled: openai,
    words: ['queued', 'in_progress', 'completed', 'failed'],
    done: ['completed_at', 'expires_at'],
    failed: ['error'],
    list: pages,
  },
  'vllm-omni': {
    source: 'vllm-project/vllm-omni: vllm_omni/entrypoints/openai/protocol/videos.py, VideoResponse',
    polled: {
      ...openai,
      ...{ quality: 'string', media_type: 'string', file_name: 'string?', inference_time_s: 'number?' },
      ...{ stage_durations: 'object', peak_memory_mb: 'number' },
    },
    words: ['queued', 'in_progress', 'completed', 'failed'],
    done: ['completed_at', 'file_name', 'inference_time_s'],
    failed: ['error'],
    list: pages,
  },
  sglang: {
    source: 'sgl-project/sglang: multimodal_gen/runtime/entrypoints/openai/protocol.py, VideoResponse',
    polled: sglang,
    words: ['queued', 'in_progress', 'completed', 'failed'],
    done: ['completed_at', 'file_path'],
    failed: ['error'],
    list: ['object', 'data'],
  },
  'sglang-cloud': {
    source: 'sgl-project/sglang: multimodal_gen/runtime/entrypoints/openai/video_api.py, with cloud storage',
    polled: { ...sglang, 'urls?': 'object' },
    words: ['queued', 'in_progress', 'completed', 'failed'],
    done: ['completed_at', 'urls'],
    failed: ['error'],
    list: ['object', 'data'],
  },
  litellm: {
    source: 'BerriAI/litellm: litellm/types/videos/main.py, VideoObject, as its proxy passed it on (1.108.7)',
    polled: {
      ...{ id: 'string', object: 'string', model: 'string', status: 'string' },
      ...{ created_at: 'number', error: 'object?' },
    },
    words: ['queued', 'processing', 'completed', 'failed'],
    done: [],
    failed: ['error'],
  },
  newapi: {
    source: 'QuantumNous/new-api: dto/openai_video.go, OpenAIVideo',
    polled: {
      ...{ id: 'string', task_id: 'string', object: 'string', model: 'string', status: 'string' },
      ...{ progress: 'number', created_at: 'number', 'completed_at?': 'number', 'expires_at?': 'number' },
      ...{ seconds: 'string', size: 'string', 'remixed_from_video_id?': 'string', 'error?': 'object' },
      ...{ 'usage?': 'object', 'metadata?': 'object' },
    },
    words: ['queued', 'in_progress', 'completed', 'failed'],
    done: ['metadata'],
    failed: ['error'],
  },
  openrouter: {
    source: 'openrouter.ai/docs: VideoGenerationResponse and VideoGenerationUsage',
    created: { id: 'string', polling_url: 'string', status: 'string' },
    polled: {
      ...{ id: 'string', polling_url: 'string', status: 'string', 'generation_id?': 'string' },
      ...{ 'unsigned_urls?': 'object', 'usage?': 'object', 'error?': 'string' },
    },
    words: ['pending', 'in_progress', 'completed', 'failed'],
    done: ['unsigned_urls', 'usage', 'generation_id'],
    failed: ['error'],
  },
  together: {
    source: 'docs.together.ai/reference/get-videos-id',
    polled: {
      ...{ id: 'string', model: 'string', status: 'string', created_at: 'number', size: 'string' },
      ...{ seconds: 'string', object: 'string', 'completed_at?': 'number', 'error?': 'object' },
      'outputs?': 'object',
    },
    words: ['in_progress', 'completed', 'failed'],
    done: ['completed_at', 'outputs'],
    failed: ['error'],
  },
  xai: {
    source: 'docs.x.ai, and the types of @ai-sdk/xai: GET /v1/videos/{request_id}',
    created: { request_id: 'string' },
    polled: {
      ...{ status: 'string', model: 'string', 'progress?': 'number', 'video?': 'object' },
      ...{ 'usage?': 'object', 'error?': 'object' },
    },
    words: ['pending', 'done', 'failed'],
    done: ['video', 'usage'],
    failed: ['error'],
  },
};
