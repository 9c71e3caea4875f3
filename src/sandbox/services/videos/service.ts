import { json } from '../../answer.ts';
import type { Operation } from '../../operation.ts';
import { bearer, type Endpoint, type SandboxService } from '../../service.ts';
import type { SandboxDialect } from './dialect.ts';
import { operationsOf } from './operations.ts';

/** The Videos API, in one of its dialects. */
export const videosService = (dialect: SandboxDialect): SandboxService => ({
  ...{
    name: dialect.name,
    base: dialect.base,
    keyed: dialect.keyed,
    accepts: dialect.accepts,
    id: dialect.id,
  },
  hasKey: bearer,
  endpoints: Object.entries(dialect.routes).map(
    ([operation, route]): Endpoint => ({ operation: operation as Operation, route }),
  ),
  awayEndpoints: [{ operation: 'content', route: 'GET /files/{id}.mp4' }],
  promptField: 'prompt',
  links: (id, { here, away }) => ({
    here: `${here}${dialect.base}/videos/${id}/content`,
    away: `${away}/files/${id}.mp4`,
  }),
  gate: (operation) => (operation === 'content' ? dialect.contentElsewhere : undefined),
  refuse: (problem, headers = {}) => json(problem.status, dialect.refused(problem), headers),
  open: (backstage) => ({
    perform: operationsOf(dialect, backstage),
    expire: (id) => backstage.shelf.expire(id),
  }),
});
