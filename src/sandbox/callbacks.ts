import type { Clock } from '../core/ports.ts';
import type { ServedVideo } from './served-video.ts';

/** What a service posts when a job has ended. */
export interface Letter {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Callbacks {
  /** Posts to this address when the job ends. What is not on this machine is not called. */
  later(url: unknown, id: string, letter: (video: ServedVideo) => Letter): void;
  close(): void;
}

/** Milliseconds between two looks at a job, and how often a call is repeated that is not answered well. */
const [LOOK, TRIES] = [50, 5];

/** Calls for those who asked for it. */
export function callbacks(clock: Clock, videoOf: (id: string) => ServedVideo | undefined): Callbacks {
  const closing = new AbortController();
  const { signal } = closing;

  const isEnded = (video: ServedVideo): boolean => video.state === 'completed' || video.state === 'failed';
  const call = async (url: string, id: string, letter: (video: ServedVideo) => Letter): Promise<void> => {
    let video = videoOf(id);
    while (video && !isEnded(video) && !signal.aborted) {
      await clock.sleep(LOOK, signal);
      video = videoOf(id);
    }
    for (let n = 0; video && n < TRIES && !signal.aborted; n++) {
      const { headers, body } = letter(video);
      const all = { 'content-type': 'application/json', ...headers };
      const answer = await fetch(url, {
        method: 'POST',
        headers: all,
        body,
        redirect: 'manual',
        signal,
      }).catch(() => undefined);
      if (answer?.ok) return;
      await clock.sleep(1000 * 2 ** n, signal);
    }
  };
  return {
    later(url, id, letter) {
      if (typeof url === 'string' && isHere(url)) void call(url, id, letter);
    },
    close: () => closing.abort(),
  };
}

const isHere = (url: string): boolean =>
  URL.canParse(url) && ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname);
