/** Why a job failed: the cause, and what a Videos API says of it. */
export interface JobFailure {
  readonly cause: FailureCause;
  readonly code: string;
  readonly message: string;
}

const wording = {
  moderation: {
    code: 'moderation_blocked',
    message: 'Your request was blocked by our moderation system.',
  },
  'output-moderation': {
    code: 'moderation_blocked',
    message: 'The generated video was blocked by our moderation system.',
  },
  'bad-input': { code: 'invalid_input', message: 'An input file could not be used.' },
  capacity: {
    code: 'server_overloaded',
    message: 'The model is at capacity. Please try again later.',
  },
  failed: { code: 'processing_error', message: 'Video generation failed.' },
  cancelled: { code: 'cancelled', message: 'The job was cancelled.' },
  'sandbox-ended': {
    code: 'sandbox_ended',
    message: 'The sandbox that was making it has ended, and the job with it.',
  },
} as const;

export type FailureCause = keyof typeof wording;

export const failureOf = (cause: FailureCause): JobFailure => ({ cause, ...wording[cause] });
