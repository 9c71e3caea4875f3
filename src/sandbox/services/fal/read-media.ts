import { readFile } from 'node:fs/promises';
import type { MediumKind } from '../../../core/request.ts';
import type { Form } from '../../form.ts';
import { type Medium, mediumOf } from '../../medium.ts';
import { invalid } from '../../problem.ts';
import type { Backstage } from '../../service.ts';
import type { FalUploads } from './uploads.ts';

/** Reads the files that one request refers to; what can't be read is refused as by a model that tried. */
export function fileReader(form: Form, uploads: FalUploads, { folder, shelf, origins }: Backstage) {
  const hashes = new Map<string, string>();

  const bytesOf = async (url: string): Promise<Buffer | undefined> => {
    const [, base64] = /^data:[\w.+-]+\/[\w.+-]+;base64,([A-Za-z0-9+/]+=*)$/.exec(url) ?? [];
    if (base64 !== undefined) return Buffer.from(base64, 'base64');
    const uploaded = uploads.bytesAt(url);
    if (uploaded) return uploaded;
    // Its own outputs are the only other addresses that are fetched.
    const [, id = ''] = url.startsWith(`${origins.away}/`)
      ? (/\/files\/([^/?#]+)\.mp4$/.exec(url) ?? [])
      : [];
    const file = shelf.get(id)?.file;
    return file === undefined ? undefined : await readFile(file);
  };

  return {
    async read(param: string, url: unknown, kind: MediumKind): Promise<Medium | undefined> {
      const bytes = typeof url === 'string' ? await bytesOf(url) : undefined;
      if (bytes === undefined || typeof url !== 'string') {
        form.refuse(invalid(param, 'Failed to download the file.', 'file_download_error'));
        return undefined;
      }
      const medium = await mediumOf(bytes, kind, folder);
      if (medium) hashes.set(url, medium.sha256);
      else form.refuse(invalid(param, `Failed to load the ${kind}.`, `${kind}_load_error`));
      return medium;
    },
    /** The body with hashes in place of addresses. */
    hashed(value: unknown): unknown {
      if (typeof value === 'string') return hashes.get(value) ?? value;
      if (Array.isArray(value)) return value.map((one) => this.hashed(one));
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, this.hashed(one)]));
    },
  };
}

export type FileReader = ReturnType<typeof fileReader>;
