import type { Fields } from '../../fields.ts';
import type { Operation } from '../../operation.ts';
import type { CallProblem } from '../../problem.ts';
import { bearer, type Endpoint, type SandboxService } from '../../service.ts';
import { limits } from './account.ts';
import { openRunway } from './open.ts';
import { refuse } from './refuse.ts';
import { uuid } from './uuid.ts';

const versions = ['2024-11-06', '2024-09-13'];

/** Runway's API, according to the types of its SDK (4.20.1) and its documentation. */
export const runway: SandboxService = {
  name: 'runway',
  base: '',
  keyed: true,
  hasKey: bearer,
  accepts: ['json'],
  endpoints: [
    { operation: 'create', route: 'POST /v1/text_to_video' },
    { operation: 'create', route: 'POST /v1/image_to_video' },
    { operation: 'create', route: 'POST /v1/video_to_video' },
    { operation: 'retrieve', route: 'GET /v1/tasks/{id}' },
    { operation: 'delete', route: 'DELETE /v1/tasks/{id}' },
    { operation: 'upload', route: 'POST /v1/uploads' },
    { operation: 'account', route: 'GET /v1/organization' },
  ],
  awayEndpoints: [
    { operation: 'content', route: 'GET /files/{id}.mp4' },
    { operation: 'upload-file', route: 'POST /uploads' },
  ],
  operationOf,
  promptField: 'promptText',
  id: uuid,
  links: (id, { here, away }) => ({ here: `${here}/v1/tasks/${id}`, away: `${away}/files/${id}.mp4` }),
  atOnce: limits.atOnce,
  lifetime: 24 * 3_600_000,
  renews: true,
  gate,
  refuse,
  open: openRunway,
};

/** `video_to_video` extends, edits, or makes something new. */
function operationOf({ operation, route }: Endpoint, { mode, model }: Fields): Operation {
  if (!route.endsWith('/video_to_video')) return operation;
  if (mode === 'extend' || mode === 'edit') return mode;
  return model === 'aleph2' || model === 'gemini_omni_flash' ? 'edit' : operation;
}

function gate(_: Operation, headers: Readonly<Record<string, unknown>>): CallProblem | undefined {
  const version = headers['x-runway-version'];
  if (version === undefined) return { status: 400, message: 'The X-Runway-Version header is required.' };
  return versions.includes(String(version))
    ? undefined
    : { status: 400, message: `The API version '${String(version)}' is not supported.` };
}
