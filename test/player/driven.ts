import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { findBrowser } from './browser.ts';

/** A page in a real browser, driven as a person would: by keys, clicks and looking. */
export interface DrivenPage {
  /** The value of an expression in the page; promises are waited for. */
  look<T>(expression: string): Promise<T>;
  /** Waits until an expression in the page is true. */
  until(expression: string): Promise<void>;
  press(key: string, modifiers?: { readonly shift?: boolean }): Promise<void>;
  type(text: string): Promise<void>;
  /** Clicks in the middle of the first element that a selector finds, or whose text it is. */
  click(what: string): Promise<void>;
  size(width: number, height: number): Promise<void>;
  scheme(scheme: 'light' | 'dark'): Promise<void>;
  goTo(url: string): Promise<void>;
  /** A picture of what is seen, written to a file. */
  picture(file: string): Promise<void>;
  /** What the page complained about: errors, and what its policy forbade. */
  readonly complaints: readonly string[];
}

export interface Browser {
  open(url: string): Promise<DrivenPage>;
  close(): Promise<void>;
}

/** What the browser says is as its protocol documents it. */
// biome-ignore lint/suspicious/noExplicitAny: a protocol of a thousand messages, of which a test reads a few
type Any = any;

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Any;
  readonly result?: Any;
  readonly error?: Any;
  readonly sessionId?: string;
}

/** Starts a browser that is driven through a pipe: it listens on no port. */
export async function drivenBrowser(): Promise<Browser> {
  const profile = await mkdtemp(join(tmpdir(), 'storycut-driven-'));
  const child = spawn(
    await findBrowser(),
    [
      ...['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run'],
      ...[
        '--remote-debugging-pipe',
        '--autoplay-policy=no-user-gesture-required',
        `--user-data-dir=${profile}`,
      ],
      ...['--force-color-profile=srgb', '--hide-scrollbars', 'about:blank'],
    ],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] },
  );
  const [to, from] = [child.stdio[3] as Writable, child.stdio[4] as Readable];
  const waiting = new Map<number, { resolve: (value: Any) => void; reject: (error: Error) => void }>();
  const listeners = new Set<(message: Message) => void>();
  let next = 1;
  let rest = '';
  from.setEncoding('utf8').on('data', (text: string) => {
    const parts = (rest + text).split('\0');
    rest = parts.pop() ?? '';
    for (const part of parts) {
      const message: Message = JSON.parse(part);
      const asked = message.id === undefined ? undefined : waiting.get(message.id);
      if (asked) {
        waiting.delete(message.id ?? 0);
        if (message.error) asked.reject(new Error(JSON.stringify(message.error)));
        else asked.resolve(message.result);
      }
      for (const listener of listeners) listener(message);
    }
  });
  child.on('exit', () => {
    for (const { reject } of waiting.values()) reject(new Error('the browser ended'));
  });
  const send = (method: string, params: object = {}, sessionId?: string): Promise<Any> =>
    new Promise((resolve, reject) => {
      const id = next++;
      waiting.set(id, { resolve, reject });
      to.write(`${JSON.stringify({ id, method, params, ...(sessionId && { sessionId }) })}\0`);
    });

  return {
    async open(url) {
      const { targetId } = await send('Target.createTarget', { url: 'about:blank' });
      const { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true });
      const complaints: string[] = [];
      listeners.add((message) => {
        if (message.sessionId !== sessionId) return;
        if (message.method === 'Runtime.exceptionThrown')
          complaints.push(message.params.exceptionDetails.exception?.description ?? 'exception');
        if (message.method === 'Log.entryAdded' && message.params.entry.level === 'error')
          complaints.push(`${message.params.entry.text} ${message.params.entry.url ?? ''}`);
      });
      const ask = (method: string, params: object = {}) => send(method, params, sessionId);
      await Promise.all([ask('Page.enable'), ask('Runtime.enable'), ask('Log.enable')]);
      const page: DrivenPage = {
        complaints,
        async look(expression) {
          const { result, exceptionDetails } = await ask('Runtime.evaluate', {
            expression,
            awaitPromise: true,
            returnByValue: true,
          });
          if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? expression);
          return result.value;
        },
        async until(expression) {
          for (let tries = 0; tries < 300; tries++) {
            if (await page.look<boolean>(`Boolean(${expression})`)) return;
            await new Promise((resolve) => setTimeout(resolve, 50));
          }
          throw new Error(`never true: ${expression}\n${await page.look('document.body.innerText')}`);
        },
        async press(key, { shift = false } = {}) {
          const text = key === 'Enter' ? '\r' : key.length === 1 ? key : undefined;
          const common = {
            key,
            modifiers: shift ? 8 : 0,
            windowsVirtualKeyCode: codes[key] ?? key.toUpperCase().charCodeAt(0),
          };
          await ask('Input.dispatchKeyEvent', { type: 'keyDown', ...common, ...(text && { text }) });
          await ask('Input.dispatchKeyEvent', { type: 'keyUp', ...common });
        },
        type: (text) => ask('Input.insertText', { text }),
        async click(what) {
          const found = `(() => { const what = ${JSON.stringify(what)}; let one; try { one = document.querySelector(what); } catch {}
            one ??= [...document.querySelectorAll('button, label')].find((each) => each.textContent.trim().startsWith(what));
            if (!one) return null; one.scrollIntoView({ block: 'nearest', inline: 'nearest' }); const box = one.getBoundingClientRect();
            return { x: box.x + box.width / 2, y: box.y + box.height / 2 }; })()`;
          await page.until(`${found} !== null`);
          const at = await page.look<{ x: number; y: number }>(found);
          for (const type of ['mousePressed', 'mouseReleased'])
            await ask('Input.dispatchMouseEvent', { type, ...at, button: 'left', clickCount: 1 });
        },
        size: (width, height) =>
          ask('Emulation.setDeviceMetricsOverride', {
            width,
            height,
            deviceScaleFactor: 1,
            mobile: width < 800,
          }),
        scheme: (value) =>
          ask('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value }] }),
        async goTo(there) {
          const loaded = new Promise<void>((resolve) => {
            const listener = (message: Message): void => {
              if (message.sessionId !== sessionId || message.method !== 'Page.loadEventFired') return;
              listeners.delete(listener);
              resolve();
            };
            listeners.add(listener);
          });
          await ask('Page.navigate', { url: there });
          await loaded;
        },
        async picture(file) {
          const { data } = await ask('Page.captureScreenshot', { format: 'png' });
          await writeFile(file, Buffer.from(data, 'base64'));
        },
      };
      await page.size(1280, 800);
      await page.goTo(url);
      return page;
    },
    async close() {
      const ended = new Promise((resolve) => child.on('exit', resolve));
      if (child.exitCode === null && child.kill()) await ended;
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

const codes: Readonly<Record<string, number>> = {
  Enter: 13,
  Escape: 27,
  Tab: 9,
  ArrowLeft: 37,
  ArrowUp: 38,
  ArrowRight: 39,
  ArrowDown: 40,
  Home: 36,
  End: 35,
};
