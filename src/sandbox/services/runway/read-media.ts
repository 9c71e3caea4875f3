import { readFile } from 'node:fs/promises';
import { sha256 } from '../../../core/canonical.ts';
import type { MediumKind } from '../../../core/request.ts';
import { err, ok, type Result } from '../../../core/result.ts';
import type { Form } from '../../form.ts';
import { type Medium, mediumOf } from '../../medium.ts';
import { type CallProblem, invalid } from '../../problem.ts';
import type { Backstage } from '../../service.ts';
import { type UploadShelf, unknownUpload } from './uploads.ts';

/** Reads the files that one request refers to. */
export interface MediaReader {
  /** Undefined: it was refused. */
  read(param: string, uri: unknown, kind: MediumKind): Promise<Medium | undefined>;
  /** The body with hashes in place of addresses. */
  hashed(value: unknown): unknown;
}

/** Characters of a data URI, as it is sent. */
const mostEncoded = 5 * 2 ** 20;

export function mediaReader(
  form: Form,
  uploads: UploadShelf,
  { folder, shelf, origins }: Backstage,
): MediaReader {
  const hashes = new Map<string, string>();

  const bytesOf = async (
    param: string,
    uri: string,
    kind: MediumKind,
  ): Promise<Result<Buffer, CallProblem>> => {
    if (uri.startsWith('data:')) return inData(param, uri, kind);
    if (uri.startsWith('runway://')) {
      const bytes = uploads.bytesOf(uri);
      return bytes ? ok(bytes) : err(unknownUpload(param));
    }
    // Its own outputs are the only addresses that are fetched.
    const [, id = ''] = uri.startsWith(`${origins.away}/`) ? (/\/files\/([^/?#]+)\.mp4/.exec(uri) ?? []) : [];
    const file = shelf.get(id)?.file;
    if (file !== undefined) return ok(await readFile(file));
    return err(invalid(param, addressProblem(uri), 'custom'));
  };

  return {
    async read(param, uri, kind) {
      if (typeof uri !== 'string') {
        form.refuse(invalid(param, 'Invalid input: expected string', 'invalid_type'));
        return undefined;
      }
      const found = await bytesOf(param, uri, kind);
      if (!found.ok) {
        form.refuse(found.error);
        return undefined;
      }
      const bytes = found.value;
      hashes.set(uri, sha256(bytes));
      const medium = await mediumOf(bytes, kind, folder);
      if (medium) return medium;
      form.refuse(
        invalid(param, `The file could not be read as ${kind === 'audio' ? 'audio' : `a ${kind}`}.`),
      );
      return undefined;
    },
    hashed(value) {
      if (typeof value === 'string') return hashes.get(value) ?? value;
      if (Array.isArray(value)) return value.map((one) => this.hashed(one));
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, this.hashed(one)]));
    },
  };
}

function inData(param: string, uri: string, kind: MediumKind): Result<Buffer, CallProblem> {
  if (uri.length > mostEncoded) {
    const advice = 'Upload it, or use an HTTPS URL.';
    return err(invalid(param, `The data URI is longer than ${mostEncoded} characters. ${advice}`, 'too_big'));
  }
  const [, type = '', base64] =
    /^data:([\w.+-]+\/[\w.+-]+)(?:;[\w=-]+)*;base64,([A-Za-z0-9+/]+=*)$/.exec(uri) ?? [];
  if (base64 !== undefined && type.startsWith(`${kind}/`)) return ok(Buffer.from(base64, 'base64'));
  const wanted = `Expected a base64 data URI of type ${kind}/…`;
  return err(invalid(param, base64 === undefined ? `${wanted}.` : `${wanted}, not ${type}.`, 'custom'));
}

function addressProblem(uri: string): string {
  const host = URL.canParse(uri) ? new URL(uri) : undefined;
  if (host?.protocol !== 'https:') return 'Expected an HTTPS URL, a Runway upload URI or a data URI.';
  if (/^[\d.]+$|:/.test(host.hostname)) return 'The URL must name a domain, not an IP address.';
  return 'The sandbox fetches nothing: use a data URI, or upload the file.';
}
