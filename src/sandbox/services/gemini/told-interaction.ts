import { unreachable } from '../../../core/result.ts';
import type { ServedVideo } from '../../served-video.ts';
import { invented, type OmniUsage, toldUsage } from './usage.ts';

/** A job as it is told, which Google calls an interaction. `usage`: unknown of one that ended with its sandbox. */
export function toldInteraction(video: ServedVideo, usage: OmniUsage | undefined) {
  const { id, model, createdAt, completedAt, failure } = video;
  const common = {
    ...{ id, model, object: 'interaction' },
    created: new Date(createdAt).toISOString(),
    updated: new Date(completedAt ?? createdAt).toISOString(),
  };
  switch (video.state) {
    case 'queued':
      return { ...common, status: 'queued' };
    case 'running':
      return { ...common, status: 'in_progress' };
    case 'completed': {
      const content = [{ type: 'video', mime_type: 'video/mp4', uri: video.links.here }];
      return {
        ...{
          ...common,
          status: 'completed',
          steps: [{ type: 'thought' }, { type: 'model_output', content }],
        },
        ...(usage && { usage: toldUsage(usage) }),
      };
    }
    case 'failed':
      switch (failure?.cause) {
        // No failure, but an answer in words, for which nothing was made.
        case 'moderation':
        case 'output-moderation': {
          const content = [{ type: 'text', text: failure.message }];
          return {
            ...{ ...common, status: 'completed', steps: [{ type: 'model_output', content }] },
            ...(usage && { usage: toldUsage(refusalOf(usage)) }),
          };
        }
        case 'cancelled':
          return { ...common, status: 'cancelled' };
        default:
          return {
            ...common,
            status: 'failed',
            errors: [{ code: failure?.code ?? '', message: failure?.message ?? '' }],
          };
      }
    default:
      return unreachable(video.state);
  }
}

export const refusalOf = ({ input, thought }: OmniUsage): OmniUsage => ({
  ...{ input, thought, video: 0, text: invented.refusal },
});
