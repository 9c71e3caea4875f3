/** What the index of a film or sound file says, read without decoding. */
export interface Movie {
  readonly picture?: {
    readonly width: number;
    readonly height: number;
    readonly fps: number;
    /** Seconds from the beginning of its first frame to the end of its last. */
    readonly seconds: number;
    readonly frames?: number;
    /** How its pictures are coded, if not every ffmpeg decodes that. */
    readonly rare?: string;
    /** Where its last frame begins, in seconds from the file's start, and how long it is shown. */
    readonly last: { readonly at: number; readonly seconds: number };
  };
  /**
   * `surround`: more than two channels. `after`: seconds for which it goes on after the last picture; absent: not known. `rare`:
   * how it is coded, if not every ffmpeg decodes that.
   */
  readonly sound?: {
    readonly seconds: number;
    readonly surround?: true;
    readonly after?: number;
    readonly rare?: string;
  };
  /** As a tag, in containers that have no track for it. */
  readonly timecode?: string;
  /** The comment stored in the file. */
  readonly comment?: string;
}

/** Seconds to the millisecond, which is as exact as every container tells them. */
export const toMs = (seconds: number): number => Math.round(seconds * 1000) / 1000 + 0;
