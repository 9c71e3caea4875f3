import { execFile } from 'node:child_process';
import { rateText } from '../core/rates.ts';
import type { Movie } from './movie.ts';
import type { OddFile } from './odd-files.ts';
import { tracksIn } from './packet-list.ts';
import type { Tools } from './tools.ts';

/** What ffmpeg finds in a file. */
interface FoundMedia {
  readonly movie: Movie;
  /** Whether it is a single picture. */
  readonly single: boolean;
}

/** Asks ffmpeg what is in a file of an odd kind. A text, within a sentence, says why it can't be read. */
export async function askFfmpeg(tools: Tools, file: string, odd: OddFile): Promise<FoundMedia | string> {
  const asStored = odd.format === 'tiff_pipe' ? ['-noautorotate'] : [];
  const input = [
    ...asStored,
    '-protocol_whitelist',
    'file,pipe',
    '-format_whitelist',
    odd.format,
    '-f',
    odd.format,
    '-i',
    file,
  ];
  const listed = await call(tools, [
    // In program streams only some packets say when they are shown.
    ...['-max_pixels', '40000000', '-fflags', '+genpts', ...input, '-map', '0:v:0?', '-map', '0:a:0?'],
    // Edits count only once they are decoded.
    ...(odd.edited ? ['-vf', 'scale=16:16'] : ['-c', 'copy']),
    ...['-f', 'framecrc', '-'],
  ]);
  const tracks = tracksIn(listed.stdout.toString('latin1'));
  const heard = tracks.find(({ kind }) => kind === 'audio');
  const seen = tracks.find(({ kind }) => kind === 'video');
  const sound = heard && {
    seconds: heard.end - heard.begin,
    ...(seen && { after: heard.end - seen.end }),
    ...(hasMoreThanTwo(listed.stderr) && { surround: true as const }),
  };
  if (!seen) return sound ? { movie: { sound }, single: false } : reasonIn(listed.stderr);
  const shown = await call(tools, [
    ...['-max_pixels', '40000000', ...input, '-map', '0:v:0', '-frames:v', '1'],
    ...['-pix_fmt', 'yuv420p', '-f', 'yuv4mpegpipe', '-'],
  ]);
  const header = /^YUV4MPEG2 W(\d+) H(\d+) .*?A(\d+):(\d+)/.exec(shown.stdout.toString('latin1', 0, 200));
  if (!header) return reasonIn(shown.stderr);
  const [width = 0, height = 0, wide = 0, high = 0] = header.slice(1).map(Number);
  const seconds = odd.bare ? seen.packets * seen.step : seen.end - seen.begin;
  const picture = {
    width: wide > 0 && high > 0 ? Math.round((width * wide) / high) : width,
    ...{ height, seconds },
    fps: seconds > 0 ? Math.round((seen.packets / seconds) * 1000) / 1000 : 0,
    last: { at: seconds - seen.last, seconds: seen.last },
  };
  const timecode = /^ +timecode +: (\S+)$/m.exec(listed.stderr)?.[1];
  const tag = timecode === undefined ? {} : { timecode };
  return { movie: { picture, ...(sound && { sound }), ...tag }, single: seen.packets === 1 };
}

/**
 * Pictures per second of a stream that says of none when it is shown, as an exact fraction for ffmpeg. Undefined if it can't be
 * read.
 */
export async function bareRate(tools: Tools, file: string, format: string): Promise<string | undefined> {
  const input = ['-protocol_whitelist', 'file,pipe', '-f', format, '-i', file];
  const some = ['-map', '0:v:0', '-c', 'copy', '-frames:v', '100', '-f', 'framecrc', '-'];
  const [seen] = tracksIn((await call(tools, [...input, ...some])).stdout.toString('latin1'));
  return seen && seen.step > 0 ? rateText(1 / seen.step) : undefined;
}

/** Why not even the beginning of a track of a film can be decoded, by ffmpeg's name for it; undefined if it can. */
export async function undecodable(tools: Tools, file: string, track: string): Promise<string | undefined> {
  const { failed, stderr } = await call(tools, [
    ...['-v', 'error', '-protocol_whitelist', 'file,pipe', '-format_whitelist', 'mov,matroska,webm'],
    ...['-i', file, '-map', track, '-frames', '1', '-f', 'null', '-'],
  ]);
  return failed ? firstLine(stderr) : undefined;
}

/** Why not even the first picture of a stream in a format can be decoded; undefined if it can. */
export async function undecodableBytes(
  tools: Tools,
  format: string,
  stream: Uint8Array,
): Promise<string | undefined> {
  const input = ['-max_pixels', '40000000', '-f', format, '-i', 'pipe:0'];
  const { failed, stderr, stdout } = await call(
    tools,
    ['-v', 'error', ...input, '-map', '0:v:0', '-frames:v', '1', '-f', 'framecrc', '-'],
    stream,
  );
  const isShown = /^0,/m.test(stdout.toString('latin1'));
  return failed || !isShown ? firstLine(stderr) : undefined;
}

const hasMoreThanTwo = (said: string): boolean => {
  const layout = /Audio: .*? Hz, ([^,\n]+)/.exec(said)?.[1];
  return layout !== undefined && !/^(mono|stereo|downmix|[12] channels)/.test(layout);
};

const nothing = 'ffmpeg finds nothing in it';

/** What ffmpeg says of itself, after its reason or besides. */
const aside =
  /^frame=|^(?:\[out#[^\]]*\] )?video:\d|Last message repeated|Conversion failed|Terminating thread|Task finished|Nothing was written|Could not (?:open encoder|find codec)|Error (?:marking|reinit)|Decode error rate|Cannot determine|Guessed Channel/;

/** The first thing that a reader or decoder complains about, else the last line, as a clause. */
function reasonIn(said: string): string {
  const lines = said.split('\n').filter((line) => !aside.test(line));
  const complaint = lines.find((line) => /^\[/.test(line));
  const last = lines.findLast((line) => line.trim() !== '');
  const reason = (
    complaint ??
    (last?.startsWith(' ') ? 'it is damaged, or of a kind that it lacks' : last) ??
    nothing
  )
    .replace(/^(?:\[[^\]]*\] *)+/, '')
    .replace(/^.*?: (?=[A-Z])/, '')
    .replace(/\. [A-Z].*$|[.!\s]+$/, '');
  return reason || nothing;
}

/** What follows is of little use: it tells which steps ended because of it. */
const firstLine = (said: string): string =>
  /^(?:\[[^\]]*\] *)*(.*?)[.\s]*$/m.exec(said.trim())?.[1] || nothing;

const hour = 3_600_000;

function call(
  tools: Tools,
  args: readonly string[],
  bytes?: Uint8Array,
): Promise<{ readonly stdout: Buffer; readonly stderr: string; readonly failed: boolean }> {
  return new Promise((resolve) => {
    const options = { timeout: hour, maxBuffer: 1 << 28, windowsHide: true, encoding: 'buffer' as const };
    const child = execFile(
      tools.ffmpeg.path,
      ['-hide_banner', '-nostdin', ...args],
      options,
      (error, stdout, stderr) => resolve({ stdout, stderr: stderr.toString(), failed: error !== null }),
    );
    // It may end before it has read them all.
    child.stdin?.on('error', () => {});
    child.stdin?.end(bytes);
  });
}
