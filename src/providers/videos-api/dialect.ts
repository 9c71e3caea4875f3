import type { Options } from '../../core/option-values.ts';
import type { ChargePlace } from './answer/read-charge.ts';

/**
 * How one kind of server implements the Videos API, as data: the adapter reads it, and nothing else depends on which
 * server it is. Differences in *responses* are not recorded here, except for sums of money, since one lenient reader
 * handles all of them (answer/read-video.ts). Paths are below the base URL.
 */
export interface Dialect {
  readonly name: DialectName;
  /** What people call the server. */
  readonly server: string;
  /** Images and footage are sent as parts of a form, or in JSON as data URLs. */
  readonly encoding: 'multipart' | 'json';
  /** POST; the job is then at `/videos/{id}` in all dialects. */
  readonly create: string;
  readonly length: { readonly field: 'seconds' | 'duration'; readonly as: 'text' | 'integer' };
  readonly size: SizeShape;
  /** Whether it accepts a tier of its model as `resolution`, with an `aspect_ratio`, in place of a size. */
  readonly tiers?: true;
  readonly firstFrame: FirstFrameShape;
  /** Whether it accepts an image as the last frame, in the same way. */
  readonly lastFrame?: true;
  /** How it accepts references; absent: not at all. */
  readonly references?: ReferenceShape;
  /** Whether it lets one choose if there is sound, by `generate_audio`. */
  readonly sound?: true;
  /** Whether it accepts characters, as `characters[].id`. */
  readonly characters: boolean;
  /** Whether it accepts `fps`. */
  readonly fps: boolean;
  /** Options that its models accept unless configured otherwise; `negative-prompt` is sent as `negative_prompt`. */
  readonly options: Options;
  /** Absent: the planner bridges with last frames. */
  readonly extend?: Continuation;
  readonly edit?: Continuation;
  /** Whether GET `/videos` lists jobs. */
  readonly list: boolean;
  /** Whether DELETE `/videos/{id}` deletes a finished job with its footage. */
  readonly delete: boolean;
  /** Whether GET `/videos/{id}/content` returns the footage; otherwise only a link in the job does. */
  readonly content: boolean;
  /** Whether it keeps footage for a while if asked to, as `storage_options`, and returns it at `/files/{id}/content`. */
  readonly keeps?: true;
  /** Whether it calls an address when a job has ended, if it is sent as `callback_url`. */
  readonly calls?: true;
  /** Where it says what a job was charged, if its documents name the unit. */
  readonly charge?: ChargePlace;
}

export type DialectName =
  | 'openai'
  | 'vllm-omni'
  | 'sglang'
  | 'litellm'
  | 'newapi'
  | 'openrouter'
  | 'together'
  | 'xai';

/** A request that starts from footage. */
export interface Continuation {
  /** POST; `{id}` stands for the source's id at the server. */
  readonly path: string;
  /** If it differs from the dialect's. */
  readonly encoding?: 'json';
  readonly source: SourceShape;
  /** What is sent besides the source and the prompt. */
  readonly sends: readonly ('model' | 'length' | 'size')[];
}

type SizeShape =
  /** `size: "1280x720"` */
  | 'size'
  /** `width: 1280, height: 720` */
  | 'width-height'
  /** `resolution: "720p", aspect_ratio: "16:9"` */
  | 'resolution-aspect';

export type FirstFrameShape =
  /** `input_reference`, a file */
  | 'input-reference'
  /** `frame_images: [{ type: "image_url", image_url: { url }, frame_type: "first_frame" or "last_frame" }]` */
  | 'frame-images'
  /** `frame_images: [{ input_image, frame: "first" or "last" }]` */
  | 'frame-input-image'
  /** `image: { url }`, `last_frame: { url }` */
  | 'image-url';

type ReferenceShape =
  /** `input_references: [{ type: "image_url", image_url: { url } }]`, and the like of other media */
  | 'input-references'
  /** `reference_images: [{ url }]`: images alone */
  | 'reference-images';

type SourceShape =
  /** `video: { id }`, or the footage itself as the file `video` */
  | 'video'
  /** `video: { id }` */
  | 'video-id'
  /** `previous_job_id` */
  | 'previous-job'
  /** `video: { url }`, the footage itself as a data URL */
  | 'video-url'
  /** In the path. */
  | 'path';
