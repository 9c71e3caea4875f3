import { findTools, type Tools } from '../../src/media/tools.ts';

/** The ffmpeg and ffprobe that come with Storycut, or those that FFMPEG_PATH and FFPROBE_PATH name, to try the tests with. */
export async function testTools(): Promise<Tools> {
  const { FFMPEG_PATH: ffmpegPath, FFPROBE_PATH: ffprobePath } = process.env;
  const found = await findTools({ ...(ffmpegPath && { ffmpegPath }), ...(ffprobePath && { ffprobePath }) });
  if (!found.ok) throw new Error(found.error.message);
  return found.value;
}
