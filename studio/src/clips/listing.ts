import { element, elements } from './xml.ts';

/** A part of a bucket's list, in the order of its keys. */
export interface Page {
  /** Bytes by key. */
  readonly keys: ReadonlyMap<string, number>;
  /** Whether there are more behind the last one. */
  readonly more: boolean;
}

interface Asked {
  readonly bucket: string;
  /** All keys are behind it. */
  readonly after: string;
}

/**
 * Undefined if it is not the whole of what was asked for: what a list does not have is paid for again, so it is believed only
 * if it is of this bucket, complete, in order, and begins where it should.
 */
export function pageOf(text: string, { bucket, after }: Asked): Page | undefined {
  const xml = text.trim();
  if (!/<ListBucketResult[\s>]/.test(xml) || !xml.endsWith('</ListBucketResult>')) return undefined;
  const truncated = element(xml, 'IsTruncated');
  if (element(xml, 'Name') !== bucket || (truncated !== 'true' && truncated !== 'false')) return undefined;
  const count = element(xml, 'KeyCount');
  const entries = elements(xml, 'Contents').map(
    (entry) => [keyOf(entry), Number(element(entry, 'Size') ?? Number.NaN)] as const,
  );
  if (count !== undefined && Number(count) !== entries.length) return undefined;
  const keys = new Map<string, number>();
  let last = after;
  for (const [key, size] of entries) {
    if (key === undefined || !(size >= 0) || compareKeys(key, last) <= 0) return undefined;
    keys.set(key, size);
    last = key;
  }
  const more = truncated === 'true';
  return more && keys.size === 0 ? undefined : { keys, more };
}

const keyOf = (entry: string): string | undefined => element(entry, 'Key');

/** As S3 orders them: by the bytes of their UTF-8. */
export const compareKeys = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
