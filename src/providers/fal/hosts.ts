/** Where fal's services are; the key goes to no other place. */
export interface FalHosts {
  /** Where jobs are ordered, looked at, and handed out. */
  readonly queue: string;
  /** Where uploads are announced. */
  readonly files: string;
  /** Where past jobs and prices are told. */
  readonly platform: string;
}

export const falQueue = 'https://queue.fal.run';

/** What stands in for fal does so for all of it. */
export const hostsAt = (queue: string): FalHosts =>
  queue === falQueue
    ? { queue, files: 'https://rest.fal.ai', platform: 'https://api.fal.ai/v1' }
    : { queue, files: queue, platform: `${queue}/v1` };
