import { basename } from 'node:path';
import type { EditRequest, ExtendRequest } from '../../core/request.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { inputOf, type SentFiles } from '../http/media.ts';
import { Upload } from '../http/upload.ts';
import type { SourceMedia } from './body.ts';
import type { Continuation } from './dialect.ts';

/** The footage that a request starts from: by its id at the server, or as bytes if the server accepts them. */
export async function sourceMediaOf(
  request: ExtendRequest | EditRequest,
  { source: shape }: Continuation,
  { inputs, read }: SentFiles,
): Promise<Result<SourceMedia, string>> {
  const { file, remote } = inputOf(request.source, inputs);
  if (remote !== undefined && shape !== 'video-url') return ok({ remote });
  if (shape === 'previous-job' || shape === 'video-id' || shape === 'path') {
    return err('It can continue only footage that it made itself.');
  }
  return ok(new Upload(`source-${basename(file)}`, 'video/mp4', await read(file)));
}
