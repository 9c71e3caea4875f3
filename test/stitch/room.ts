import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Event } from '../../src/core/event.ts';
import type { Asset } from '../../src/core/footage.ts';
import type { Size } from '../../src/core/frames.ts';
import { ok } from '../../src/core/result.ts';
import { readAsset } from '../../src/media/asset.ts';
import { probedOnce } from '../../src/media/probed-once.ts';
import type { Tools } from '../../src/media/tools.ts';
import type { Footage, Timeline, TimelineEntry } from '../../src/planner/plan.ts';
import type { CuttingRoom, Film } from '../../src/stitch/cutting-room.ts';
import { type Cut, stitch } from '../../src/stitch/stitch.ts';
import { madeOnce } from '../rig/made-once.ts';
import { ffprobe, testTools } from '../rig/tools.ts';

const run = promisify(execFile);

/** Wide enough for ten bars that survive encoding, small enough to be quick. */
const small: Size = { width: 160, height: 96 };

export interface ClipSpec {
  readonly frames: number;
  readonly fps?: number;
  readonly size?: Size;
  /** The number on the first frame. */
  readonly from?: number;
  /** Hertz; none is no sound at all. */
  readonly tone?: number;
  /** A graph for the sound instead of a tone. */
  readonly audio?: string;
  readonly args?: readonly string[];
  readonly ending?: string;
}

/** A folder with clips, and films cut from them by the real thing. */
export async function cuttingRoom() {
  const folder = await mkdtemp(join(tmpdir(), 'storycut-stitch-'));
  const tools = await testTools();
  const events: Event[] = [];
  const clips = join(folder, 'clips');
  await mkdir(clips);
  const room: CuttingRoom = {
    tools,
    bring: async (hash) => ok(join(clips, hash)),
    cacheFolder: join(folder, 'cache'),
    readAsset: probedOnce((absolute) => readAsset(absolute, async () => ok(tools))),
    used: new Map(),
    asked: new Set(),
    workFolder: join(folder, 'work'),
    emit: (event) => void events.push(event),
    signal: new AbortController().signal,
  };
  const ffmpeg = (...args: readonly string[]) => ffmpegOf(tools, args);
  return {
    folder,
    room,
    events,
    ffmpeg,
    /** Made with the frame's number in each frame; see `numbers`. */
    async clip(spec: ClipSpec): Promise<Footage> {
      const made = join(folder, `made.${spec.ending ?? 'mp4'}`);
      await madeOnce(clipArguments(spec), made, (args) => ffmpeg(...args));
      return this.adopt(made);
    },
    /** Takes a file into the store of clips. */
    async adopt(file: string): Promise<Footage> {
      const hash = createHash('sha256')
        .update(await readFile(file))
        .digest('hex');
      await rename(file, join(clips, hash));
      return { kind: 'clip', job: hash, fingerprint: hash, clip: hash };
    },
    fileOf: (footage: Footage): string => (footage.kind === 'clip' ? join(clips, footage.clip ?? '') : ''),
    async own(path: string): Promise<Footage & { kind: 'file' }> {
      const absolute = join(folder, path);
      const read = await readAsset(absolute);
      if (!read.ok) throw new Error(read.error.message);
      const file: Asset = { path, absolute, ...read.value };
      return { kind: 'file', file };
    },
    output: join(folder, 'film.mp4'),
    async cut(film: Film, options: CutOptions = {}): Promise<Cut> {
      const result = await this.tryCut(film, options);
      if (!result.ok) throw new Error(result.error.map(({ message }) => message).join('\n'));
      return result.value;
    },
    tryCut(film: Film, { partial = false, output, ...other }: CutOptions = {}) {
      events.length = 0;
      return stitch({ ...room, ...other, film }, output ?? join(folder, 'film.mp4'), { partial });
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

interface CutOptions {
  readonly partial?: boolean;
  readonly signal?: AbortSignal;
  readonly output?: string;
  readonly emit?: (event: Event) => void;
  readonly farm?: NonNullable<CuttingRoom['farm']>;
}

export type TestRoom = Awaited<ReturnType<typeof cuttingRoom>>;

/** Segments behind another, without transitions unless said. */
export function filmOf(
  shots: readonly (Partial<TimelineEntry> & { readonly footage: Footage; readonly frames: number })[],
  options: {
    readonly fps?: number;
    readonly size?: Size;
    readonly keepSound?: boolean;
    readonly title?: string;
  } = {},
): Film {
  let at = 0;
  const entries = shots.map((shot, i): TimelineEntry => {
    const start = at;
    at += shot.frames - (i < shots.length - 1 ? (shot.overlap ?? 0) : 0);
    return {
      segment: `segment-${i + 1}`,
      scene: 'scene',
      start,
      sourceStart: 0,
      transition: { type: 'cut' },
      overlap: 0,
      fit: 'pad',
      speaks: false,
      ...shot,
    };
  });
  const timeline: Timeline = {
    ...{ fps: options.fps ?? 24, entries, frames: at },
    ...{ chapters: [], captions: [], titles: [], narration: [], cues: [] },
  };
  return {
    timeline,
    size: options.size ?? small,
    sound: { keep: options.keepSound ?? true },
    burnCaptions: false,
    labels: true,
    quality: 'full',
    title: options.title ?? 'A film',
  };
}

const bars = 10;

function clipArguments({
  frames,
  fps = 24,
  size = small,
  from = 0,
  tone,
  audio,
  args = [],
}: ClipSpec): string[] {
  const number = `mod(floor((N+${from})/pow(2,X)),2)`;
  // A dot for each bar, made wide: computing every dot of every frame takes ten times as long as encoding them.
  const dots = `color=s=${bars}x1:r=${fps},format=yuv444p,geq=lum='40+${number}*170':cb=128:cr=128`;
  const picture = `${dots},trim=end_frame=${frames},scale=${size.width}:${size.height}:flags=neighbor,setsar=1,format=yuv420p`;
  const heard = audio ?? (tone === undefined ? undefined : `sine=f=${tone}:r=48000`);
  return [
    ...['-f', 'lavfi', '-i', picture],
    ...(heard === undefined ? [] : ['-f', 'lavfi', '-t', String(frames / fps), '-i', heard, '-ac', '2']),
    ...[
      '-pix_fmt',
      'yuv420p',
      '-c:v',
      'libx264',
      '-preset',
      'veryfast',
      '-crf',
      '18',
      '-g',
      '24',
      '-sc_threshold',
      '0',
      ...args,
    ],
  ];
}

/** The numbers that a film's frames show, read from the decoded picture. */
export async function numbers(room: TestRoom, file: string, size = small): Promise<number[]> {
  const { stdout } = await ffmpegOf(room.room.tools, [
    '-i',
    file,
    '-map',
    '0:v',
    '-f',
    'rawvideo',
    '-pix_fmt',
    'gray',
    '-',
  ]);
  const area = size.width * size.height;
  const shown: number[] = [];
  for (let at = 0; at + area <= stdout.length; at += area) {
    let number = 0;
    for (let bar = 0; bar < bars; bar++) {
      const x = Math.floor(((bar + 0.5) * size.width) / bars);
      const y = Math.floor(size.height / 2);
      if ((stdout[at + y * size.width + x] ?? 0) > 125) number += 2 ** bar;
    }
    shown.push(number);
  }
  return shown;
}

/** The first frame, three bytes a pixel. */
export async function rgb(room: TestRoom, file: string): Promise<Uint8Array> {
  const convert = ['-vf', 'scale=in_color_matrix=bt709,format=rgb24'];
  const { stdout } = await ffmpegOf(room.room.tools, [
    '-i',
    file,
    ...convert,
    '-frames:v',
    '1',
    '-f',
    'rawvideo',
    '-',
  ]);
  return stdout;
}

/** One channel of the sound, the left one unless told otherwise, as samples from -1 to 1. */
export async function heard(room: TestRoom, file: string, channel = 0): Promise<Float32Array> {
  const { stdout } = await ffmpegOf(room.room.tools, [
    '-i',
    file,
    '-map',
    '0:a',
    '-af',
    `pan=mono|c0=c${channel}`,
    '-f',
    'f32le',
    '-',
  ]);
  return new Float32Array(stdout.buffer.slice(stdout.byteOffset, stdout.byteOffset + stdout.length));
}

/** What players would be told: counts by decoding everything. */
export async function probed(_room: TestRoom, file: string) {
  const said = await ffprobe(
    ...['-v', 'error', '-count_frames', '-of', 'json', '-show_streams', '-show_format', file],
  );
  return JSON.parse(said) as {
    streams: {
      codec_type: string;
      nb_read_frames: string;
      start_time: string;
      duration: string;
      r_frame_rate: string;
      avg_frame_rate: string;
    }[];
    format: { duration: string; tags: Record<string, string> };
  };
}

/** Everything that a decoder complains about. */
export async function complaints(room: TestRoom, file: string): Promise<string> {
  const { stderr } = await run(room.room.tools.ffmpeg.path, ['-v', 'warning', '-i', file, '-f', 'null', '-']);
  return stderr;
}

/** A hash for each decoded frame of the picture. */
export async function frameHashes(room: TestRoom, file: string): Promise<string[]> {
  const { stdout } = await ffmpegOf(room.room.tools, ['-i', file, '-map', '0:v', '-f', 'framemd5', '-']);
  return stdout
    .toString()
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split(',').at(-1)?.trim() ?? '');
}

export function ffmpegOf(tools: Tools, args: readonly string[]) {
  return run(tools.ffmpeg.path, ['-v', 'error', '-nostdin', '-y', ...args], {
    encoding: 'buffer',
    maxBuffer: 1 << 28,
  });
}

/** `count` numbers from `first`. */
export const counting = (first: number, count: number): number[] =>
  Array.from({ length: count }, (_, i) => first + i);
