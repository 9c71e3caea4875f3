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

const kept: Exchange = answered(undefined);

/** Where a file is sent that a service wants at a place, and what comes of what is answered there. */
const ways = {
  async runway(place: string, baseUrl: string, said = kept) {
    const places: string[] = [];
    const brought = await uriOf(
      film,
      {
        kept: { uri: (_upload, send) => send(), after: (submitted) => submitted },
        post: async () => answered({ uploadUrl: place, runwayUri: 'runway://1', fields: {} }),
        async postForm(url) {
          places.push(url);
          return said;
        },
      },
      tellerAt(baseUrl),
    );
    return { brought, places };
  },
  async fal(place: string, baseUrl: string, said = kept) {
    const places: string[] = [];
    const brought = await urlOf(
      film,
      {
        kept: { uri: (_upload, send) => send(), after: (submitted) => submitted },
        announce: async () => answered({ upload_url: place, file_url: 'https://v3.fal.media/1' }),
        async put(url) {
          places.push(url);
          return said;
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

  it.each(['https://10.0.0.7/a', 'https://localhost/a', 'https://[::ffff:127.0.0.1]/a', 'https://0.0.0.0/a'])(
    'is not sent to %j, in the network of whoever asks',
    async (place) => {
      const { brought, places } = await upload(place, 'https://service.example');
      expect(brought).toMatchObject({ ok: false });
      expect(places).toEqual([]);
    },
  );

  const garbled = (body: string): Exchange => ({
    ...{ kind: 'garbled', why: 'it is not JSON', status: 200, body },
    ...{ requestId: undefined, location: undefined },
  });

  it.each<[string, Exchange]>([
    ['an error', answered({ error: { message: 'The link is over.' } })],
    ['an error of storage', garbled('<?xml version="1.0"?><Error><Code>EntityTooLarge</Code></Error>')],
    ['a web page', garbled('<!DOCTYPE html><html><title>Sign in</title></html>')],
  ])('is not there where storage answers with %s, whatever the status is', async (_what, said) => {
    const { brought } = await upload('https://bucket.example/a', 'https://service.example', said);
    expect(brought).toMatchObject({ ok: false });
  });

  it('is not there where storage refuses, which says nothing of the account', async () => {
    const refused: Exchange = {
      ...{
        kind: 'refused',
        status: 403,
        body: '<Error><Code>AccessDenied</Code></Error>',
        retryAfter: undefined,
      },
      ...{ requestId: undefined, location: undefined },
    };
    const { brought } = await upload('https://bucket.example/a', 'https://service.example', refused);
    expect(brought).toMatchObject({ ok: false, error: { reason: 'network', again: true } });
    expect(brought.ok || brought.error.message).toMatch(/could not be uploaded .* it answered 403/);
  });

  it('is there whatever else storage says', async () => {
    for (const said of [garbled('<PostResponse><Key>a</Key></PostResponse>'), answered({ key: 'a' })]) {
      const { brought } = await upload('https://bucket.example/a', 'https://service.example', said);
      expect(brought).toMatchObject({ ok: true });
    }
  });

  it('is sent encrypted, or as the service is reached', async () => {
    const safe = await upload('https://bucket.example/a', 'https://service.example');
    expect(safe).toMatchObject({ brought: { ok: true }, places: ['https://bucket.example/a'] });
    const near = await upload('http://127.0.0.1:1/a', 'http://127.0.0.1:2');
    expect(near).toMatchObject({ brought: { ok: true }, places: ['http://127.0.0.1:1/a'] });
  });
});
