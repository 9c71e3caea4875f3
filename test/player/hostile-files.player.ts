import { afterAll, beforeAll, expect, it } from 'vitest';
import { sha256 } from '../../src/core/canonical.ts';
import { filmOf, hostileFiles } from '../review/hostile-files.ts';
import { type Browser, drivenBrowser } from './driven.ts';
import { openedPage } from './opened.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await drivenBrowser();
});
afterAll(() => browser.close());

it.each(['commented.jpg', 'tailed.png.jpg', 'tailed.mp4', 'tailed.mp3'])(
  'nothing in %s runs, on the page or opened by itself',
  async (name) => {
    const content = hostileFiles[name] ?? new Uint8Array();
    const { page } = await openedPage(browser, { 'film.storyboard.yaml': filmOf(name), [name]: content });
    await page.until("document.querySelector('.frame img, .frame video, .frame audio')");
    expect(await page.look('window.hacked')).toBeUndefined();
    const path = `/media/${sha256(content)}`;
    // Neither in a frame of the page, nor as a document.
    expect(await page.look(`fetch('${path}').then((one) => one.headers.get('x-content-type-options'))`)).toBe(
      'nosniff',
    );
    await page.look(
      `new Promise((done) => { const one = document.createElement('iframe'); one.src = '${path}'; one.onload = done; document.body.append(one); })`,
    );
    expect(await page.look('window.hacked')).toBeUndefined();
    const origin = await page.look<string>('location.origin');
    await page.goTo(origin + path);
    expect(await page.look('[window.hacked, document.contentType.split("/")[0]]')).toEqual([
      null,
      name.endsWith('jpg') ? 'image' : name.endsWith('mp4') ? 'video' : 'audio',
    ]);
  },
);
