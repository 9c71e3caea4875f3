import type { Tools } from '../../media/tools.ts';
import type { ServedFile } from '../http/send-file.ts';
import type { Library } from './library.ts';
import { madeFiles } from './made-files.ts';
import { writePeaks } from './peaks.ts';
import { writePoster } from './posters.ts';

/** What the page shows of a file without playing it. */
export interface MediaViews {
  /** The frame that is seen at some milliseconds of a video, small; a picture as it is. */
  poster(hash: string, ms: number): Promise<ServedFile | undefined>;
  /** How loud it is, a byte for each twentieth of a second. */
  peaks(hash: string): Promise<ServedFile | undefined>;
}

export function mediaViews(tools: Tools, library: Library, folder: string, signal: AbortSignal): MediaViews {
  const made = madeFiles(folder, signal);
  return {
    async poster(hash, ms) {
      const video = await library.file(hash);
      if (!video || video.type.startsWith('image/')) return video;
      const file = await made.of(`${hash}-${ms}.jpg`, (jpeg) =>
        writePoster(tools, { video: video.file, ms, jpeg }, signal),
      );
      return file === undefined ? undefined : { file, type: 'image/jpeg' };
    },
    async peaks(hash) {
      const source = await library.file(hash);
      if (!source || source.type.startsWith('image/')) return undefined;
      const file = await made.of(`${hash}.peaks`, (peaks) =>
        writePeaks(tools, { file: source.file, peaks }, signal),
      );
      return file === undefined ? undefined : { file, type: 'application/octet-stream' };
    },
  };
}
