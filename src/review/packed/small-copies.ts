import { mkdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { runFfmpeg } from '../../media/ffmpeg.ts';
import type { Tools } from '../../media/tools.ts';
import type { ServedFile } from '../http/send-file.ts';
import type { Library } from '../media/library.ts';
import { writePeaks } from '../media/peaks.ts';

/** Paths of small copies in the folder, by the hash of what they show. */
export interface SmallCopies {
  readonly media: Readonly<Record<string, string>>;
  readonly posters: Readonly<Record<string, string>>;
  /** How loud files are: bytes in base64. */
  readonly peaks: Readonly<Record<string, string>>;
}

interface Copying {
  readonly tools: Tools;
  readonly folder: string;
  readonly signal: AbortSignal;
  readonly onFile: ((done: number, of: number) => void) | undefined;
}

/** Pixels: the longest height of a copy. */
const height = 360;

/** Makes small copies of footage and pictures. One that is there already is kept: its name says what it shows. */
export async function smallCopies(
  hashes: ReadonlySet<string>,
  library: Library,
  { tools, folder, signal, onFile }: Copying,
): Promise<SmallCopies> {
  await mkdir(join(folder, 'media'), { recursive: true });
  const media: Record<string, string> = {};
  const posters: Record<string, string> = {};
  const peaks: Record<string, string> = {};
  let done = 0;
  for (const hash of hashes) {
    if (signal.aborted) break;
    const served = await library.file(hash);
    onFile?.(++done, hashes.size);
    if (!served) continue;
    const name = `media/${hash.slice(0, 20)}`;
    const make = (to: string, args: readonly string[], seek: readonly string[] = []) =>
      made(join(folder, to), served, { tools, signal, args, seek });
    const kind = served.type.startsWith('image/')
      ? 'image'
      : served.type.startsWith('video/')
        ? 'video'
        : 'sound';
    const [ending, args] = copies[kind];
    if (await make(`${name}.${ending}`, args)) media[hash] = `${name}.${ending}`;
    if (kind === 'image' && media[hash]) posters[hash] = media[hash];
    if (kind === 'video' && (await make(`${name}-p.jpg`, picture(320), ['-ss', '0.3'])))
      posters[hash] = `${name}-p.jpg`;
    if (kind !== 'image') peaks[hash] = await peaksOf(served.file, join(folder, name), { tools, signal });
  }
  return { media, posters, peaks };
}

/** With keyframes close to each other, so that a player finds each frame soon. */
const video = [
  ...['-map', '0:v:0', '-map', '0:a:0?', '-vf', `scale=-2:min(${height}\\,trunc(ih/2)*2)`],
  ...['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '27', '-g', '12', '-pix_fmt', 'yuv420p'],
  ...['-c:a', 'aac', '-b:a', '96k', '-movflags', '+faststart', '-f', 'mp4'],
];

const picture = (width: number): readonly string[] => [
  ...['-vf', `scale=min(${width}\\,iw):-2`, '-frames:v', '1', '-q:v', '5', '-f', 'mjpeg'],
];

const sound = ['-map', '0:a:0', '-c:a', 'aac', '-b:a', '128k', '-movflags', '+faststart', '-f', 'mp4'];

/** How the files of each kind end, and how they are made. */
const copies = {
  image: ['jpg', picture(1280)],
  video: ['mp4', video],
  sound: ['m4a', sound],
} as const;

async function peaksOf(
  file: string,
  to: string,
  { tools, signal }: { readonly tools: Tools; readonly signal: AbortSignal },
): Promise<string> {
  const peaks = `${to}.${process.pid}.peaks`;
  try {
    return (await writePeaks(tools, { file, peaks }, signal)) ? await readFile(peaks, 'base64') : '';
  } finally {
    await rm(peaks, { force: true });
  }
}

async function made(
  file: string,
  { file: from }: ServedFile,
  {
    tools,
    signal,
    args,
    seek,
  }: {
    readonly tools: Tools;
    readonly signal: AbortSignal;
    readonly args: readonly string[];
    readonly seek: readonly string[];
  },
): Promise<boolean> {
  const there = await stat(file).catch(() => undefined);
  if (there?.isFile() && there.size > 0) return true;
  const draft = `${file}.${process.pid}.tmp`;
  try {
    const encoded = await runFfmpeg(
      tools,
      { inputs: [{ file: from, args: seek }], output: draft, args },
      { signal },
    );
    if (!encoded.ok) return false;
    await rename(draft, file);
    return true;
  } finally {
    await rm(draft, { force: true });
  }
}
