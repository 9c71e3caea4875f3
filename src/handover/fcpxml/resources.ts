import { basename } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Size } from '../../core/frames.ts';
import { exactRate, rateText } from '../../core/rates.ts';
import type { HandoverVideo, Recording } from '../handover.ts';
import type { Times } from './time.ts';
import { type Attributes, element } from './xml.ts';

/** Everything that the film refers to, each once, in order of first use. */
export interface Resources {
  /** Returns the resource's id. A still has no rate. */
  format(size: Size, fps: number | undefined): string;
  video(video: HandoverVideo): string;
  still(file: string, size: Size): string;
  sound(recording: Recording): string;
  effect(name: string, uid: string): string;
  elements(): readonly (readonly string[])[];
}

export function resources({ time, clock }: Times): Resources {
  const ids = new Map<string, string>();
  const elements: (readonly string[])[] = [];

  /** The id for `key`; a new one is written down. */
  const once = (key: string, write: (id: string) => readonly string[]): string => {
    const known = ids.get(key);
    if (known !== undefined) return known;
    const id = `r${ids.size + 1}`;
    ids.set(key, id);
    elements.push(write(id));
    return id;
  };

  const format: Resources['format'] = ({ width, height }, fps) =>
    once(`format ${width}x${height} ${fps === undefined ? '' : rateText(fps)}`, (id) =>
      element('format', {
        id,
        // Final Cut Pro's name for the format of stills.
        name: fps === undefined ? 'FFVideoFormatRateUndefined' : undefined,
        frameDuration: fps === undefined ? undefined : frameDuration(fps),
        ...{ width, height },
      }),
    );

  const asset = (kind: 'picture' | 'sound', file: string, facts: Attributes): string =>
    once(`${kind} ${file}`, (id) =>
      element('asset', { id, name: basename(file), start: '0s', ...facts }, [
        element('media-rep', { kind: 'original-media', src: pathToFileURL(file).href }),
      ]),
    );

  return {
    format,
    video: ({ file, frames, fps, size, hasSound, timecode }) =>
      asset('picture', file, {
        start: clock(0, timecode),
        duration: time(frames),
        ...{ hasVideo: 1, format: format(size, fps), videoSources: 1 },
        ...(hasSound && { hasAudio: 1, audioSources: 1 }),
      }),
    still: (file, size) =>
      asset('picture', file, {
        duration: '0s',
        ...{ hasVideo: 1, format: format(size, undefined), videoSources: 1 },
      }),
    sound: ({ file, available }) =>
      asset('sound', file, { duration: time(available), hasAudio: 1, audioSources: 1 }),
    effect: (name, uid) => once(`effect ${uid}`, (id) => element('effect', { id, name, uid })),
    elements: () => elements,
  };
}

function frameDuration(fps: number): string {
  const { num, den } = exactRate(fps);
  return `${den}/${num}s`;
}
