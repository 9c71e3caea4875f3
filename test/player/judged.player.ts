import { afterAll, beforeAll, expect, it } from 'vitest';
import { harbour } from '../advice/assets.ts';
import { type Browser, drivenBrowser } from './driven.ts';
import { currentSegment, openedPage, text } from './opened.ts';

const file = 'film.storyboard.yaml';
const film = `storyboard: 1
title: Loud
format: { size: 160x96, fps: 24 }
scenes:
  - id: only
    segments:
      - { id: near, file: harbour.mp4, duration: 1 }
      - { id: far, file: harbour.mp4, duration: 1, volume: -20 dB }   # from the hill
`;

let browser: Browser;
beforeAll(async () => {
  browser = await drivenBrowser();
});
afterAll(() => browser.close());

it('judges the film at a key, shows each figure beside its threshold, and writes a correction', async () => {
  const { made, page } = await openedPage(browser, { [file]: film, 'harbour.mp4': harbour });
  const { press, until } = page;
  await until(`${text('.inspector')}?.includes('2 clips and seams are not judged yet')`);
  await press('c');
  await until(`${text('.found')}?.includes('loudness -20 LU (from 7)')`);
  // It is said at both segments, and at the seam.
  await press('ArrowDown');
  await until(`${currentSegment} === 'far' && ${text('.found')}?.includes('quieter than near')`);
  await press('s');
  await until(`${text('.seam .found')}?.includes('quieter than near')`);
  await press('k');
  await press('Escape');
  await page.click('Write volume: 0 dB into far');
  await until("!document.querySelector('.found li')");
  expect(await made.read(file)).toBe(film.replace('volume: -20 dB', 'volume: 0 dB'));
  expect(page.complaints).toEqual([]);
});
