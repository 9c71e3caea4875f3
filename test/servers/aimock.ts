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

/** aimock, which plays the servers of many makers. Returns its origin. */
export const aimockWith = (videos: readonly PlayedVideo[]): Promise<string> =>
  startInstalled({
    // Its path, if it is not in PATH.
    command: process.env.LLMOCK ?? 'llmock',
    install: 'npm install --global @copilotkit/aimock',
    files: {
      'fixtures.json': JSON.stringify({
        fixtures: videos.map(({ words, video }, i) => ({
          match: { userMessage: words, endpoint: 'video' },
          response: { video: { id: `video-${i}`, ...video } },
        })),
      }),
    },
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
