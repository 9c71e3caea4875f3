import { type Fields, isFields } from '../../fields.ts';
import type { Operation } from '../../operation.ts';
import type { Endpoint, SandboxService } from '../../service.ts';
import { idOf } from './id.ts';
import { openGemini } from './open.ts';
import { refuse } from './refuse.ts';

const interactions = '/v1beta/interactions';

/** Gemini Omni by the Interactions API, according to the types of `@google/genai` (2.32.0) and Google's pages. */
export const gemini: SandboxService = {
  ...{ name: 'gemini', base: '', keyed: true, accepts: ['json'], id: idOf },
  hasKey: (headers) => /\S/.test(String(headers['x-goog-api-key'] ?? '')),
  endpoints: [
    { operation: 'create', route: `POST ${interactions}` },
    { operation: 'retrieve', route: `GET ${interactions}/{id}` },
    { operation: 'cancel', route: `POST ${interactions}/{id}/cancel` },
    { operation: 'delete', route: `DELETE ${interactions}/{id}` },
    { operation: 'content', route: 'GET /v1beta/files/{id}:download' },
  ],
  awayEndpoints: [],
  operationOf,
  promptField: promptIn,
  links: (id, { here }) => {
    const link = `${here}/v1beta/files/${id}:download?alt=media`;
    return { here: link, away: link };
  },
  refuse,
  open: openGemini,
};

function promptIn({ input }: Fields): string | undefined {
  if (typeof input === 'string') return input;
  const contents = Array.isArray(input) ? input.filter(isFields) : [];
  const texts = contents.flatMap(({ type, text }) =>
    type === 'text' && typeof text === 'string' ? [text] : [],
  );
  return texts.length > 0 ? texts.join('\n') : undefined;
}

function operationOf({ operation }: Endpoint, fields: Fields): Operation {
  if (operation !== 'create') return operation;
  const { generation_config: config, previous_interaction_id: previous } = fields;
  const video = isFields(config) ? config.video_config : undefined;
  const task = isFields(video) ? video.task : undefined;
  if (task === 'edit' || task === 'extend') return task;
  return task === undefined && previous !== undefined ? 'edit' : operation;
}
