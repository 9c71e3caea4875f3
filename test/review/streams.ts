import { expect } from 'vitest';
import { connected, readAnswer } from './raw.ts';
import type { TestServer } from './served.ts';

/** Opens so many streams of events: sixteen are given, and who has one goes on to hear. */
export async function manyStreams(server: TestServer, count: number): Promise<void> {
  const { port, cookie } = server;
  const open = async () => {
    const socket = await connected(port).catch(() => undefined);
    if (!socket) return { status: 0 };
    socket.write(
      [
        ...['GET /events HTTP/1.1', `Host: 127.0.0.1:${port}`, `Cookie: ${cookie}`],
        ...['Sec-Fetch-Site: same-origin', '', ''],
      ].join('\r\n'),
    );
    const first = await new Promise<string>((resolve) => {
      socket.once('data', (text) => resolve(String(text)));
      socket.once('close', () => resolve(''));
      socket.once('error', () => resolve(''));
    });
    return { status: first === '' ? 0 : readAnswer(first).status, socket };
  };
  const heard: string[] = [];
  const first = await open();
  first.socket?.on('data', (text) => heard.push(String(text)));
  let given = 0;
  let opened = 0;
  while (opened < count) {
    const all = await Promise.all(Array.from({ length: Math.min(200, count - opened) }, open));
    opened += all.length;
    given += all.filter(({ status }) => status === 200).length;
    for (const { status, socket } of all) if (status !== 200) socket?.destroy();
  }
  expect(opened).toBe(count);
  expect(given).toBe(15);
  expect(server.served.feed.size).toBe(16);
  server.served.feed.tell({ id: 4, event: 'told', data: { text: 'a\nb</script>' } });
  await untilSo(() => heard.join('').includes('id: 4\n'));
  expect(heard.join('')).toContain('event: told\ndata: {"text":"a\\nb</script>"}\n\n');
}

export async function untilSo(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await isSo()); tries++) {
    if (tries > 4000) throw new Error(`never so: ${isSo}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
