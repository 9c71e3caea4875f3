import type { StudioCore } from 'storycut/studio';
import { ClipsUnusable } from './unusable-clips.ts';

export type Trouble = Parameters<StudioCore['problems']['bucketUnusable']>[2];

/** What is wrong with a bucket; the text says why. */
export class BucketUnusable extends ClipsUnusable {
  readonly trouble: Trouble;

  constructor(trouble: Trouble, cause: string, options?: ErrorOptions) {
    super(cause, options);
    this.trouble = trouble;
  }
}
