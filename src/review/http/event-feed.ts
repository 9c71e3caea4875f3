import type { ServerResponse } from 'node:http';

/** A message for the page. One with a number can be asked for again: it is the journal's. */
export interface FeedMessage {
  readonly id?: number;
  readonly event: 'film' | 'told' | 'judging' | 'reset';
  readonly data: unknown;
}

/** The streams of events to the pages that are open. */
export interface EventFeed {
  /** False if there are too many already. */
  join(response: ServerResponse, before: readonly FeedMessage[]): boolean;
  tell(message: FeedMessage): void;
  readonly size: number;
  close(): void;
}

/** Pages that may be open at once, and bytes that may wait for one of them to read. */
const mostStreams = 16;
const mostWaiting = 1 << 20;
/** Milliseconds between signs of life, without which what lies between would end a stream that is quiet. */
const pulse = 15_000;

export function eventFeed(): EventFeed {
  const streams = new Set<ServerResponse>();
  // Who does not read is let go: it comes back with the number of what it read last.
  const write = (stream: ServerResponse, text: string): void => {
    if (stream.writableLength + text.length > mostWaiting) stream.destroy();
    else stream.write(text);
  };
  const beating = setInterval(() => {
    for (const stream of streams) write(stream, ':\n\n');
  }, pulse).unref();
  return {
    join(response, before) {
      if (streams.size >= mostStreams) return false;
      streams.add(response);
      response.on('close', () => streams.delete(response));
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      response.write(`retry: 1000\n\n${before.map(lines).join('')}`);
      return true;
    },
    tell(message) {
      const text = lines(message);
      for (const stream of streams) write(stream, text);
    },
    get size() {
      return streams.size;
    },
    close() {
      clearInterval(beating);
      for (const stream of streams) stream.destroy();
    },
  };
}

/** JSON has no line ends, so no text of a stranger begins a line of its own. */
const lines = ({ id, event, data }: FeedMessage): string =>
  `${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
