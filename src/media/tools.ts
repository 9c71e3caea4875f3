import { access, chmod, constants, stat } from 'node:fs/promises';
import { platform } from 'node:os';
import { delimiter, isAbsolute, join } from 'node:path';
import type { Diagnostic } from '../core/diagnostic.ts';
import { err, ok, type Result } from '../core/result.ts';
import { say, says } from '../core/sentence.ts';
import { bannerOf } from './tool-banner.ts';

export interface Tool {
  /** Absolute. */
  readonly path: string;
  /** As ffmpeg reports it: `5.1.9-0+deb12u1`, `N-47683-g0e8eb07980-static`. */
  readonly version: string;
  readonly origin: 'FFMPEG_PATH' | 'PATH' | 'bundled';
  /** Optional features that this build lacks. Each has a workaround. */
  readonly lacks: readonly string[];
}

export interface Tools {
  readonly ffmpeg: Tool;
}

/** Finds the ffmpeg that reads what nothing else here does. */
export type FindTools = () => Promise<Result<Tools, Diagnostic>>;

export interface ToolsEnvironment {
  readonly ffmpegPath?: string;
  /** PATH, in the system's format. */
  readonly path?: string;
}

/** Required to make a film at all. */
const encoders = ['libx264', 'aac'];
const filters = (
  'aevalsrc aformat apad aresample asetpts atrim boxblur bwdif color concat crop format fps geq hflip hstack hue ' +
  'loop lutyuv maskedmerge overlay pad scale setparams setpts setsar settb split transpose trim vflip vstack zoompan'
).split(' ');
/** Without these, something is done in another way or is not available. */
const wishes = {
  filters: ['xfade', 'zscale', 'tonemap'],
  encoders: ['libvpx', 'libopus'],
};

/**
 * Finds ffmpeg: the configured one; else the one on PATH, if it is version 5 or newer and has what is required; else the one
 * in an npm package. Starts one short process for each candidate that this process hasn't asked yet.
 */
export async function findTools(env: ToolsEnvironment): Promise<Result<Tools, Diagnostic>> {
  const ffmpeg = await findFfmpeg(env.ffmpegPath, env.path);
  return ffmpeg.ok ? ok({ ffmpeg: ffmpeg.value }) : missing(ffmpeg.error);
}

/** The required and optional features that are missing, according to what an ffmpeg prints about itself. */
function judge(banner: string): { readonly needs: readonly string[]; readonly lacks: readonly string[] } {
  const has = new Set([...banner.matchAll(/^ [A-Z.|]{2,3} +(\w+) +\S+->/gm)].map(([, name]) => name));
  return {
    needs: [
      ...encoders.filter((name) => !hasEncoder(banner, name)),
      ...filters.filter((name) => !has.has(name)),
    ],
    lacks: [
      ...wishes.filters.filter((name) => !has.has(name)),
      ...wishes.encoders.filter((name) => !hasEncoder(banner, name)),
    ],
  };
}

/** The banner lists the build's configuration, which saves a second process. */
const hasEncoder = (banner: string, name: string): boolean =>
  name.startsWith('lib')
    ? banner.includes(`--enable-${name}`)
    : !/--disable-(everything|encoders)/.test(banner) || banner.includes(`--enable-encoder=${name}`);

async function findFfmpeg(named: string | undefined, path = ''): Promise<Result<Tool, string>> {
  // An ffmpeg that the user names is used or refused, never silently replaced.
  if (named) {
    const tool = await inspect(named, 'FFMPEG_PATH');
    return tool.ok ? tool : err(`FFMPEG_PATH (${named}) ${tool.error}`);
  }
  const onPath = await findOnPath(path);
  if (onPath.ok) return onPath;
  const carried = await findCarried();
  return carried.ok ? carried : err(`${onPath.error}, and ${carried.error}`);
}

async function findOnPath(path: string): Promise<Result<Tool, string>> {
  const file = await lookUp('ffmpeg', path);
  if (file === undefined) return err('there is none on PATH');
  const tool = await inspect(file, 'PATH');
  if (!tool.ok) return err(`${file} ${tool.error}`);
  return recent(tool.value.version) ? tool : err(`${file} is ${tool.value.version}, older than 5`);
}

async function findCarried(): Promise<Result<Tool, string>> {
  // Rejects if the package has no build for this platform.
  const file = await import('@ffmpeg-installer/ffmpeg').then(
    (carrier) => carrier.default.path,
    () => undefined,
  );
  if (file === undefined) return err('npm installed none');
  // npm no longer runs the script that makes it executable. If this fails, running it reports the error.
  if (!(await isExecutable(file))) await chmod(file, 0o755).catch(() => undefined);
  const tool = await inspect(file, 'bundled');
  return tool.ok ? tool : err(`${file} ${tool.error}`);
}

/** Version 5 or newer, or a build from the source tree, which has no version number. */
function recent(version: string): boolean {
  const major = /^n?(\d{1,3})(\.|$|-)/.exec(version)?.[1];
  return major === undefined ? /git|^N-\d/.test(version) : Number(major) >= 5;
}

/** Relative folders on PATH are ignored: a project's own folder must not decide which program runs. */
async function lookUp(name: string, path: string): Promise<string | undefined> {
  // Without a shell, Windows starts only .exe files, so PATHEXT's other extensions don't matter.
  const file = platform() === 'win32' ? `${name}.exe` : name;
  for (const entry of path.split(delimiter)) {
    const folder = entry.replace(/^"(.*)"$/, '$1');
    const candidate = join(folder, file);
    if (isAbsolute(folder) && (await isExecutable(candidate))) return candidate;
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

async function inspect(path: string, origin: Tool['origin']): Promise<Result<Tool, string>> {
  const banner = await bannerOf(path);
  if (!banner.ok) return banner;
  const version = /^ffmpeg version (\S+)/m.exec(banner.value)?.[1];
  if (version === undefined) return err('is not ffmpeg');
  const { needs, lacks } = judge(banner.value);
  return needs.length > 0
    ? err(`is ${version} without ${needs.join(', ')}`)
    : ok({ path, version, origin, lacks });
}

const missing = (reason: string): Result<never, Diagnostic> =>
  err({
    severity: 'error',
    code: 'ffmpeg-missing',
    ...says(
      say`No usable ffmpeg was found: ${{ cause: reason }}.`,
      say`Install ffmpeg 5 or newer with your system's package manager, set FFMPEG_PATH to one, or let npm install the optional dependencies.`,
    ),
  });
