import { err, ok, type Result } from '../core/result.ts';
import type { Tools } from './tools.ts';

/** One run of ffmpeg. Nothing in it passes through a shell. */
export interface FfmpegJob {
  /** `args` come before this input's `-i`. With `-f` among them, only that format is opened. */
  readonly inputs: readonly { readonly file: string; readonly args?: readonly string[] }[];
  /** A filter graph of only our own words and numbers: never a user's text, never a path. */
  readonly graph?: string;
  /** Written exactly to this path, replacing what is there: use a temporary file and rename it afterwards. */
  readonly output: string;
  /** Arguments before the output. */
  readonly args: readonly string[];
  /** What else is written of the same inputs, each of which is decoded once for all. */
  readonly also?: readonly Pick<FfmpegJob, 'output' | 'args'>[];
  readonly cwd?: string;
  /** Set to go on where an input is damaged. */
  readonly tolerant?: true;
}

export interface FfmpegFailure {
  /** One line. */
  readonly message: string;
  /** The last 100 lines that ffmpeg wrote. */
  readonly stderr: string;
  /** Whether the caller's signal stopped it. */
  readonly aborted: boolean;
}

/** Whether it failed because the disk was full. */
export const foundDiskFull = ({ stderr }: FfmpegFailure): boolean =>
  stderr.includes('No space left on device');

export interface FfmpegOptions {
  readonly signal?: AbortSignal;
  /** Called about twice a second with the number of frames written. */
  readonly onFrame?: (frames: number) => void;
  /** Called with each line in which ffmpeg says that an input is damaged. Older ones go on even if they are not tolerant. */
  readonly onDamage?: (line: string) => void;
  readonly timeoutMs?: number;
}

/** The formats that an input may have. Playlists and other formats that refer to further files are not among them. */
const formats =
  'mov,mp4,matroska,webm,mpegts,avi,png_pipe,jpeg_pipe,webp_pipe,mp3,wav,w64,aiff,caf,ogg,flac,aac';

/** Arguments of an input that may read only its own file, in these formats, and no picture that would fill the memory. */
export const guarded = (allowed = formats): readonly string[] => [
  ...['-protocol_whitelist', 'file,pipe', '-format_whitelist', allowed, '-max_pixels', '40000000'],
];

/**
 * Arguments of an input whose times are to be those of its file: an exact seek would subtract the time at which the file
 * begins, and drop what is before it.
 */
export const byFileTime: readonly string[] = ['-noaccurate_seek', '-seek_timestamp', '1'];

/** The argument of an input that a filter turns. */
export const unturned = '-noautorotate';

const hour = 3_600_000;
const grace = 5_000;

/** Runs ffmpeg to its end, or stops it on the signal or at the time limit: SIGTERM, and SIGKILL after 5 s. */
export async function runFfmpeg(
  tools: Tools,
  job: FfmpegJob,
  options: FfmpegOptions = {},
): Promise<Result<void, FfmpegFailure>> {
  const { signal, onFrame, onDamage, timeoutMs = hour } = options;
  if (signal?.aborted) return err({ message: 'ffmpeg was not started', stderr: '', aborted: true });
  const command = await prepare(tools, job, onFrame !== undefined);
  return new Promise((resolve) => {
    let killer: NodeJS.Timeout | undefined;
    let late = false;
    const stop = () => {
      command.kill('SIGTERM');
      killer ??= setTimeout(() => command.kill('SIGKILL'), grace);
    };
    const limit = setTimeout(() => {
      late = true;
      stop();
    }, timeoutMs);
    const finish = (result: Result<void, FfmpegFailure>) => {
      clearTimeout(limit);
      clearTimeout(killer);
      signal?.removeEventListener('abort', stop);
      resolve(result);
    };
    // kill() has no effect before the process exists, so the signal is checked again on start.
    signal?.addEventListener('abort', stop);
    command.on('start', () => {
      if (signal?.aborted) stop();
    });
    if (onFrame) {
      command.on('stderr', (line: string) => {
        const frames = /^frame=\s*(\d+)/.exec(line)?.[1];
        if (frames !== undefined) onFrame(Number(frames));
      });
    }
    if (onDamage) {
      command.on('stderr', (line: string) => {
        if (saysDamaged.test(line)) onDamage(line.trim());
      });
    }
    command.on('error', (error: Error, _stdout: unknown, stderr: unknown) => {
      const said = linesOf(stderr);
      const aborted = signal?.aborted ?? false;
      const message = aborted
        ? 'ffmpeg was stopped'
        : late
          ? `ffmpeg took longer than ${Math.round(timeoutMs / 1000)} s`
          : (said[0] ?? error.message.replace(/:\s*$/, ''));
      finish(err({ message, stderr: said.join('\n'), aborted }));
    });
    command.on('end', () => finish(ok(undefined)));
    command.run();
  });
}

/** What decoders say of damaged bytes, but not of pictures whose references come before the part that is decoded. */
const saysDamaged =
  /corrupt|damaged|error while decoding|error submitting packet|invalid (data|nal|as first byte)|overread|truncated|^\[matroska.*read error|packet mismatch|in spectral|lzw decode failed|invalid block label|\(unknown stream\)/i;

/** What ffmpeg wrote, without its progress lines. */
const linesOf = (stderr: unknown): readonly string[] =>
  (typeof stderr === 'string' ? stderr : '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^(frame|size)=/.test(line));

async function prepare(tools: Tools, job: FfmpegJob, progress: boolean) {
  const { default: Ffmpeg } = await import('fluent-ffmpeg');
  const command = Ffmpeg({ stdoutLines: 100, ...(job.cwd === undefined ? {} : { cwd: job.cwd }) });
  harness(command, tools.ffmpeg.path);
  for (const { file, args = [] } of job.inputs) {
    const forced = args[args.indexOf('-f') + 1];
    const allowed = args.includes('-f') && forced !== undefined ? forced : formats;
    command.input(file);
    command.inputOptions(
      ...guarded(allowed),
      // Since ffmpeg 7, the graph restarts when footage names its colours in one part and not in another, and the filters'
      // frame counts would be lost.
      ...['-reinit_filter:v', '0'],
      ...args,
    );
  }
  command.output(job.output);
  command.outputOptions(
    ...['-nostdin', '-v', 'error', progress ? '-stats' : '-nostats'],
    ...(job.tolerant ? ['-max_error_rate', '1'] : ['-xerror']),
    ...(job.graph === undefined ? [] : ['-filter_complex', job.graph]),
    ...job.args,
  );
  for (const { output, args } of job.also ?? []) command.output(output).outputOptions(...args);
  return command;
}

type Ring = { get(): string };
type SpawnEnd = (error: Error | null, stdout: Ring, stderr: Ring) => void;
type Spawn = (args: string[], options: object, started: unknown, ended: SpawnEnd) => void;

/**
 * fluent-ffmpeg starts two more processes to ask what ffmpeg can do (and misreads ffmpeg 7's answer), has a single ffmpeg
 * path for the whole program, and throws uncatchably if the process can't be spawned. These inner methods of it are replaced
 * on this one command.
 */
function harness(command: object, path: string): void {
  const spawn = (command as { _spawnFfmpeg: Spawn })._spawnFfmpeg;
  const nothing: Ring = { get: () => '' };
  Object.assign(command, {
    _getFfmpegPath: (done: (error: null, path: string) => void) => done(null, path),
    _checkCapabilities: (done: (error: null) => void) => done(null),
    availableEncoders: (done: (error: null, encoders: object) => void) => done(null, {}),
    _spawnFfmpeg: (args: string[], options: object, started: unknown, ended: SpawnEnd) =>
      spawn.call(command, args, options, started, (error, stdout = nothing, stderr = nothing) =>
        ended(error, stdout, stderr),
      ),
  });
}
