import { basename, join } from 'node:path';
import { sizeText } from '../core/frames.ts';
import { err, ok, type Result } from '../core/result.ts';
import { mp4, picture, sound } from '../media/encoding.ts';
import { type FfmpegJob, runFfmpeg } from '../media/ffmpeg.ts';
import type { Tools } from '../media/tools.ts';
import type { SandboxStudio } from './studio.ts';

const fps = 24;

const colours = { usual: '0x2f4858', edit: '0x58482f' } as const;

/** Nobody's edit leaves footage as it was. */
const isEdit = (source: string | undefined): boolean =>
  source !== undefined && basename(source).includes(colours.edit);

/** Makes a plain clip for each size and length, and one for edits: for thousands of jobs that nobody looks at. */
export function colourStudio(tools: Tools, folder: string): SandboxStudio {
  const stop = new AbortController();
  const clips = new Map<string, Promise<Result<string, string>>>();

  const once = (name: string, job: Omit<FfmpegJob, 'output'>): Promise<Result<string, string>> => {
    const render = async (): Promise<Result<string, string>> => {
      const output = join(folder, `${name}.mp4`);
      const rendered = await runFfmpeg(tools, { ...job, output }, { signal: stop.signal });
      return rendered.ok ? ok(output) : err(rendered.error.message);
    };
    const clip = clips.get(name) ?? render();
    clips.set(name, clip);
    return clip;
  };

  return {
    async shoot({ kind, source, size, total }) {
      const colour = kind === 'edit' && !isEdit(source) ? colours.edit : colours.usual;
      const look = `${colour}-${sizeText(size)}`;
      const second = await once(`colour-${look}`, {
        inputs: [{ file: `color=c=${colour}:s=${sizeText(size)}:r=${fps}:d=1`, args: ['-f', 'lavfi'] }],
        args: [...picture(fps), ...mp4(fps)],
      });
      if (!second.ok) return second;
      // Only the first second is encoded; the others repeat its packets.
      return await once(`colour-${look}-${total}`, {
        inputs: [
          { file: second.value, args: ['-stream_loop', String(Math.ceil(total) - 1)] },
          { file: 'anullsrc=r=48000:cl=stereo', args: ['-f', 'lavfi'] },
        ],
        args: ['-map', '0:v', '-map', '1:a', '-t', String(total), '-c:v', 'copy', ...sound, ...mp4(fps)],
      });
    },
    async close() {
      stop.abort();
      await Promise.all(clips.values());
    },
  };
}
