import { startInstalled } from './installed.ts';

/** What it answers to a request for a video whose prompt has these words. */
export interface PlayedVideo {
  readonly words: string;
  readonly video: {
    readonly status: 'completed' | 'failed';
    readonly error?: string;
    /** The footage: as base64 for OpenRouter, as a link for xAI. */
    readonly b64?: string;
    readonly url?: string;
    /** Seconds. */
    readonly duration?: number;
    /** US dollars. */
    readonly cost?: number;
  };
}

/** What it answers to an order at fal whose prompt has these words. */
export interface PlayedOrder {
  readonly words: string;
  /** An output, with the units that are charged; or an error at once. */
  readonly answer:
    | { readonly json: object; readonly billableUnits?: number }
    | { readonly error: { readonly message: string; readonly type: string }; readonly status: number };
}

/** aimock, which plays the servers of many makers. Returns its origin. */
export const aimockWith = (videos: readonly PlayedVideo[]): Promise<string> =>
  aimockPlaying(
    videos.map(({ words, video }, i) => ({
      match: { userMessage: words, endpoint: 'video' },
      response: { video: { id: `video-${i}`, ...video } },
    })),
  );

/** As fal's queue. It wants to be told which of fal's hosts it is. */
export const aimockAsFal = (orders: readonly PlayedOrder[]): Promise<string> =>
  aimockPlaying(
    orders.map(({ words, answer }) => ({ match: { userMessage: words, endpoint: 'fal' }, response: answer })),
  );

/** As BytePlus: what it answers in the end to an order whose prompt has these words. */
export const aimockAsByteplus = (
  jobs: readonly { readonly words: string; readonly json: object }[],
): Promise<string> =>
  aimockPlaying(
    jobs.map(({ words, json }) => ({
      match: { userMessage: words, endpoint: 'video' },
      response: { json },
    })),
  );

const aimockPlaying = (fixtures: readonly object[]): Promise<string> =>
  startInstalled({
    // Its path, if it is not in PATH.
    command: process.env.LLMOCK ?? 'llmock',
    install: 'npm install --global @copilotkit/aimock',
    files: { 'fixtures.json': JSON.stringify({ fixtures }) },
    args: (port) => [
      '--port',
      String(port),
      '--host',
      '127.0.0.1',
      '--fixtures',
      'fixtures.json',
      '--strict',
    ],
    alive: '/health',
  });
