import type { ClipsBucket } from 'storycut/studio';

/** Where a bucket's keys are. */
export interface BucketAddress {
  readonly region: string;
  /** Of a key; `''` is the bucket itself. */
  url(key: string, query?: Readonly<Record<string, string>>): URL;
}

/** What a server that has no regions takes. */
const USUAL_REGION = 'us-east-1';

/** AWS has a host for each bucket; other servers have the bucket in the path. */
export function bucketAddress(
  { bucket, endpoint, region: stated }: ClipsBucket,
  { AWS_REGION, AWS_DEFAULT_REGION }: NodeJS.ProcessEnv,
): BucketAddress {
  const region = stated ?? (AWS_REGION || AWS_DEFAULT_REGION || USUAL_REGION);
  const base = new URL(endpoint ?? `https://s3.${region}.amazonaws.com`);
  // Its certificate is for one name before the host.
  const hasHost = /(^|\.)amazonaws\.com(\.cn)?$/.test(base.hostname) && !bucket.includes('.');
  if (hasHost) base.hostname = `${bucket}.${base.hostname}`;
  const root = `${base.pathname.replace(/\/$/, '')}${hasHost ? '' : `/${bucket}`}`;
  return {
    region,
    url(key, query = {}) {
      const url = new URL(base);
      url.pathname = `${root}/${key.split('/').map(encoded).join('/')}`;
      url.search = Object.entries(query)
        .map(([name, value]) => `${name}=${encoded(value)}`)
        .join('&');
      return url;
    },
  };
}

/** As it is signed. */
const encoded = (part: string): string =>
  encodeURIComponent(part).replaceAll(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
