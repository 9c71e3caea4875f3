import type { MediumKind } from '../../core/request.ts';
import { ok, type Result } from '../../core/result.ts';
import type { Failure } from '../provider.ts';
import type { Media } from './media.ts';
import type { Upload } from './upload.ts';

/** A request's media, each as a URI that the service can read. */
export interface MediaUris {
  readonly firstFrame?: string;
  readonly lastFrame?: string;
  readonly references: readonly { readonly kind: MediumKind; readonly uri: string }[];
}

/** Each medium as a URI; the first that can't be brought there ends it. */
export async function urisOf(
  { firstFrame, lastFrame, references }: Media,
  bring: (upload: Upload) => Promise<Result<string, Failure>>,
): Promise<Result<MediaUris, Failure>> {
  const first = firstFrame && (await bring(firstFrame));
  if (first?.ok === false) return first;
  const last = lastFrame && (await bring(lastFrame));
  if (last?.ok === false) return last;
  const brought: MediaUris['references'][number][] = [];
  for (const { kind, upload } of references) {
    const uri = await bring(upload);
    if (!uri.ok) return uri;
    brought.push({ kind, uri: uri.value });
  }
  return ok({
    ...(first && { firstFrame: first.value }),
    ...(last && { lastFrame: last.value }),
    references: brought,
  });
}
