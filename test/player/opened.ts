import { expect, onTestFinished } from 'vitest';
import { type Project, project } from '../rig/project.ts';
import type { Browser, DrivenPage } from './driven.ts';

/** A film in a folder, made by these commands, and its page in the browser. */
export async function openedPage(
  browser: Browser,
  files: Readonly<Record<string, string | Uint8Array>>,
  before: readonly (readonly string[])[] = [],
): Promise<{ made: Project; page: DrivenPage }> {
  const made = await project(files);
  for (const args of before) {
    const ended = await made.run(...args);
    expect(ended.code, ended.stderr).toBe(0);
  }
  return { made, page: await pageOf(browser, made) };
}

export async function pageOf(browser: Browser, made: Project): Promise<DrivenPage> {
  const { child } = made.start('review', '--who', 'ana');
  onTestFinished(() => void child.kill());
  const link = await new Promise<string>((resolve) => {
    child.stdout?.once('data', (said) => resolve(String(said).trim()));
  });
  const page = await browser.open(link);
  await page.until("document.querySelector('.tile')");
  return page;
}

export const text = (selector: string): string =>
  `document.querySelector(${JSON.stringify(selector)})?.textContent`;
export const frame = "Number(new URLSearchParams(location.hash.slice(1)).get('frame'))";
export const currentSegment = `${text('.inspector h2')}`;
/** The videos of the stage that are seen. */
export const seenVideos =
  "[...document.querySelectorAll('.stage video')].filter((one) => getComputedStyle(one.closest('.layer') ?? one).visibility === 'visible')";
