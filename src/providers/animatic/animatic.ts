import { setTimeout as sleep } from 'node:timers/promises';
import { sha256 } from '../../core/canonical.ts';
import { inputKey, inputsOf } from '../../core/request.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { FfmpegFailure } from '../../media/ffmpeg.ts';
import type { Tools } from '../../media/tools.ts';
import type { ProviderData } from '../capabilities.ts';
import type { Failure, Provider, Submission } from '../provider.ts';
import { type Order, openDesk } from './desk.ts';
import { render } from './render.ts';

/** How long a poll waits for a drawing to finish, in milliseconds. */
const patience = 1_000;
/** Frames per second if neither request nor model specifies it. */
const usualRate = 24;

interface Drawing {
  progress: number;
  readonly ended: Promise<Result<void, FfmpegFailure>>;
}

/**
 * Draws every request on this machine. Submitting only writes a small file to `folder`; the first poll starts the drawing and
 * later ones join it. After a crash, the first poll of the next process starts it again.
 */
export function animaticProvider(settings: {
  readonly tools: Tools;
  readonly folder: string;
  readonly data: ProviderData;
}): Provider {
  const { tools, folder, data } = settings;
  const desk = openDesk(folder);
  const drawings = new Map<string, Drawing>();

  const begin = (id: string, { request, inputs }: Order, signal: AbortSignal): Drawing => {
    const rate = data.models.find(({ model }) => model === request.model)?.fps;
    const onProgress = (progress: number) => {
      drawing.progress = progress;
    };
    const ended = desk
      .finish(id, (studio, output) =>
        render(request, {
          ...{ tools, folder: studio, output, inputs: new Map(inputs), signal, onProgress },
          fps: typeof rate === 'number' ? rate : usualRate,
        }),
      )
      .catch((error: unknown) => err({ message: String(error), stderr: '', aborted: signal.aborted }));
    const drawing: Drawing = { progress: 0, ended };
    drawings.set(id, drawing);
    return drawing;
  };

  return {
    data,
    pollDelay: (n) => (n === 0 ? 0 : 100),
    async submit(submission) {
      const order = orderOf(submission, data);
      if (!order.ok) return { kind: 'rejected', failure: order.error };
      const remote = `animatic-${sha256(submission.attempt).slice(0, 24)}`;
      await desk.accept(remote, order.value);
      return { kind: 'accepted', remote };
    },
    async poll(remote, signal) {
      if (!isOurs(remote)) return { kind: 'gone' };
      if (await desk.isFinished(remote)) return { kind: 'completed' };
      const order = await desk.order(remote);
      if (!order) return { kind: 'gone' };
      const drawing = drawings.get(remote) ?? begin(remote, order, signal);
      const outcome = await soon(drawing.ended);
      if (outcome === undefined) return { kind: 'waiting', progress: drawing.progress };
      drawings.delete(remote);
      if (outcome.ok) return { kind: 'completed' };
      if (outcome.error.aborted) return { kind: 'waiting' };
      const message = `The animatic could not be drawn: ${outcome.error.message}`;
      return { kind: 'failed', failure: { reason: 'environment', message, again: true } };
    },
    async download(remote, file) {
      if (!isOurs(remote) || !(await desk.isFinished(remote))) return { kind: 'gone' };
      await desk.handOver(remote, file);
      return { kind: 'done' };
    },
  };
}

/** An id becomes a file name, so it must be one that was given out here. */
const isOurs = (remote: string): boolean => /^animatic-[\da-f]{24}$/.test(remote);

function orderOf({ request, inputs }: Submission, data: ProviderData): Result<Order, Failure> {
  if (!data.models.some(({ model }) => model === request.model)) {
    return invalid(`The animatic has no model named ${request.model}.`);
  }
  const files: (readonly [string, string])[] = [];
  for (const key of inputsOf(request).map(inputKey)) {
    const input = inputs.get(key);
    if (!input) return invalid('An input of the request is missing.');
    files.push([key, input.file]);
  }
  return ok({ request, inputs: files });
}

const invalid = (message: string): Result<never, Failure> =>
  err({ reason: 'invalid', message, again: false });

/** The drawing's result, if it ends soon. */
async function soon<T>(ended: Promise<T>): Promise<T | undefined> {
  const waiting = new AbortController();
  const enough = sleep(patience, undefined, { signal: waiting.signal }).catch(() => undefined);
  const outcome = await Promise.race([ended, enough]);
  waiting.abort();
  return outcome;
}
