import { err, ok, type Result } from '../../../core/result.ts';
import { runFfmpeg } from '../../../media/ffmpeg.ts';
import type { Tools } from '../../../media/tools.ts';
import type { Answer } from '../../answer.ts';
import { type CallProblem, invalid } from '../../problem.ts';
import type { Shelved } from '../../video-shelf.ts';

export interface Variants {
  /** The bytes of a video, its thumbnail or its sprite sheet. */
  of(shelved: Shelved, variant: string): Promise<Result<Answer, CallProblem>>;
}

export function variantsOf(tools: Tools): Variants {
  const stills = new Map<string, Promise<Result<Answer, CallProblem>>>();
  return {
    async of({ video, file }, variant) {
      if (file === undefined) return err(unfit(video.state));
      switch (variant) {
        case 'video':
          return ok({ status: 200, body: { kind: 'file', file, type: 'video/mp4' } });
        case 'thumbnail':
        case 'spritesheet': {
          const name = `${video.id} ${variant}`;
          const still = stills.get(name) ?? draw(tools, file, variant, video.seconds);
          stills.set(name, still);
          return await still;
        }
        default: {
          const known = "Supported values are: 'video', 'thumbnail', 'spritesheet'.";
          return err(invalid('variant', `Invalid value: '${variant}'. ${known}`));
        }
      }
    },
  };
}

const unfit = (state: Shelved['video']['state']): CallProblem => ({
  status: 404,
  message: unfitness[state],
  param: 'video_id',
});

const notReady = 'Video is not ready yet, use GET /v1/videos/{video_id} to check status.';

const unfitness = {
  queued: notReady,
  running: notReady,
  completed: 'The content of this video has expired.',
  failed: 'Video generation failed, so there is no content.',
};

const drawing = {
  thumbnail: { ending: 'webp', type: 'image/webp', codec: 'libwebp', graph: () => 'scale=-2:360' },
  spritesheet: {
    ending: 'jpg',
    type: 'image/jpeg',
    codec: 'mjpeg',
    /** Sixteen frames in rows of four. */
    graph: (seconds: number) => `fps=${16 / seconds},scale=160:-2,tile=4x4`,
  },
} as const;

async function draw(
  tools: Tools,
  file: string,
  variant: keyof typeof drawing,
  seconds: number,
): Promise<Result<Answer, CallProblem>> {
  const { ending, type, codec, graph } = drawing[variant];
  const output = `${file}.${ending}`;
  const drawn = await runFfmpeg(tools, {
    inputs: [{ file }],
    graph: `[0:v:0]${graph(seconds)}[v]`,
    output,
    args: ['-map', '[v]', '-frames:v', '1', '-c:v', codec, '-f', 'image2', '-update', '1'],
  });
  if (drawn.ok) return ok({ status: 200, body: { kind: 'file', file: output, type } });
  return err({ status: 500, message: drawn.error.message, code: 'server_error' });
}
