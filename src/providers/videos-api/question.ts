import { sizeText } from '../../core/frames.ts';
import type { Request } from '../../core/request.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { ProviderData } from '../capabilities.ts';
import { mediaOf, type SentFiles } from '../http/media.ts';
import type { Submission } from '../provider.ts';
import { type Body, continueBody, generateBody } from './body.ts';
import type { Dialect } from './dialect.ts';
import type { Question } from './exchange.ts';
import { sourceMediaOf } from './source-media.ts';

/** The HTTP request for a submission. The error says why the server can't be asked for it. */
export async function questionOf(
  { request, inputs }: Submission,
  {
    dialect,
    data,
    read,
    webhook,
  }: {
    readonly dialect: Dialect;
    readonly data: ProviderData;
    readonly webhook: string | undefined;
  } & Pick<SentFiles, 'read'>,
): Promise<Result<Question, string>> {
  const { encoding } = dialect;
  const called: Body = dialect.calls && webhook !== undefined ? { callback_url: webhook } : {};
  if (request.kind === 'generate') {
    const model = data.models.find((one) => one.model === request.model);
    const media = await mediaOf(request, model, { inputs, read });
    if (!media.ok) return media;
    const tier = model?.tiers?.[sizeText(request.size)];
    const fields = generateBody(request, { dialect, tier }, media.value);
    return ok({ method: 'post', path: dialect.create, body: { fields: { ...fields, ...called }, encoding } });
  }
  const continuation = dialect[request.kind];
  if (continuation === undefined) return err(`${dialect.server} does not ${verbs[request.kind]} footage.`);
  const source = await sourceMediaOf(request, continuation, { inputs, read });
  if (!source.ok) return source;
  const fields = continueBody(request, dialect, continuation, source.value);
  const id = 'remote' in source.value ? encodeURIComponent(source.value.remote) : '';
  return ok({
    method: 'post',
    path: continuation.path.replace('{id}', id),
    body: { fields: { ...fields, ...called }, encoding: continuation.encoding ?? encoding },
  });
}

const verbs: { readonly [Kind in Exclude<Request['kind'], 'generate'>]: string } = {
  extend: 'extend',
  edit: 'edit',
};

/** Asks for the state of the job with this id, or deletes it. */
export const jobQuestion = (remote: string, method: 'get' | 'delete' = 'get'): Question => ({
  method,
  path: `/videos/${encodeURIComponent(remote)}`,
  about: remote,
});
