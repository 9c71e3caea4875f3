import type { Size } from './frames.ts';

/** A user's file that a storyboard names, checked and read once. */
export interface Asset {
  /** As the storyboard writes it, relative to its folder. */
  readonly path: string;
  /** Its real path (links resolved); inside the storyboard's folder. */
  readonly absolute: string;
  /** SHA-256 of its bytes, in hexadecimal. */
  readonly sha256: string;
  readonly facts: MediaFacts;
}

/** The timecode that a file has for its first frame. */
export interface SourceTimecode {
  /** The frames from `00:00:00:00` to it. */
  readonly frame: number;
  /** The rate that it counts at, exactly. */
  readonly fps: number;
  readonly drop: boolean;
}

/** The result of probing a media file. */
export type MediaFacts =
  /** `odd`: it is made a PNG before it is used. */
  | {
      readonly kind: 'image';
      readonly format: 'png' | 'jpeg' | 'webp';
      readonly size: Size;
      readonly odd?: true;
    }
  | {
      readonly kind: 'video';
      readonly size: Size;
      /** Of the visible picture: edit lists applied. */
      readonly seconds: number;
      readonly fps: number;
      /** Picture frames, if they can be counted without decoding. */
      readonly frames?: number;
      /** If the file has one. */
      readonly timecode?: SourceTimecode;
      readonly hasAudio: boolean;
      /** Seconds for which its sound goes on after its last picture; absent: hardly any. */
      readonly soundAfter?: number;
      /** It is brought into an MP4 before it is used. */
      readonly odd?: true;
      readonly surround?: true;
    }
  /** `surround`: more channels than a left and a right one. */
  | { readonly kind: 'audio'; readonly seconds: number; readonly surround?: true };
