// Generated from schemas/storyboard.schema.json by `npm run types`. Do not edit.

/**
 * Version of the storyboard language: write 1.
 */
export type StoryboardVersion = 1;
/**
 * The film's frame: `aspect` and `resolution`, or `size`.
 */
export type Format = ShapedFormat | SizedFormat;
/**
 * Shape of the frame, in quotes. Default: 16:9.
 */
export type Aspect = '16:9' | '9:16' | '1:1' | '4:3' | '3:4' | '21:9';
/**
 * Length of the frame's short side. Default: 720p.
 */
export type Resolution = '480p' | '720p' | '1080p' | '2160p';
/**
 * Frames a second, a whole number: 24 for 23.976, 30 for 29.97. Default: 24.
 */
export type Fps = number;
/**
 * How a clip of another shape is fitted into the frame: with bars, cut off at the edges, distorted, or over a blurred copy that fills the frame. Default: pad.
 */
export type Fit = 'pad' | 'crop' | 'stretch' | 'blur';
/**
 * Whether animatics are named in the film: their segment's id and the film's timecode, small, at the upper left of the picture. Default: true.
 */
export type Labels = boolean;
/**
 * Exactly these pixels, width by height, both even. Instead of `aspect` and `resolution`.
 */
export type Size = string;
/**
 * Who makes the footage: a provider of the config file, or a built-in one. Default: animatic.
 */
export type Provider = string;
/**
 * A model of the provider. Default: the provider's own choice. The animatic provider rehearses any known model.
 */
export type Model = string;
/**
 * Beats a minute, a number such as 130: what `4 beats` are counted by. Default: none.
 */
export type Tempo = number;
/**
 * How much footage there is, in seconds or as a time such as `4 beats`. Any length: what a model cannot make at once is made as a chain and trimmed to the exact frame. Default: 8, for a still 4, for a card 3; `edit` and a video are as long as what they come from.
 */
export type Duration = Seconds | Time;
/**
 * Seconds, more than 0.
 */
export type Seconds = number;
/**
 * Write seconds as a number, such as 2.5, or a time such as `4 beats`, `36 frames` or `0:02.5`.
 */
export type Time = string;
/**
 * How many candidates are made: a whole number. Default: 1.
 */
export type Takes = number;
/**
 * Tries in all for each job before it counts as failed: a whole number. Default: 3.
 */
export type Attempts = number;
/**
 * How the picture leads into the next segment; it overlaps both. A number is a dissolve of that many seconds, and a time one of that length. Default: cut.
 */
export type Transition =
  | number
  | (
      | 'cut'
      | 'dissolve'
      | 'fade-to-black'
      | 'fade-to-white'
      | 'wipe-left'
      | 'wipe-right'
      | 'slide-left'
      | 'slide-right'
      | 'circle-open'
    )
  | Time
  | NamedTransition
  | XfadeTransition;
/**
 * How long both segments are seen, in seconds or as a time such as `1 beat`. At most half of either of them. Default: 0.5.
 */
export type Overlap = Seconds | Time;
/**
 * The look; goes into every prompt, last. `{ add: … }` appends to the style inherited, anything else replaces it. Empty: none.
 */
export type Style =
  | string
  | {
      /**
       * What is appended, after a comma.
       */
      add: string;
    };
/**
 * Where and when this plays; goes into the prompts after their own text. Empty: none.
 */
export type Setting = string;
/**
 * A file in the storyboard's folder, named relative to the storyboard file.
 */
export type Path = string;
/**
 * One continuous piece of the film, with exactly one source: `prompt` alone, `image` + `prompt`, `extend` + `prompt`, `edit` + `prompt`, `file`, or `card`.
 */
export type Segment = PromptSegment | ImageSegment | ExtendSegment | EditSegment | FileSegment | CardSegment;
/**
 * Name of the segment on the command line, unique in the whole storyboard. Lower-case letters, digits and hyphens. Without one the segment is called `<scene>-<position>`, which changes when it is moved.
 */
export type Id = string;
/**
 * What is to be seen and heard: a text, or its parts. `@name` puts in a cast member's description, `${name}` a variable.
 */
export type Prompt =
  | string
  | {
      /**
       * Who or what is seen.
       */
      subject?: string;
      /**
       * What it does.
       */
      action?: string;
      /**
       * What is around it.
       */
      environment?: string;
      /**
       * Shot size, angle, movement, lens.
       */
      camera?: string;
      /**
       * Where the light comes from, and its colour.
       */
      lighting?: string;
      /**
       * What is heard besides speech.
       */
      sound?: string;
      /**
       * What is said, line by line.
       *
       * @minItems 1
       *
       * Items: One line of dialogue.
       */
      dialogue?: {
        /**
         * A member of the cast.
         */
        who: string;
        /**
         * What is said.
         */
        line: string;
      }[];
    };
/**
 * Prompts that are tried in this order when the prompt is refused or fails for good.
 */
export type Fallbacks = Prompt[];
/**
 * Seconds, 0 or more.
 */
export type SecondsOrNone = number;
/**
 * How fast its footage runs, picture and sound: 2 is twice as fast, 0.5 half as fast. Default: 1.
 */
export type Speed = number;
/**
 * Which take is in the cut. Default: the latest that `storycut redo` made, else the first.
 */
export type Pick = number;
/**
 * Asks for other footage than an equal segment: two segments that ask for exactly the same share one clip, unless their variations differ. Default: 1.
 */
export type Variation = number;
/**
 * Louder (above 0) or softer (below 0), in decibels.
 */
export type Volume = number | string;
/**
 * Whether the segment's own sound is left out of the film: true or false. Default: false.
 */
export type Mute = boolean;
/**
 * Text shown with the segment, all the time that it is seen.
 */
export type Caption = string;
/**
 * Where in the picture: `bottom`, `middle` or `top`. Default: `bottom` for a caption, `middle` for a title.
 */
export type Position = 'bottom' | 'middle' | 'top';
/**
 * Texts shown with the segment, each from when to when: what is said, or where it is. `captions` at the top says where they are seen.
 *
 * @minItems 1
 */
export type SegmentCaptions = TimedText[];
/**
 * Texts that are always drawn into the picture and never written into a file: a title, a name.
 *
 * @minItems 1
 */
export type Titles = TimedText[];
/**
 * Id of another segment: lower-case letters, digits and hyphens.
 */
export type Reference = string;
/**
 * What a camera does over a still, slowly, while it is seen. Default: none.
 */
export type Move = 'none' | 'push-in' | 'pull-out' | 'pan-left' | 'pan-right' | 'tilt-up' | 'tilt-down';
/**
 * How long it takes, in seconds or as a time. Default: 0.
 */
export type Fade = SecondsOrNone | Time;
/**
 * How long after that it is heard, in seconds or as a time; below 0, before. Default: 0.
 */
export type Offset = SecondsEitherWay | TimeEitherWay;
/**
 * Seconds; below 0, before.
 */
export type SecondsEitherWay = number;
/**
 * Write seconds as a number, such as -2.5, or a time such as `-4 beats`, `36 frames` or `0:02.5`.
 */
export type TimeEitherWay = string;
/**
 * Whether it steps back while somebody speaks, in narration or dialogue: true or false. Default: false.
 */
export type Duck = boolean;
/**
 * One final cut, or what is made from it. What it does not say is as in `format`.
 */
export type Output = ShapedOutput | SizedOutput;
/**
 * Goes into the file's name, as in `<storyboard>-<name>.mp4`. Lower-case letters, digits and hyphens.
 */
export type OutputName = string;
/**
 * What is written: the film, the film as WebM or as a GIF, one frame of it, or a sheet of frames of all of it. Default: mp4.
 */
export type OutputKind = 'mp4' | 'webm' | 'gif' | 'poster' | 'contact-sheet';
/**
 * Where in the film the frame is that a poster shows, in seconds or as a time.
 */
export type PosterTime = SecondsOrNone | Time;
/**
 * Frames a second of a GIF or WebM, a whole number and at most the film's.
 */
export type OutputFps = number;

/**
 * What footage a film needs, how it is made, and how it is cut together.
 */
export interface StoryboardFile {
  /**
   * The schema that an editor checks this file with.
   */
  $schema?: string;
  storyboard: StoryboardVersion;
  /**
   * Title of the film.
   */
  title: string;
  /**
   * Notes for people; never sent.
   */
  theme?: string;
  /**
   * The film in one sentence, for people; never sent.
   */
  logline?: string;
  format?: Format;
  provider?: Provider;
  model?: Model;
  tempo?: Tempo;
  duration?: Duration;
  takes?: Takes;
  attempts?: Attempts;
  transition?: Transition;
  style?: Style;
  setting?: Setting;
  options?: Options;
  /**
   * Variables: `${name}` puts one in. `--set name=value` overrides it.
   */
  vars?: {
    /**
     * The variable's value.
     */
    [k: string]: string | number;
  };
  /**
   * Who and what is seen again and again: `@name` puts in its description.
   */
  cast?: {
    [k: string]: CastMember;
  };
  defaults?: Defaults;
  /**
   * The film, in order: each scene has an `id` and its `segments`.
   *
   * @minItems 1
   */
  scenes: Scene[];
  audio?: Audio;
  captions?: Captions;
  budget?: Budget;
  /**
   * The final cuts, and what is made from them: at least one. Default: one, `<storyboard>.mp4`.
   *
   * @minItems 1
   */
  outputs?: Output[];
}
/**
 * A shape and a resolution: the model's nearest size is used.
 */
export interface ShapedFormat {
  aspect?: Aspect;
  resolution?: Resolution;
  fps?: Fps;
  fit?: Fit;
  labels?: Labels;
}
/**
 * An exact size.
 */
export interface SizedFormat {
  size: Size;
  fps?: Fps;
  fit?: Fit;
  labels?: Labels;
}
/**
 * A transition and its length.
 */
export interface NamedTransition {
  /**
   * Which transition, such as `dissolve`.
   */
  type:
    | 'cut'
    | 'dissolve'
    | 'fade-to-black'
    | 'fade-to-white'
    | 'wipe-left'
    | 'wipe-right'
    | 'slide-left'
    | 'slide-right'
    | 'circle-open';
  duration?: Overlap;
}
/**
 * Any other transition that ffmpeg's xfade filter (of version 7.1) knows, but for `custom`.
 */
export interface XfadeTransition {
  /**
   * Its name there.
   */
  xfade:
    | 'circleclose'
    | 'circlecrop'
    | 'circleopen'
    | 'coverdown'
    | 'coverleft'
    | 'coverright'
    | 'coverup'
    | 'diagbl'
    | 'diagbr'
    | 'diagtl'
    | 'diagtr'
    | 'dissolve'
    | 'distance'
    | 'fade'
    | 'fadeblack'
    | 'fadefast'
    | 'fadegrays'
    | 'fadeslow'
    | 'fadewhite'
    | 'hblur'
    | 'hlslice'
    | 'hlwind'
    | 'horzclose'
    | 'horzopen'
    | 'hrslice'
    | 'hrwind'
    | 'pixelize'
    | 'radial'
    | 'rectcrop'
    | 'revealdown'
    | 'revealleft'
    | 'revealright'
    | 'revealup'
    | 'slidedown'
    | 'slideleft'
    | 'slideright'
    | 'slideup'
    | 'smoothdown'
    | 'smoothleft'
    | 'smoothright'
    | 'smoothup'
    | 'squeezeh'
    | 'squeezev'
    | 'vdslice'
    | 'vdwind'
    | 'vertclose'
    | 'vertopen'
    | 'vuslice'
    | 'vuwind'
    | 'wipebl'
    | 'wipebr'
    | 'wipedown'
    | 'wipeleft'
    | 'wiperight'
    | 'wipetl'
    | 'wipetr'
    | 'wipeup'
    | 'zoomin';
  duration?: Overlap;
}
/**
 * What only some providers know, such as a seed. Merged from storyboard to segment.
 */
export interface Options {
  /**
   * The option's value.
   */
  [k: string]: string | number | boolean;
}
/**
 * Somebody or something that must look the same in every shot.
 */
export interface CastMember {
  /**
   * What `@name` puts into a prompt.
   */
  description: string;
  image?: Path;
  /**
   * Id of the character at the provider.
   */
  character?: string;
}
/**
 * What holds for every segment that does not say otherwise.
 */
export interface Defaults {
  provider?: Provider;
  model?: Model;
  tempo?: Tempo;
  duration?: Duration;
  takes?: Takes;
  attempts?: Attempts;
  transition?: Transition;
  style?: Style;
  setting?: Setting;
  options?: Options;
}
/**
 * Segments that share a setting.
 */
export interface Scene {
  /**
   * Name of the scene, unique among the scenes. Lower-case letters, digits and hyphens.
   */
  id: string;
  /**
   * Title of the scene, for people.
   */
  title?: string;
  provider?: Provider;
  model?: Model;
  tempo?: Tempo;
  duration?: Duration;
  takes?: Takes;
  attempts?: Attempts;
  transition?: Transition;
  style?: Style;
  setting?: Setting;
  options?: Options;
  /**
   * The segments, in film order: at least one.
   *
   * @minItems 1
   */
  segments: Segment[];
}
/**
 * Footage made from a prompt.
 */
export interface PromptSegment {
  id?: Id;
  prompt: Prompt;
  fallbacks?: Fallbacks;
  tempo?: Tempo;
  duration?: Duration;
  trim?: Trim;
  speed?: Speed;
  provider?: Provider;
  model?: Model;
  takes?: Takes;
  pick?: Pick;
  attempts?: Attempts;
  variation?: Variation;
  style?: Style;
  setting?: Setting;
  options?: Options;
  fit?: Fit;
  volume?: Volume;
  mute?: Mute;
  caption?: Caption;
  captions?: SegmentCaptions;
  titles?: Titles;
  transition?: Transition;
}
/**
 * The part of the footage that is in the film. Default: all of it.
 */
export interface Trim {
  /**
   * Where in the footage the film enters, in seconds or as a time. Default: 0.
   */
  from?: SecondsOrNone | Time;
  /**
   * Where in the footage the film leaves, in seconds or as a time. Default: its end.
   */
  to?: Seconds | Time;
}
/**
 * A text, with when and where it is shown and what it looks like.
 */
export interface TimedText {
  /**
   * What is written. Line ends are kept.
   */
  text: string;
  /**
   * When it comes, counted from the segment's first frame in the film, in seconds or as a time. Default: 0.
   */
  from?: SecondsOrNone | Time;
  /**
   * When it goes, counted from the segment's first frame in the film, in seconds or as a time. Default: with the segment.
   */
  to?: Seconds | Time;
  position?: Position;
  style?: TextStyle;
}
/**
 * What a text looks like in the picture.
 */
export interface TextStyle {
  /**
   * How large: `small`, `medium` or `large`. Default: `medium` for a caption, `large` for a title.
   */
  size?: 'small' | 'medium' | 'large';
  /**
   * Colour of the letters, `#rrggbb` in quotes. Default: white.
   */
  color?: string;
  /**
   * Colour of a plate behind the text, `#rrggbb` in quotes. Default: none; the letters have a dark edge.
   */
  background?: string;
  /**
   * The kind of letters: `sans` or `serif`. Default: `sans` for a caption, `serif` for a title.
   */
  face?: 'sans' | 'serif';
}
/**
 * Footage that begins with an image.
 */
export interface ImageSegment {
  id?: Id;
  image: Path;
  prompt: Prompt;
  fallbacks?: Fallbacks;
  tempo?: Tempo;
  duration?: Duration;
  trim?: Trim;
  speed?: Speed;
  provider?: Provider;
  model?: Model;
  takes?: Takes;
  pick?: Pick;
  attempts?: Attempts;
  variation?: Variation;
  style?: Style;
  setting?: Setting;
  options?: Options;
  fit?: Fit;
  volume?: Volume;
  mute?: Mute;
  caption?: Caption;
  captions?: SegmentCaptions;
  titles?: Titles;
  transition?: Transition;
}
/**
 * Continues another segment's footage.
 */
export interface ExtendSegment {
  id?: Id;
  extend: Reference;
  prompt: Prompt;
  fallbacks?: Fallbacks;
  tempo?: Tempo;
  duration?: Duration;
  trim?: Trim;
  speed?: Speed;
  provider?: Provider;
  model?: Model;
  takes?: Takes;
  pick?: Pick;
  attempts?: Attempts;
  variation?: Variation;
  style?: Style;
  setting?: Setting;
  options?: Options;
  fit?: Fit;
  volume?: Volume;
  mute?: Mute;
  caption?: Caption;
  captions?: SegmentCaptions;
  titles?: Titles;
  transition?: Transition;
}
/**
 * Another segment's footage, changed as the prompt says.
 */
export interface EditSegment {
  id?: Id;
  edit: Reference;
  prompt: Prompt;
  fallbacks?: Fallbacks;
  tempo?: Tempo;
  duration?: Duration;
  trim?: Trim;
  speed?: Speed;
  provider?: Provider;
  model?: Model;
  takes?: Takes;
  pick?: Pick;
  attempts?: Attempts;
  variation?: Variation;
  style?: Style;
  setting?: Setting;
  options?: Options;
  fit?: Fit;
  volume?: Volume;
  mute?: Mute;
  caption?: Caption;
  captions?: SegmentCaptions;
  titles?: Titles;
  transition?: Transition;
}
/**
 * Footage that exists, or a still.
 */
export interface FileSegment {
  id?: Id;
  file: Path;
  tempo?: Tempo;
  duration?: Duration;
  move?: Move;
  trim?: Trim;
  speed?: Speed;
  fit?: Fit;
  volume?: Volume;
  mute?: Mute;
  caption?: Caption;
  captions?: SegmentCaptions;
  titles?: Titles;
  transition?: Transition;
}
/**
 * A text on a plain background, or over a picture or footage.
 */
export interface CardSegment {
  id?: Id;
  card: Card;
  tempo?: Tempo;
  duration?: Duration;
  caption?: Caption;
  captions?: SegmentCaptions;
  titles?: Titles;
  transition?: Transition;
}
/**
 * A text on a plain background, or over a picture or footage.
 */
export interface Card {
  /**
   * What it says. Empty: the background alone.
   */
  text: string;
  /**
   * Colour of the background, as "#rrggbb". Default: "#101014".
   */
  background?: string;
  /**
   * Colour of the text, as "#rrggbb". Default: "#f4efe6".
   */
  color?: string;
  /**
   * A picture that fills the frame behind the text, a little darkened.
   */
  image?: string;
  move?: Move;
  /**
   * Footage that runs behind the text, a little darkened and without its sound.
   */
  file?: string;
  /**
   * Where in that footage the card enters, in seconds or as a time. Default: 0.
   */
  from?: SecondsOrNone | Time;
}
/**
 * The sound of the film.
 */
export interface Audio {
  /**
   * Whether the clips' own sound is in the film: true or false. Default: true.
   */
  keep?: boolean;
  /**
   * Music under the whole film.
   */
  music?: {
    file: Path;
    volume?: Volume;
    /**
     * Whether it steps back while somebody speaks, in narration or dialogue: true or false. Default: false.
     */
    duck?: boolean;
    'fade-in'?: Fade;
    'fade-out'?: Fade;
  };
  /**
   * Recorded voices, each placed at a segment.
   *
   * Items: One recording.
   */
  narration?: {
    file: Path;
    at: Reference;
    offset?: Offset;
    volume?: Volume;
  }[];
  /**
   * Pieces of music, effects and ambience, each heard from its own moment on.
   *
   * Items: One recording, as in `{ file: assets/rain.wav, at: harbour }`.
   */
  cues?: {
    file: Path;
    at?: Reference;
    offset?: Offset;
    /**
     * Where in the recording it begins, in seconds or as a time. Default: 0.
     */
    from?: SecondsOrNone | Time;
    /**
     * Where in the recording it ends, in seconds or as a time. Default: its end.
     */
    to?: Seconds | Time;
    volume?: Volume;
    duck?: Duck;
    'fade-in'?: Fade;
    'fade-out'?: Fade;
  }[];
  /**
   * Loudness of the whole film. Default: left as it is.
   */
  loudness?: number | string;
}
/**
 * Where the captions are seen, and how.
 */
export interface Captions {
  /**
   * Whether they are drawn into the picture: true or false. Default: false.
   */
  burn?: boolean;
  position?: Position;
  style?: TextStyle;
  /**
   * Caption files beside the film. Default: none.
   *
   * Items: A caption format.
   */
  sidecar?: ('srt' | 'vtt')[];
}
/**
 * What the film may cost.
 */
export interface Budget {
  /**
   * US dollars for this storyboard, all runs added up.
   */
  'max-cost'?: number;
}
/**
 * A final cut of a shape and a resolution.
 */
export interface ShapedOutput {
  name: OutputName;
  aspect?: Aspect;
  resolution?: Resolution;
  fit?: Fit;
  as?: OutputKind;
  at?: PosterTime;
  fps?: OutputFps;
}
/**
 * A final cut of an exact size.
 */
export interface SizedOutput {
  name: OutputName;
  size: Size;
  fit?: Fit;
  as?: OutputKind;
  at?: PosterTime;
  fps?: OutputFps;
}
