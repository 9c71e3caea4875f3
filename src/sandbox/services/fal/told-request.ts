import type { FailureCause } from '../../failure.ts';
import type { CallProblem } from '../../problem.ts';
import type { ServedVideo } from '../../served-video.ts';
import { appOf } from './endpoints.ts';

/** The addresses of a request, which have the owner and the app of its endpoint alone. */
export function addressesOf(here: string, endpoint: string, id: string) {
  const at = `${here}/${appOf(endpoint)}/requests/${id}`;
  return { response_url: at, status_url: `${at}/status`, cancel_url: `${at}/cancel` };
}

/** The state of a request. One that failed is completed, too: its result says so. */
export function toldStatus(video: ServedVideo, addresses: ReturnType<typeof addressesOf>, before: number) {
  const common = { request_id: video.id, ...addresses };
  switch (video.state) {
    case 'queued':
      return { status: 'IN_QUEUE', queue_position: before, ...common } as const;
    case 'running':
      return { status: 'IN_PROGRESS', logs: [], ...common } as const;
    case 'completed':
    case 'failed':
      return { status: 'COMPLETED', logs: [], metrics: { inference_time: 1 }, ...common } as const;
  }
}

/** Why a request failed, as its result tells it. */
export function problemOf(cause: FailureCause): CallProblem {
  switch (cause) {
    case 'moderation':
    case 'output-moderation':
      return { ...flagged, param: cause === 'moderation' ? 'prompt' : 'video' };
    case 'bad-input':
      return {
        status: 400,
        message: 'Failed to load the image.',
        param: 'image_url',
        code: 'image_load_error',
      };
    case 'capacity':
      return { status: 503, message: 'No runner could be allocated.', code: 'runner_scheduling_failure' };
    case 'cancelled':
      return { status: 499, message: 'Request was cancelled by the client.' };
    case 'failed':
      return { status: 500, message: 'The runner failed.', code: 'runner_server_error' };
    case 'sandbox-ended':
      return {
        status: 503,
        message: 'The sandbox that was making it has ended.',
        code: 'runner_disconnected',
      };
  }
}

const flagged = {
  status: 400,
  message: 'The content could not be processed because it was flagged by a content checker.',
  code: 'moderation_blocked',
} as const;
