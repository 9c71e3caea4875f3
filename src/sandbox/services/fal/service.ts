import type { SandboxService } from '../../service.ts';
import { uuid } from '../runway/uuid.ts';
import { falApps, falRules } from './endpoints.ts';
import { openFal } from './open.ts';
import { refuse } from './refuse.ts';

/** fal's queue, storage and platform, according to its client (1.10.1) and its documentation. */
export const fal: SandboxService = {
  name: 'fal',
  base: '',
  keyed: true,
  hasKey: ({ authorization }) => /^Key \S/.test(authorization ?? ''),
  accepts: ['json'],
  endpoints: [
    ...Object.keys(falRules).map((id) => ({ operation: 'create', route: `POST /${id}` }) as const),
    ...falApps.flatMap((app) => [
      { operation: 'retrieve', route: `GET /${app}/requests/{id}/status` } as const,
      { operation: 'result', route: `GET /${app}/requests/{id}` } as const,
      { operation: 'cancel', route: `PUT /${app}/requests/{id}/cancel` } as const,
    ]),
    { operation: 'upload', route: 'POST /storage/upload/initiate' },
    { operation: 'list', route: 'GET /v1/models/requests/by-endpoint' },
    { operation: 'models', route: 'GET /v1/models/pricing' },
    { operation: 'signing-keys', route: 'GET /.well-known/jwks.json' },
  ],
  awayEndpoints: [
    { operation: 'content', route: 'GET /files/{id}.mp4' },
    { operation: 'upload-file', route: 'PUT /uploads/{id}' },
  ],
  promptField: 'prompt',
  id: uuid,
  links: (id, { here, away }) => ({ here: `${here}/${id}`, away: `${away}/files/${id}.mp4` }),
  lifetime: 30 * 24 * 3_600_000,
  renews: true,
  refuse,
  open: openFal,
};
