import { describe, expect, it } from 'vitest';
import { urlOf } from '../../src/providers/fal/uploads.ts';
import type { Teller } from '../../src/providers/http/failures.ts';
import type { Exchange } from '../../src/providers/http/response.ts';
import { Upload } from '../../src/providers/http/upload.ts';
import { uriOf } from '../../src/providers/runway/uploads.ts';

const film = new Upload('film.mp4', 'video/mp4', new Uint8Array(5_000_000));
const answered = (body: unknown): Exchange => ({
  ...{ kind: 'answered', status: 200, body, requestId: undefined, location: undefined },
});
const tellerAt = (baseUrl: string): Teller => ({ provider: 'it', baseUrl, api: 'its API', now: () => 0 });

/** Where a file is sent that a service wants at a place. */
const ways = {
  async runway(place: string, baseUrl: string) {
    const places: string[] = [];
    const brought = await uriOf(
      film,
      {
        kept: (_upload, send) => send(),
        post: async () => answered({ uploadUrl: place, runwayUri: 'runway://1', fields: {} }),
        async postForm(url) {
          places.push(url);
          return answered(undefined);
        },
      },
      tellerAt(baseUrl),
    );
    return { brought, places };
  },
  async fal(place: string, baseUrl: string) {
    const places: string[] = [];
    const brought = await urlOf(
      film,
      {
        kept: (_upload, send) => send(),
        announce: async () => answered({ upload_url: place, file_url: 'https://v3.fal.media/1' }),
        async put(url) {
          places.push(url);
          return answered(undefined);
        },
      },
      tellerAt(baseUrl),
    );
    return { brought, places };
  },
};

describe.each(Object.entries(ways))('a file for %s', (_name, upload) => {
  it.each(['http://bucket.example/a', 'ftp://bucket.example/a', 'file:///etc/a', '/a', 'bucket', ''])(
    'is never sent to %j',
    async (place) => {
      const { brought, places } = await upload(place, 'https://service.example');
      expect(brought).toMatchObject({ ok: false, error: { again: true } });
      expect(places).toEqual([]);
    },
  );

  it('is sent encrypted, or as the service is reached', async () => {
    const safe = await upload('https://bucket.example/a', 'https://service.example');
    expect(safe).toMatchObject({ brought: { ok: true }, places: ['https://bucket.example/a'] });
    const near = await upload('http://127.0.0.1:1/a', 'http://127.0.0.1:2');
    expect(near).toMatchObject({ brought: { ok: true }, places: ['http://127.0.0.1:1/a'] });
  });
});
