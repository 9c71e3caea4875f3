import { expect, it } from 'vitest';
import { sha256 } from '../../src/core/canonical.ts';
import { filmOf, hostileFiles } from './hostile-files.ts';
import { reviewed } from './reviewed.ts';

/** What a browser shows or plays, and never runs. */
const harmless = /^(image\/(png|jpeg|webp)|video\/(mp4|webm)|audio\/[a-z0-9]+|application\/octet-stream)$/;
const names = Object.keys(hostileFiles);
const isUsable = (name: string): boolean => /^(commented|tailed)/.test(name);

it('a drawing or a page by the name of a picture, of footage or of sound makes no page', async () => {
  const refused = names.filter((name) => !isUsable(name));
  expect(refused.length).toBeGreaterThan(4);
  for (const name of refused)
    await expect(reviewed(filmOf(name), [], { [name]: hostileFiles[name] ?? '' }), name).rejects.toThrow();
});

it('files of the project are served as pictures, footage and sound, whatever else is in them', async () => {
  for (const name of names.filter(isUsable)) {
    const content = hostileFiles[name] ?? new Uint8Array();
    const { get, made } = await reviewed(filmOf(name), [], { [name]: content });
    const path = `/media/${sha256(content)}`;
    const { status, headers } = await get(path);
    expect(status, name).toBe(200);
    expect(headers['content-type'], name).toMatch(harmless);
    expect(headers['x-content-type-options'], name).toBe('nosniff');
    expect(headers['content-security-policy'], name).toBe(
      "default-src 'none'; sandbox; frame-ancestors 'none'",
    );
    expect(headers['cross-origin-resource-policy'], name).toBe('same-origin');

    // Other bytes by the same name are served under neither hash.
    const page = hostileFiles['page.png'] ?? '';
    await made.write(name, page);
    expect((await get(path)).status, name).toBe(404);
    expect((await get(`/media/${sha256(page)}`)).status, name).toBe(404);
  }
});
