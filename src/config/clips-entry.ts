import { say, says } from '../core/sentence.ts';
import type { Problems } from '../storyboard/problems.ts';
import type { StudioEntry, StudioSettings } from './config.ts';

/** `clips` of `studio`: a folder, or a bucket. `pathOf`: absolute. */
export function clipsIn(
  clips: StudioEntry['clips'],
  pathOf: (name: string) => string,
  problems: Problems,
): StudioSettings['clips'] {
  if (typeof clips === 'string' && !/^[a-z][a-z\d+.-]+:\/\//i.test(clips))
    return { kind: 'folder', folder: pathOf(clips) };
  const { bucket: address, ...server } = typeof clips === 'string' ? { bucket: clips } : clips;
  if (server.endpoint !== undefined) addEndpoint(server.endpoint, problems);
  // As AWS names buckets; a key is of at most 1024 bytes.
  const [, bucket, prefix = ''] =
    /^s3:\/\/([a-z\d][a-z\d.-]{1,61}[a-z\d])(?:\/+(.{0,900}?))?\/*$/.exec(address) ?? [];
  if (bucket === undefined) {
    problems.add({
      severity: 'error',
      code: 'unknown-value',
      path: ['studio', 'clips', ...(typeof clips === 'string' ? [] : ['bucket'])],
      ...says(
        say`${{ address }} is neither a folder nor a bucket.`,
        say`Write a folder, \`s3://BUCKET/PREFIX\`, or \`{ bucket: s3://BUCKET/PREFIX, endpoint: ADDRESS }\` for another server than AWS's.`,
      ),
    });
  }
  return { kind: 'bucket', bucket: bucket ?? '', prefix, ...server };
}

function addEndpoint(endpoint: string, problems: Problems): void {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  const isPlain = url && /^https?:$/.test(url.protocol) && url.search === '' && url.hash === '';
  if (isPlain && url.username === '' && url.password === '') return;
  problems.add({
    severity: 'error',
    code: 'unknown-value',
    path: ['studio', 'clips', 'endpoint'],
    ...says(
      say`The endpoint is no plain address.`,
      say`Write one as in \`https://s3.example.org\`; keys are taken from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.`,
    ),
  });
}
