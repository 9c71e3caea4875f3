import { execFile } from 'node:child_process';
import { access, chmod, constants, stat } from 'node:fs/promises';
import { platform } from 'node:os';
import { delimiter, isAbsolute, join } from 'node:path';
import type { Diagnostic } from '../core/diagnostic.ts';
import { err, ok, type Result } from '../core/result.ts';

export interface Tool {
  /** Absolute. */
  readonly path: string;
  /** As it says itself: `5.1.9-0+deb12u1`, `N-47683-g0e8eb07980-static`. */
  readonly version: string;
  readonly origin: 'FFMPEG_PATH' | 'FFPROBE_PATH' | 'PATH' | 'bundled';
  /** What Storycut can use and this build has not; each has another way round. */
  readonly lacks: readonly string[];
}

export interface Tools {
  readonly ffmpeg: Tool;
  readonly ffprobe: Tool;
}

export interface ToolsEnvironment {
  readonly ffmpegPath?: string;
  readonly ffprobePath?: string;
  /** PATH, as the system writes it. */
  readonly path?: string;
}

/** Without these nothing works. */
const needed = {
  encoders: ['libx264', 'aac'],
  filters: [
    'aformat',
    'aevalsrc',
    'amix',
    'apad',
    'aresample',
    'atrim',
    'concat',
    'crop',
    'fps',
    'format',
  ].concat(['loop', 'overlay', 'pad', 'perspective', 'scale', 'setpts', 'setsar', 'trim', 'volume']),
};
/** Without these something is done another way. */
const wished = { filters: ['xfade', 'loudnorm', 'ebur128', 'sidechaincompress'] };

/**
 * ffmpeg and ffprobe: the ones named, else those on PATH if they are 5 or newer and have what is needed,
 * else those that npm packages carry. One short process for each that is looked at.
 */
export async function findTools(env: ToolsEnvironment): Promise<Result<Tools, Diagnostic>> {
  const [ffmpeg, ffprobe] = await Promise.all([
    findTool(ffmpegKind, env.ffmpegPath, env.path),
    findTool(ffprobeKind, env.ffprobePath, env.path),
  ]);
  if (!ffmpeg.ok) return missing(ffmpegKind, ffmpeg.error);
  if (!ffprobe.ok) return missing(ffprobeKind, ffprobe.error);
  return ok({ ffmpeg: ffmpeg.value, ffprobe: ffprobe.value });
}

interface Kind {
  readonly name: 'ffmpeg' | 'ffprobe';
  readonly variable: 'FFMPEG_PATH' | 'FFPROBE_PATH';
  /** An argument that makes it introduce itself and end. */
  readonly question: string;
  /** The path inside the npm package, or a throw where there is none for this platform. */
  readonly carried: () => Promise<string>;
  /** What it can't do without, and what it could use, of the answer to the question. */
  readonly judge: (banner: string, answer: string) => { readonly needs: string[]; readonly lacks: string[] };
}

const ffmpegKind: Kind = {
  name: 'ffmpeg',
  variable: 'FFMPEG_PATH',
  question: '-filters',
  carried: async () => (await import('@ffmpeg-installer/ffmpeg')).default.path,
  judge: (banner, answer) => {
    const filters = new Set([...answer.matchAll(/^ [T.][S.][C.]? *(\w+) /gm)].map((match) => match[1]));
    const without = (names: readonly string[]) => names.filter((name) => !filters.has(name));
    const encoders = needed.encoders.filter((name) => !hasEncoder(banner, name));
    return { needs: [...encoders, ...without(needed.filters)], lacks: without(wished.filters) };
  },
};

const ffprobeKind: Kind = {
  name: 'ffprobe',
  variable: 'FFPROBE_PATH',
  question: '-version',
  carried: async () => (await import('@ffprobe-installer/ffprobe')).default.path,
  judge: () => ({ needs: [], lacks: [] }),
};

/** The banner's configuration tells what was built in, which saves a second process. */
const hasEncoder = (banner: string, name: string): boolean =>
  name.startsWith('lib')
    ? banner.includes(`--enable-${name}`)
    : !/--disable-(everything|encoders)/.test(banner) || banner.includes(`--enable-encoder=${name}`);

async function findTool(kind: Kind, named: string | undefined, path = ''): Promise<Result<Tool, string>> {
  // A tool that the user names is used or refused, never passed over.
  if (named) {
    const tool = await inspect(kind, named, kind.variable);
    return tool.ok ? tool : err(`${kind.variable} names ${named}, ${tool.error}`);
  }
  const reasons: string[] = [];
  const onPath = await lookUp(kind.name, path);
  if (onPath) {
    const tool = await inspect(kind, onPath, 'PATH');
    if (tool.ok && recent(tool.value.version)) return tool;
    reasons.push(
      tool.ok ? `${onPath} is ${tool.value.version}, which is older than 5` : `${onPath} ${tool.error}`,
    );
  } else {
    reasons.push(`there is no ${kind.name} on PATH`);
  }
  const carried = await kind.carried().catch(() => undefined);
  if (carried === undefined) return err([...reasons, 'npm has brought none along'].join(', and '));
  await makeExecutable(carried);
  const tool = await inspect(kind, carried, 'bundled');
  return tool.ok ? tool : err([...reasons, `${carried} ${tool.error}`].join(', and '));
}

/** A number of 5 or more, or a build from the source tree, which has no number. */
function recent(version: string): boolean {
  const major = /^n?(\d{1,3})(\.|$|-)/.exec(version)?.[1];
  return major === undefined ? /git|^N-\d/.test(version) : Number(major) >= 5;
}

/** Relative folders on PATH are passed over: a project's own folder must not say which program runs. */
async function lookUp(name: string, path: string): Promise<string | undefined> {
  const file = platform() === 'win32' ? `${name}.exe` : name;
  for (const folder of path.split(delimiter).map((entry) => entry.replace(/^"(.*)"$/, '$1'))) {
    if (!isAbsolute(folder)) continue;
    const candidate = join(folder, file);
    if (await isExecutable(candidate)) return candidate;
  }
  return undefined;
}

async function isExecutable(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
}

/** One of the packages comes without the right to be run. Where that can't be mended, running it says so. */
async function makeExecutable(file: string): Promise<void> {
  if (!(await isExecutable(file))) await chmod(file, 0o755).catch(() => undefined);
}

async function inspect(kind: Kind, path: string, origin: Tool['origin']): Promise<Result<Tool, string>> {
  const said = await ask(path, kind.question);
  if (!said.ok) return said;
  const banner = `${said.value.stderr}\n${said.value.stdout}`;
  const version = new RegExp(`${kind.name} version (\\S+)`).exec(banner)?.[1];
  if (version === undefined) return err(`is not ${kind.name}`);
  const { needs, lacks } = kind.judge(banner, said.value.stdout);
  if (needs.length > 0) return err(`is ${version} without ${needs.join(', ')}`);
  return ok({ path, version, origin, lacks });
}

function ask(path: string, question: string): Promise<Result<{ stdout: string; stderr: string }, string>> {
  return new Promise((resolve) => {
    const options = { timeout: 20_000, maxBuffer: 1 << 22, windowsHide: true };
    execFile(path, [question], options, (error, stdout, stderr) =>
      resolve(error ? err(`does not run (${error.code ?? error.message})`) : ok({ stdout, stderr })),
    );
  });
}

const missing = (kind: Kind, reason: string): Result<never, Diagnostic> =>
  err({
    severity: 'error',
    code: 'ffmpeg-missing',
    message: `No usable ${kind.name} was found: ${reason}.`,
    help:
      `Install ffmpeg 5 or newer with your system's package manager, or set ${kind.variable} to one, ` +
      'or let npm install the optional dependencies.',
  });
