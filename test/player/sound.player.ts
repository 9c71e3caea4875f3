import { readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { call, carrier, harbour } from '../advice/assets.ts';
import { project } from '../rig/project.ts';
import { type Browser, drivenBrowser } from './driven.ts';
import { openedPage, pageOf, seenVideos, text } from './opened.ts';

const file = 'film.storyboard.yaml';
const film = `storyboard: 1
title: Heard
format: { size: 160x90, fps: 24 }
scenes:
  - id: quayside
    title: The quay
    segments:
      - { id: quay, file: harbour.mp4, duration: 2, volume: -6 dB }
      - { id: still, file: carrier.jpg, duration: 1 }
      - { id: gulls, prompt: ${'Gulls turn over the mast. '.repeat(20)}, duration: 2 }
audio:
  music: { file: song.mp3, volume: -12 dB }
`;
const files = { [file]: film, 'harbour.mp4': harbour, 'carrier.jpg': carrier, 'song.mp3': call };

let browser: Browser;
beforeAll(async () => {
  browser = await drivenBrowser();
});
afterAll(() => browser.close());

const music = "document.querySelector('.frame audio')";
const seconds = "(document.querySelector('.transport input').valueAsNumber / 24)";

it('music is heard with the film, at its level and in step, wherever the film goes', async () => {
  const { page } = await openedPage(browser, files);
  const { press, until, look } = page;
  await until(`${music}?.readyState >= 2`);
  expect(await look(`${music}.paused`)).toBe(true);
  // Whenever the browser draws: how far the music is from the film, in frames.
  await look(`(() => {
    window.drift = [];
    const look = () => {
      if (!${music}.paused) window.drift.push(Math.abs(${music}.currentTime - ${seconds}) * 24);
      requestAnimationFrame(look);
    };
    look();
  })()`);
  await press(' ');
  await until(`${seconds} > 1`);
  expect(await look<number>(`${music}.volume`)).toBeCloseTo(10 ** (-12 / 20), 2);
  expect(await look<number>(`${seenVideos}[0]?.volume`)).toBeCloseTo(10 ** (-6 / 20), 2);
  expect(await look(`${music}.muted`)).toBe(false);
  await press('m');
  await until(`${music}.muted`);
  await press('m');
  await press('k');
  const drift = await look<readonly number[]>('window.drift');
  expect(drift.length).toBeGreaterThan(5);
  expect(drift.toSorted((a, b) => a - b)[Math.floor(drift.length / 2)]).toBeLessThan(3);
  // Paused: where the film is.
  await press('Home');
  await press('ArrowRight', { shift: true });
  await until(`${music}.paused && Math.abs(${music}.currentTime - 10 / 24) < 1.6 / 24`);
  // Below the strip it is drawn, the clip's own sound above the line.
  await until("document.querySelector('.lane-own').getAttribute('d').includes('v-')");
  await until("document.querySelectorAll('.lane-others')[2].getAttribute('d').includes('v')");
  expect(page.complaints).toEqual([]);
});

it('what can’t be seen says what belongs there, and why', async () => {
  const { page } = await openedPage(browser, files);
  const { until, look, press } = page;
  await until(`${seenVideos}.length === 1`);
  await press('ArrowDown');
  await press('ArrowDown');
  const slate = text('.layer[style*="visible"] .slate');
  await until(`${slate}?.includes('No footage yet')`);
  for (const words of ['gulls', 'The quay', '2 s', 'never made', 'Gulls turn over the mast.'])
    expect(await look(`${slate}.includes('${words}')`), words).toBe(true);
  expect(await look<string>(text('.layer[style*="visible"] .slate-prompt'))).toMatch(/^.{50,200} …$/);
  expect(page.complaints).toEqual([]);
});

it('footage that is there no more, or can’t be played, is no empty stage', async () => {
  const made = await project(files);
  expect((await made.run('run', '--no-stitch')).code).toBe(0);
  const clips = made.path('.storycut', 'clips');
  const [clip = ''] = await readdir(clips);
  const { size } = await stat(join(clips, clip));
  await writeFile(join(clips, clip), Buffer.alloc(size));
  const page = await pageOf(browser, made);
  await page.press('End');
  const slate = text('.layer[style*="visible"] .slate');
  await page.until(`${slate}?.includes('The file is missing, or this browser can’t show it')`);
  expect(await page.look(`${slate}.includes('gulls') && ${slate}.includes('2 s')`)).toBe(true);
});
