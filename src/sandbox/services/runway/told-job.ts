import { unreachable } from '../../../core/result.ts';
import type { FailureCause } from '../../failure.ts';
import type { ServedVideo } from '../../served-video.ts';

export const creditsOf = (dollars: number): number => Math.round(dollars * 100);

/** A job as it is told, which Runway calls a task. `estimated`: the most credits that it may cost; `link`: where its output is now. */
export function toldJob(video: ServedVideo, estimated: number, link: () => string) {
  const { id, state, throttled, progress, failure } = video;
  const common = { id, createdAt: new Date(video.createdAt).toISOString() };
  const estimatedCost = { credits: estimated };
  switch (state) {
    case 'queued':
      return { ...common, status: throttled ? 'THROTTLED' : 'PENDING', estimatedCost } as const;
    case 'running':
      return { ...common, status: 'RUNNING', progress: progress / 100, estimatedCost } as const;
    case 'completed':
      return {
        ...{ ...common, status: 'SUCCEEDED', output: [link()] },
        cost: { credits: creditsOf(video.cost) },
      } as const;
    case 'failed': {
      const cost = { credits: 0 };
      if (failure?.cause === 'cancelled') return { ...common, status: 'CANCELLED', cost } as const;
      const why = { failure: failure?.message ?? '', failureCode: codes[failure?.cause ?? 'failed'] };
      return { ...common, status: 'FAILED', ...why, cost } as const;
    }
    default:
      return unreachable(state);
  }
}

const codes: Readonly<Record<FailureCause, string>> = {
  moderation: 'SAFETY.INPUT.TEXT',
  'output-moderation': 'SAFETY.OUTPUT.VIDEO',
  'bad-input': 'ASSET.INVALID',
  capacity: 'INTERNAL',
  failed: 'INTERNAL.BAD_OUTPUT.CODE01',
  cancelled: 'CANCELLED',
  'sandbox-ended': 'INTERNAL.SANDBOX_ENDED',
};
