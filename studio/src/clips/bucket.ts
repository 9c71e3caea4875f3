import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import type { ClipsBucket, StoredClip } from 'storycut/studio';
import type { BucketLine } from './bucket-line.ts';
import type { Answered } from './exchange.ts';
import { compareKeys, pageOf } from './listing.ts';
import { MARK } from './mark.ts';
import type { ClipName, Shelf } from './shelf.ts';
import { BucketUnusable } from './trouble.ts';

/** What a server that speaks S3's protocol says in each answer about a key. */
const isOfServer = ({ headers }: Answered): boolean => typeof headers.etag === 'string';

const strange = (): never => {
  throw new BucketUnusable('strange', 'what answers does not speak as S3 servers do');
};

/** A mark is a few lines. */
const MOST_MARK = 10_000;
/** As many as S3 lists at once. */
const PAGE = 1000;
/** Bytes that one PUT may have. */
const MOST_PUT = 5 * 1024 ** 3;
/** Clips to look for, from which on several parts of the list are read at once; and how many. */
const [MANY, PARTS] = [64, 4];

/** The clips in a bucket, under a prefix. Methods throw a `BucketUnusable`. */
export interface Bucket extends Shelf {
  /** Has a file there, all of it for certain, or says why not. */
  put(clip: ClipName & { readonly bytes: number }, file: string): Promise<string | undefined>;
  /** Writes a clip into a file that does not exist yet, checked by its hash; false: it has other bytes. Undefined: it is not there. */
  get(clip: ClipName, file: string, signal?: AbortSignal): Promise<boolean | undefined>;
  /** Whether all its bytes are there now. */
  isWhole(clip: StoredClip): Promise<boolean>;
}

export function bucketOf({ bucket, prefix }: ClipsBucket, ask: BucketLine): Bucket {
  const keyOf = (name: string): string => (prefix === '' ? name : `${prefix}/${name}`);
  const clipKey = ({ hash, extension }: ClipName): string => keyOf(`${hash}.${extension}`);

  /** Which of these keys, in order, are in the bucket. */
  async function walk(keys: readonly string[], found: Map<string, number>): Promise<void> {
    let after = '';
    for (let at = 0; at < keys.length; ) {
      const next = keys[at] ?? '';
      // What is right before a clip's key: the key without its extension.
      const before = next.slice(0, next.lastIndexOf('.'));
      after = compareKeys(before, after) > 0 ? before : after;
      const most = at === keys.length - 1 ? 2 : PAGE;
      const query = { 'list-type': '2', prefix: keyOf(''), 'start-after': after, 'max-keys': `${most}` };
      const { text } = await ask({ method: 'GET', key: '', query });
      const page = pageOf(text, { bucket, after }) ?? strange();
      const last = [...page.keys.keys()].at(-1) ?? '';
      for (; at < keys.length; at++) {
        const key = keys[at] ?? '';
        if (page.more && compareKeys(key, last) > 0) break;
        const size = page.keys.get(key);
        if (size !== undefined) found.set(key, size);
      }
      after = compareKeys(last, after) > 0 ? last : after;
    }
  }

  /** The hash of an object's bytes; undefined if it is not there. */
  async function hashOf(key: string, save?: string, signal?: AbortSignal): Promise<string | undefined> {
    let hash = createHash('sha256');
    const answer = await ask(
      {
        ...{ method: 'GET', key, signal },
        trying: async () => {
          hash = createHash('sha256');
          if (save !== undefined) await rm(save, { force: true });
          return { hear: (piece) => void hash.update(piece), save };
        },
      },
      [404],
    );
    if (answer.status === 404) return undefined;
    return isOfServer(answer) ? hash.digest('hex') : strange();
  }

  /** Whether the server's own words prove what it has; undefined: they don't tell. */
  async function told(
    clip: ClipName & { readonly bytes: number },
    md5?: string,
  ): Promise<boolean | undefined> {
    const headers = { 'x-amz-checksum-mode': 'ENABLED' };
    const answer = await ask({ method: 'HEAD', key: clipKey(clip), headers }, [404]);
    if (answer.status === 404) return false;
    if (!isOfServer(answer)) return strange();
    const { 'x-amz-checksum-sha256': checksum, 'content-length': length, etag } = answer.headers;
    if (Number(length) !== clip.bytes) return false;
    if (typeof checksum === 'string' && !checksum.includes('-')) return checksum === base64(clip.hash);
    return md5 !== undefined && etag === `"${md5}"` ? true : undefined;
  }

  async function readMark(): Promise<string | undefined> {
    // That there is none is believed from a list alone: anybody may answer with a 404.
    const key = keyOf(MARK);
    const query = { 'list-type': '2', prefix: key, 'max-keys': '1' };
    const { text } = await ask({ method: 'GET', key: '', query });
    const size = (pageOf(text, { bucket, after: '' }) ?? strange()).keys.get(key);
    if (size === undefined) return undefined;
    if (size > MOST_MARK) return strange();
    const answer = await ask({ method: 'GET', key });
    return isOfServer(answer) ? answer.text : strange();
  }

  return {
    readMark,
    async writeMark(text, replacing) {
      const sha256 = createHash('sha256').update(text).digest('hex');
      const put = (condition: Readonly<Record<string, string>>) =>
        ask(
          {
            ...{ method: 'PUT', key: keyOf(MARK), sha256 },
            headers: {
              ...{ 'content-type': 'text/plain', 'content-length': `${Buffer.byteLength(text)}` },
              ...condition,
            },
            trying: async () => ({ body: { text } }),
          },
          [409, 412, 501],
        );
      const answer = await put(replacing ? {} : { 'if-none-match': '*' });
      if (answer.status === 501) await put({});
      // A server that does not know the condition lets the last one win.
      return (await readMark()) === text;
    },
    async sizes(clips) {
      const named = new Map(clips.map((clip) => [clipKey(clip), clip.hash]));
      const keys = [...named.keys()].sort(compareKeys);
      const found = new Map<string, number>();
      const part = keys.length < MANY ? keys.length : Math.ceil(keys.length / PARTS);
      const parts = Array.from({ length: Math.ceil(keys.length / Math.max(1, part)) }, (_, n) =>
        keys.slice(n * part, (n + 1) * part),
      );
      await Promise.all(parts.map((one) => walk(one, found)));
      return new Map([...found].map(([key, size]) => [named.get(key) ?? '', size]));
    },
    async put(clip, file) {
      const { hash, bytes, extension } = clip;
      if (bytes > MOST_PUT) return `it has ${bytes} bytes, and a bucket takes ${MOST_PUT} at once`;
      let md5 = createHash('md5');
      const headers = {
        ...{ 'content-type': extension === 'png' ? 'image/png' : 'video/mp4', 'content-length': `${bytes}` },
        'x-amz-checksum-sha256': base64(hash),
      };
      const answer = await ask({
        ...{ method: 'PUT', key: clipKey(clip), headers, sha256: hash },
        trying: async () => {
          md5 = createHash('md5');
          return { body: { file }, hear: (piece) => void md5.update(piece) };
        },
      });
      if (!isOfServer(answer)) return strange();
      const isThere = (await told(clip, md5.digest('hex'))) ?? (await hashOf(clipKey(clip))) === hash;
      return isThere ? undefined : 'the server took it, and has other bytes than it was sent';
    },
    async get(clip, file, signal) {
      const hash = await hashOf(clipKey(clip), file, signal);
      return hash === undefined ? undefined : hash === clip.hash;
    },
    async isWhole(clip) {
      return (await told(clip)) ?? (await hashOf(clipKey(clip))) === clip.hash;
    },
  };
}

const base64 = (hex: string): string => Buffer.from(hex, 'hex').toString('base64');
