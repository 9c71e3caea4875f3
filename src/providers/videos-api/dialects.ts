import { commonOptions } from '../options.ts';
import type { Dialect, DialectName } from './dialect.ts';

/** As in OpenAI's API reference and the traffic of its own client. The others are described by their differences. */
const openai: Dialect = {
  name: 'openai',
  server: 'OpenAI',
  encoding: 'multipart',
  create: '/videos',
  length: { field: 'seconds', as: 'text' },
  size: 'size',
  firstFrame: 'input-reference',
  characters: true,
  fps: false,
  options: {},
  extend: { path: '/videos/extensions', source: 'video', sends: ['length'] },
  edit: { path: '/videos/edits', source: 'video', sends: [] },
  list: true,
  delete: true,
  content: true,
};

/** Servers of open models: they generate, at any size and rate, and nothing else. */
const openModels = {
  ...plain(openai),
  characters: false,
  fps: true,
  options: {
    ...commonOptions('seed', 'negative-prompt'),
    'num-frames': { type: 'number', min: 1, whole: true },
  },
} as const;

const vllmOmni: Dialect = { ...openModels, name: 'vllm-omni', server: 'vLLM-Omni' };

const sglang: Dialect = {
  ...openModels,
  name: 'sglang',
  server: 'SGLang-Diffusion',
  length: { field: 'seconds', as: 'integer' },
};

/**
 * It reads the source's id in JSON alone, and finds in the id which of its models made it; it deletes nothing, and refuses to
 * list unless it is told a vendor, whose own server it then asks. Read in its `video_endpoints/endpoints.py`, and tried, with
 * 1.108.7.
 */
const litellm: Dialect = {
  ...openai,
  name: 'litellm',
  server: 'LiteLLM',
  extend: { path: '/videos/extensions', encoding: 'json', source: 'video-id', sends: ['length'] },
  edit: { path: '/videos/edits', encoding: 'json', source: 'video-id', sends: [] },
  delete: false,
};

const newapi: Dialect = {
  ...plain(openai),
  name: 'newapi',
  server: 'NewAPI',
  characters: false,
  list: false,
  delete: false,
  edit: { path: '/videos/{id}/remix', encoding: 'json', source: 'path', sends: [] },
};

const openrouter: Dialect = {
  name: 'openrouter',
  server: 'OpenRouter',
  encoding: 'json',
  create: '/videos',
  length: { field: 'duration', as: 'integer' },
  size: 'size',
  tiers: true,
  firstFrame: 'frame-images',
  lastFrame: true,
  references: 'input-references',
  sound: true,
  characters: false,
  fps: false,
  options: commonOptions('seed'),
  extend: { path: '/videos', source: 'previous-job', sends: ['model', 'length'] },
  edit: { path: '/videos', source: 'previous-job', sends: ['model'] },
  list: false,
  delete: false,
  content: true,
  calls: true,
  charge: { at: 'usage.cost', perDollar: 1 },
};

const together: Dialect = {
  name: 'together',
  server: 'Together',
  encoding: 'json',
  create: '/videos',
  length: { field: 'seconds', as: 'text' },
  size: 'width-height',
  firstFrame: 'frame-input-image',
  lastFrame: true,
  characters: false,
  fps: true,
  options: commonOptions('seed', 'negative-prompt'),
  list: false,
  delete: false,
  content: false,
};

const xai: Dialect = {
  name: 'xai',
  server: 'xAI',
  encoding: 'json',
  create: '/videos/generations',
  length: { field: 'duration', as: 'integer' },
  size: 'resolution-aspect',
  firstFrame: 'image-url',
  lastFrame: true,
  sound: true,
  references: 'reference-images',
  characters: false,
  fps: false,
  options: {},
  extend: { path: '/videos/extensions', source: 'video-url', sends: ['model', 'length'] },
  edit: { path: '/videos/edits', source: 'video-url', sends: ['model'] },
  list: false,
  delete: false,
  content: false,
  keeps: true,
  charge: { at: 'usage.cost_in_usd_ticks', perDollar: 1e10 },
};

/** Without requests that start from footage. */
function plain({ extend, edit, ...rest }: Dialect): Omit<Dialect, 'extend' | 'edit'> {
  return rest;
}

export const dialects: Readonly<Record<DialectName, Dialect>> = {
  openai,
  'vllm-omni': vllmOmni,
  sglang,
  litellm,
  newapi,
  openrouter,
  together,
  xai,
};
