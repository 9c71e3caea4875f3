import { isFields } from '../../fields.ts';
import { bearer, type SandboxService } from '../../service.ts';
import { idOf } from './id.ts';
import { openByteplus } from './open.ts';
import { refuse } from './refuse.ts';

const base = '/api/v3';
const jobs = '/contents/generations/tasks';

/** Seedance at BytePlus ModelArk, as `@ai-sdk/bytedance` (1.0.29) and BytePlus's own nodes for ComfyUI speak to it. */
export const byteplus: SandboxService = {
  ...{ name: 'byteplus', base, keyed: true, hasKey: bearer, accepts: ['json'], id: idOf },
  endpoints: [
    { operation: 'create', route: `POST ${jobs}` },
    { operation: 'list', route: `GET ${jobs}` },
    { operation: 'retrieve', route: `GET ${jobs}/{id}` },
    { operation: 'delete', route: `DELETE ${jobs}/{id}` },
  ],
  awayEndpoints: [{ operation: 'content', route: 'GET /files/{id}.mp4' }],
  promptField({ content }) {
    const items = Array.isArray(content) ? content.filter(isFields) : [];
    const text = items.find(({ type }) => type === 'text')?.text;
    return typeof text === 'string' ? text : undefined;
  },
  links: (id, { here, away }) => ({ here: `${here}${base}${jobs}/${id}`, away: `${away}/files/${id}.mp4` }),
  lifetime: 24 * 3_600_000,
  refuse,
  open: openByteplus,
};
