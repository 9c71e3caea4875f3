import { unreachable } from '../../../core/result.ts';
import type { FailureCause } from '../../failure.ts';
import type { ServedVideo } from '../../served-video.ts';
import type { ToldOrder } from './read-order.ts';

const seconds = (ms: number): number => Math.floor(ms / 1000);

/** A job as it is told, which BytePlus calls a task. `order`: unknown of a job that ended with its sandbox. */
export function toldJob(
  video: ServedVideo,
  order: ToldOrder | undefined,
  link: () => string,
  lifetime: number,
) {
  const { id, model, createdAt, completedAt, expiresAt, failure } = video;
  const { tokens = 0, ...repeated } = order ?? {};
  const common = {
    ...{ id, model, created_at: seconds(createdAt) },
    // A link lasts as long after this as it is documented to, also where a fault has ended it.
    updated_at: seconds(expiresAt === undefined ? (completedAt ?? createdAt) : expiresAt - lifetime),
    ...{ service_tier: 'default', framespersecond: 24, ...repeated },
  };
  switch (video.state) {
    case 'queued':
    case 'running':
      return { ...common, status: video.state };
    case 'completed':
      return {
        ...{ ...common, status: 'succeeded', content: { video_url: link() } },
        usage: { completion_tokens: tokens, total_tokens: tokens },
      };
    case 'failed':
      return failure?.cause === 'cancelled'
        ? { ...common, status: 'cancelled' }
        : {
            ...{ ...common, status: 'failed' },
            error: { code: codes[failure?.cause ?? 'failed'], message: failure?.message ?? '' },
          };
    default:
      return unreachable(video.state);
  }
}

const codes: Readonly<Record<FailureCause, string>> = {
  moderation: 'InputTextSensitiveContentDetected',
  'output-moderation': 'OutputVideoSensitiveContentDetected',
  'bad-input': 'InvalidParameter',
  capacity: 'ServerOverloaded',
  failed: 'InternalServiceError',
  cancelled: 'Cancelled',
  'sandbox-ended': 'InternalServiceError',
};
