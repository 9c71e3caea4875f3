import { execFile } from 'node:child_process';
import { err, ok, type Result } from '../core/result.ts';
import { stampOf } from './stamp.ts';

interface Said {
  readonly stamp: string;
  readonly banner: string;
}

/** By paths of programs. A library's caller makes many films with one ffmpeg. */
const known = new Map<string, Said>();

/**
 * What an ffmpeg prints about itself and its filters. A process asks it once, as long as its file is the same. The error says
 * why it does not run, as the end of a sentence that begins with its path.
 */
export async function bannerOf(path: string): Promise<Result<string, string>> {
  const stamp = (await stampOf(path))?.text;
  const said = known.get(path);
  if (said !== undefined && said.stamp === stamp) return ok(said.banner);
  const banner = await ask(path, '-filters');
  if (banner.ok && stamp !== undefined) known.set(path, { stamp, banner: banner.value });
  return banner;
}

function ask(path: string, question: string): Promise<Result<string, string>> {
  return new Promise((resolve) => {
    const options = { timeout: 20_000, maxBuffer: 1 << 22, windowsHide: true };
    execFile(path, [question], options, (error, stdout, stderr) => {
      const said = `${stderr}\n${stdout}`;
      // The program ran even if it exited with an error; if it could not be started, the reason is reported.
      const ran = error === null || typeof error.code === 'number';
      resolve(ran ? ok(said) : err(`does not run (${error.code ?? error.message})`));
    });
  });
}
