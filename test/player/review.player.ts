import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testServer } from '../review/served.ts';
import { manyStreams } from '../review/streams.ts';
import { project } from '../rig/project.ts';
import { type Browser, drivenBrowser } from './driven.ts';
import { currentSegment, frame, openedPage, seenVideos, text } from './opened.ts';

const file = 'film.storyboard.yaml';
const film = `storyboard: 1
title: "Doors </script><script>window.hacked = 1</script>"
format: { size: 320x180, fps: 24 }
captions: { burn: false }
budget: { max-cost: 5 }
scenes:
  - id: outside
    title: "Outside \u202Egnp.exe"
    segments:
      # the first
      - id: water     # with a comment
        prompt: Black water
        duration: 1
        transition: { type: dissolve, duration: 0.5 }
      - id: tower
        prompt: <img src=x onerror="window.hacked = 2"> A tower
        duration: 1
        caption: "<b>The tower</b>"
  - id: inside
    segments:
      - { id: door, prompt: 'A man pushes the door open', duration: 1 }
      - { id: fin, card: { text: Fin }, duration: 1 }
`;

let browser: Browser;
beforeAll(async () => {
  browser = await drivenBrowser();
});
afterAll(() => browser.close());

const opened = (before: readonly (readonly string[])[] = []) => openedPage(browser, { [file]: film }, before);

describe('the page of a film', () => {
  it('picks, compares, loops a seam, notes and edits, by keys alone', async () => {
    const { made, page } = await opened([
      ['run', '--no-stitch'],
      ['redo', 'door', '--no-stitch'],
    ]);
    const { press, until, look } = page;
    expect(await look('location.search')).toBe('');
    expect(await look('window.hacked')).toBeUndefined();
    await until(`${text('h1')}?.includes('</script>')`);
    await until(`${text('.scene h3')}?.includes('⟨U+202E⟩')`);

    // Frames: exact while it is paused.
    for (let i = 0; i < 5; i++) await press('ArrowRight');
    await until(`${frame} === 5`);
    await until(`${seenVideos}.length === 1 && Math.abs(${seenVideos}[0].currentTime - 5.5 / 24) < 0.001`);
    await press('ArrowRight', { shift: true });
    await until(`${frame} === 15 && ${seenVideos}.length === 2`);
    // In the dissolve, two are seen: each at its own frame.
    await until(`Math.abs(${seenVideos}[1].currentTime - 3.5 / 24) < 0.001`);
    const opacity = await look<number>("Number(document.querySelectorAll('.layer')[1].style.opacity)");
    expect(opacity).toBeCloseTo(4 / 13, 2);

    // The seam plays in a loop, with its transition and without.
    await press('s');
    await until(
      "new URLSearchParams(location.hash.slice(1)).get('mode') === 'seam' || document.querySelector('.seam')",
    );
    await until(`${text('.seam')}?.includes('water → tower')`);
    await until(`${text('.seam')}?.includes('nothing that has to fit')`);
    await press('t');
    await until(`${text('.message')}.includes('as cuts')`);
    await press('k');
    await press('Escape');

    // A segment by its key, its takes beside each other, and one over the other.
    await press('ArrowDown');
    await press('ArrowDown');
    await until(`${currentSegment} === 'door'`);
    await press('g');
    await until("document.querySelectorAll('.panes video').length === 2");
    await press('End');
    await until(
      "[...document.querySelectorAll('.panes video')].every((one) => Math.abs(one.currentTime - 23.5 / 24) < 0.001)",
    );
    await press('d');
    await until("getComputedStyle(document.querySelector('.upper')).mixBlendMode === 'difference'");
    await press('\\');
    await until("document.querySelector('.over')?.dataset.mode === 'blink'");
    const first = await look(`getComputedStyle(document.querySelector('.upper')).visibility`);
    await press('\\');
    await until(`getComputedStyle(document.querySelector('.upper')).visibility !== ${JSON.stringify(first)}`);

    // Pick: one line of the storyboard.
    await press('1');
    await until("document.querySelector('dialog[open] input')");
    await page.type('he looks back');
    await press('Enter');
    await until("document.querySelector('.takes .badge') && !document.querySelector('dialog')");
    expect(await made.read(file)).toBe(
      film.replace("open', duration: 1 }", "open', duration: 1, pick: 1, why: he looks back }"),
    );
    await until(`${text('.about')}?.includes('Picked because: he looks back')`);

    // A note, at a frame of the take that is looked at; typing pauses, and saving plays on.
    await press('Escape');
    await press('n');
    await until("document.querySelector('dialog textarea')");
    await page.type('Too dark </textarea><script>window.hacked = 3</script>');
    await press('Enter');
    await until("document.querySelector('.notes li') && !document.querySelector('dialog')");
    await until(`${text('.notes li p')}?.includes('</textarea><script>')`);
    expect(await made.read('film.notes.yaml')).toMatch(
      /\{ segment: "door", clip: "[0-9a-f]{64}", frame: \d+, text: "Too dark <\/textarea>/,
    );
    await press('k');

    // The prompt: written where it was, in its quotes.
    await press('e');
    await until("document.querySelector('dialog textarea[aria-label=Prompt]')");
    await look("(document.querySelector('dialog textarea').value = \"A man's door\")");
    await page.click('Write it');
    await until(`${text('.about')}.includes('prompt changed')`);
    expect(await made.read(file)).toContain(
      "{ id: door, prompt: 'A man''s door', duration: 1, pick: 1, why: he looks back }",
    );
    expect(await look("document.querySelectorAll('.inspector button.filled').length")).toBe(1);
    await until(`${text('.inspector button.filled')}?.includes('Make it')`);
    expect(await look('window.hacked')).toBeUndefined();
    expect(page.complaints.filter((one) => !one.includes('favicon'))).toEqual([]);
  });

  it('makes what is agreed to, shows it as it is made, here or by another process, and replays it', async () => {
    const { made, page } = await opened();
    const { press, until, look } = page;
    await until("document.querySelector('.slate')");
    await until(`${text('.slate')}?.includes('never made')`);
    await press('Enter');
    await until(`${text('dialog .filled')} === 'Make it · free'`);
    await press('Enter');
    await until(`${text('.inspector .filled')} === 'Next: tower'`);
    await until(`${seenVideos}.length === 1 && ${seenVideos}[0].readyState >= 2`);
    expect((await made.run('run', '--no-stitch')).code).toBe(0);
    await until(
      "[...document.querySelectorAll('.tile')].every(({ dataset }) => ['cached', 'local'].includes(dataset.state))",
    );
    // Another take.
    await press('r');
    await until(`${text('dialog .filled')} === 'Make it · free'`);
    await press('Enter');
    await until(
      "document.querySelectorAll('.takes li').length === 2 && document.querySelectorAll('.takes li[data-state=cached]').length === 2",
    );
    expect(await made.read(file)).toBe(film);
    // The journal, again: nothing is there at its beginning, and all at its end.
    await press('h');
    await until("document.querySelector('.replay')");
    await page.click('Replay');
    await until("document.querySelectorAll('.tile[data-state=new]').length > 0");
    await until(
      "[...document.querySelectorAll('.tile')].every(({ dataset }) => ['cached', 'local'].includes(dataset.state))",
    );
    await press('h');
    // A storyboard that is wrong takes nothing away.
    await made.write(file, film.replace('Black water', '@nobody'));
    await until(`${text('.problems')}?.includes('nobody')`);
    expect(await look("document.querySelectorAll('.tile').length")).toBe(4);
  });

  it('plays the film from its clips to the end and over, without a gap', async () => {
    const { page } = await opened([['run', '--no-stitch']]);
    const { until, look } = page;
    await look(`(() => {
      window.seen = [];
      const look = () => {
        const videos = ${seenVideos};
        const black = videos.length === 0 && !document.querySelector('.layer .card');
        window.seen.push({ black, ready: videos.every((one) => one.readyState >= 2), id: ${currentSegment} });
        requestAnimationFrame(look);
      };
      look();
    })()`);
    await page.press(' ');
    await until("window.seen.some(({ id }) => id === 'fin')");
    await until(
      "window.seen.findIndex(({ id }) => id === 'fin') < window.seen.findLastIndex(({ id }) => id === 'water')",
    );
    const seen = await look<readonly { readonly black: boolean; readonly id: string }[]>('window.seen');
    expect(seen.filter(({ black }) => black)).toEqual([]);
    expect([...new Set(seen.map(({ id }) => id))]).toEqual(['water', 'tower', 'door', 'fin']);
  });

  it('fits a telephone and a desk, in the light and in the dark', async () => {
    const { page } = await opened([
      ['run', '--no-stitch'],
      ['redo', 'door', '--no-stitch'],
    ]);
    const to = process.env.STORYCUT_PICTURES ?? (await mkdtemp(join(tmpdir(), 'storycut-pictures-')));
    await page.look("void (location.hash = '#segment=door&frame=50&mode=grid')");
    await page.until("document.querySelectorAll('.panes video').length === 2");
    for (const scheme of ['light', 'dark'] as const) {
      for (const [width, height] of [
        [1280, 800],
        [390, 844],
        [360, 740],
      ] as const) {
        await page.size(width, height);
        await page.scheme(scheme);
        await page.until(
          "[...document.querySelectorAll('.panes video')].every((one) => one.readyState >= 2)",
        );
        expect(await page.look('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
        // Above the line of the film, all that plays it is in one row.
        const rows = await page.look<readonly number[]>(
          "[...document.querySelectorAll('.transport > button')].map((one) => one.getBoundingClientRect().top)",
        );
        expect(new Set(rows.map(Math.round)).size).toBe(1);
        const background = await page.look<string>('getComputedStyle(document.body).backgroundColor');
        expect(Number(/\d+/.exec(background)?.[0])).toSatisfy((light: number) =>
          scheme === 'light' ? light > 200 : light < 60,
        );
        await page.picture(join(to, `review-${scheme}-${width}.png`));
      }
    }
    // What a screen reader goes by.
    const landmarks = await page.look<readonly string[]>(
      "[...document.querySelectorAll('main, aside, nav, header.top, [role=status]')].map((one) => one.localName)",
    );
    expect(landmarks).toEqual(expect.arrayContaining(['header', 'main', 'nav', 'aside', 'p']));
    const nameless = await page.look(
      "[...document.querySelectorAll('button, input, textarea, video')].filter((one) => !(one.ariaLabel || one.textContent.trim() || one.labels?.length)).length",
    );
    expect(nameless).toBe(0);
    const names = await page.look<readonly string[]>(
      "[...document.querySelectorAll('.takes button')].map((one) => one.ariaLabel)",
    );
    expect(new Set(names).size).toBe(names.length);
    // A time that runs is not read out, and Tab stops at the strip once.
    expect(await page.look("document.querySelector('.transport [aria-label=Time]').role")).toBe('timer');
    const stop =
      '[...document.querySelectorAll(\'.tile[tabindex="0"]\')].map((one) => one.ariaCurrent).join()';
    expect(await page.look(stop)).toBe('true');
    await page.look('document.querySelector(\'.tile[tabindex="0"]\').focus()');
    await page.press('ArrowDown');
    await page.until("document.activeElement.matches('.tile[aria-current=true]:not(:first-child)')");
    expect(await page.look(stop)).toBe('true');
    // A server that has gone is told in words of our own, not in the browser's.
    await page.look("void (window.fetch = () => Promise.reject(new TypeError('Failed to fetch')))");
    await page.press('n');
    await page.type('Too dark');
    await page.click('Save');
    await page.until(
      "document.querySelector('[role=status]').textContent.includes('Run `storycut review` again')",
    );
    if (process.env.STORYCUT_PICTURES === undefined) await rm(to, { recursive: true });
  });
});

it('a copy in a folder plays, compares, and takes notes away as a file', async () => {
  const made = await project({ [file]: film });
  for (const args of [
    ['run', '--no-stitch'],
    ['redo', 'door', '--no-stitch'],
    ['review', '--static', 'copy'],
  ]) {
    const ended = await made.run(...args);
    expect(ended.code, ended.stderr).toBe(0);
  }
  const again = await made.run('review', '--static', 'copy');
  expect(again, again.stderr).toMatchObject({ code: 0, stdout: 'copy/index.html\n' });
  expect(await made.run('review', '--static', '.')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('is not empty'),
  });
  expect(await made.read('copy/index.html')).not.toContain('hacked = 1</script>');
  expect(await made.read('copy/index.html')).not.toContain(made.folder);
  const page = await browser.open(`file://${made.path('copy/index.html')}`);
  const { until, look, press } = page;
  await until("document.querySelector('.tile img')?.naturalWidth > 0");
  expect(await look('window.hacked')).toBeUndefined();
  await until(`${seenVideos}.length === 1 && ${seenVideos}[0].readyState >= 2`);
  await press(' ');
  await until(`${currentSegment} === 'tower'`);
  await press('k');
  await page.click(".tile[aria-label^='door']");
  await press('g');
  await until("document.querySelectorAll('.panes video').length === 2");
  // What costs something, or writes elsewhere, is not there.
  expect(await look("document.querySelectorAll('.inspector .filled').length")).toBe(0);
  await press('r');
  await until(`${text('.message')}.includes('only notes')`);
  await press('n');
  await until("document.querySelector('dialog textarea')");
  await page.type('Seen from afar');
  await press('Enter');
  await until(`${text('.notes li p')} === 'Seen from afar'`);
  await press('k');
  await look(`(() => {
    URL.createObjectURL = (blob) => { blob.text().then((text) => { window.saved = text; }); return '#'; };
  })()`);
  await page.click('Save notes');
  await until('window.saved');
  await made.write('film.notes.yaml', await look<string>('window.saved'));
  const status = await made.run('status');
  expect(status.stdout).toContain('1 note open');
  expect(page.complaints).toEqual([]);
});

it('ten thousand streams of events, and the page still answers', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'storycut-streams-'));
  const server = await testServer(folder);
  await manyStreams(server, 10_000);
  expect((await server.ask('/film.json')).status).toBe(200);
  await rm(folder, { recursive: true });
});
