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
 * Where the film will be shown: sets its size and loudness, and warns if it is too long. What is said beside it counts more.
 */
export type Preset = 'tiktok' | 'reels' | 'shorts' | 'youtube' | 'square' | 'cinema';
/**
 * Aspect of the frame, in quotes. Default: 16:9.
 */
export type Aspect = '16:9' | '9:16' | '1:1' | '4:3' | '3:4' | '21:9';
/**
 * Length of the frame's short side. Default: 720p.
 */
export type Resolution = '480p' | '720p' | '1080p' | '2160p';
/**
 * Frames per second: a whole number, or television's 23.976, 29.97, 47.952, 59.94 or 119.88, which are exactly 24000/1001 and so on. Default: 24.
 */
export type Fps = number;
/**
 * How a clip with another aspect is fitted into the frame: with bars, cropped at the edges, stretched, or over a blurred copy that fills the frame. Default: pad.
 */
export type Fit = 'pad' | 'crop' | 'stretch' | 'blur';
/**
 * Whether animatics are labelled in the film: with the segment's id and the film's timecode, small, at the upper left of the picture. Default: true.
 */
export type Labels = boolean;
/**
 * Exact size in pixels, width by height, both even. Replaces `aspect` and `resolution`.
 */
export type Size = string;
/**
 * The provider that makes the footage: one from the config file, or a built-in one. Default: animatic.
 */
export type Provider = string;
/**
 * A model of the provider. Default: the provider's default model. The animatic provider can rehearse any known model.
 */
export type Model = string;
/**
 * Beats per minute, a number such as 130: the tempo of times such as `4 beats`. Default: none.
 */
export type Tempo = number;
/**
 * Length of the footage, in seconds or as a time such as `4 beats`. Any length: what a model cannot make in one job is made as a chain and trimmed to the exact frame. Default: 8, for a still 4, for a card 3; `edit` and a video are as long as their source.
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
 * Number of takes to make: a whole number. Default: 1.
 */
export type Takes = number;
/**
 * Number of attempts at each job before it fails: a whole number. Default: 3.
 */
export type Attempts = number;
/**
 * The transition to the next segment; it overlaps both. A number is a dissolve of that many seconds, and a time one of that length. Default: cut.
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
 * Length of the transition, in seconds or as a time such as `1 beat`. At most half of either segment. Default: 0.5.
 */
export type Overlap = Seconds | Time;
/**
 * The look; added to the end of every prompt. `{ add: … }` appends to the inherited style, anything else replaces it. Empty: none.
 */
export type Style =
  | string
  | {
      /**
       * The text to append, after a comma.
       */
      add: string;
    };
/**
 * Where and when this takes place; added to the prompts after their own text. Empty: none.
 */
export type Setting = string;
/**
 * Whether footage is made with sound: `on` or `off`. A model that always makes sound is muted in the film, and one that never does is not asked. Default: on.
 */
export type SoundOfFootage = 'on' | 'off';
/**
 * Pictures, footage and recordings that the footage leans on. `{ add: … }` adds to the inherited list, anything else replaces it. Empty: none.
 */
export type References =
  | ReferenceList
  | {
      add: ReferenceList;
    };
/**
 * What it is for: `subject` (who or what is seen), `style` (how it looks) or `scene` (where it is). Default: the model decides.
 */
export type ReferenceRole = 'subject' | 'style' | 'scene';
/**
 * The references, in the order in which they are sent.
 *
 * Items: A file with its medium: `image`, `video` or `audio`.
 */
export type ReferenceList = (ImageReference | VideoReference | AudioReference)[];
/**
 * A file in the storyboard's folder, as a path relative to the storyboard.
 */
export type Path = string;
/**
 * One continuous piece of the film, with exactly one source: `prompt` alone, `image` + `prompt`, `extend` + `prompt`, `edit` + `prompt`, `file`, or `card`.
 */
export type Segment = PromptSegment | ImageSegment | ExtendSegment | EditSegment | FileSegment | CardSegment;
/**
 * Name of the segment on the command line, unique in the whole storyboard. Lower-case letters, digits and hyphens. Without one, the segment is named `<scene>-<position>`, which changes when it moves.
 */
export type Id = string;
/**
 * What the footage shows: a text, or its parts. `@name` inserts a cast member's description, `${name}` a variable.
 */
export type Prompt =
  | string
  | {
      /**
       * Who or what the footage shows.
       */
      subject?: string;
      /**
       * What the subject does.
       */
      action?: string;
      /**
       * What surrounds the subject.
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
       * Sounds other than speech.
       */
      sound?: string;
      /**
       * The lines that are spoken, in order.
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
         * The words that are spoken.
         */
        line: string;
      }[];
    };
/**
 * The picture that the footage ends with: a file in the storyboard's folder, or `next`, the first picture of the segment after. A file of that name is `./next`.
 */
export type LastImage = string;
/**
 * Prompts to try, in this order, when the prompt is refused or its last attempt fails.
 */
export type Fallbacks = Prompt[];
/**
 * Seconds, 0 or more.
 */
export type SecondsOrNone = number;
/**
 * Speed of the footage, picture and sound: 2 is twice as fast, 0.5 half as fast. Default: 1.
 */
export type Speed = number;
/**
 * The take that the cut uses. Default: the latest that `storycut redo` made, or else the first.
 */
export type Pick = number;
/**
 * Why this take is picked. A note for people; never sent.
 */
export type Why = string;
/**
 * Whether its footage is final: once it is made, no run makes it again, whatever changes. Default: false.
 */
export type Lock = boolean;
/**
 * Makes footage of its own: segments that ask for exactly the same share one clip, unless their variations differ. Default: 1.
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
 * Text shown with the segment from its beginning to its end.
 */
export type Caption = string;
/**
 * Position in the picture: `bottom`, `middle` or `top`. Default: `bottom` for a caption, `middle` for a title.
 */
export type Position = 'bottom' | 'middle' | 'top';
/**
 * Texts shown with the segment, each with its own times: what is said, or where it takes place. `captions` at the top of the file says where they are shown.
 *
 * @minItems 1
 */
export type SegmentCaptions = TimedText[];
/**
 * Texts that are always drawn into the picture and never written to a caption file: a title, a name.
 *
 * @minItems 1
 */
export type Titles = TimedText[];
/**
 * The picture that the footage begins with: a file in the storyboard's folder, or `previous`, the last picture of the segment before. A file of that name is `./previous`.
 */
export type FirstImage = string;
/**
 * A slow camera move over a still while it is shown. Default: none.
 */
export type Move = 'none' | 'push-in' | 'pull-out' | 'pan-left' | 'pan-right' | 'tilt-up' | 'tilt-down';
/**
 * Length of the fade, in seconds or as a time. Default: 0.
 */
export type Fade = SecondsOrNone | Time;
/**
 * How much later it begins, in seconds or as a time; negative: earlier. Default: 0.
 */
export type Offset = SecondsEitherWay | TimeEitherWay;
/**
 * Seconds; a negative number means before.
 */
export type SecondsEitherWay = number;
/**
 * Write seconds as a number, such as -2.5, or a time such as `-4 beats`, `36 frames` or `0:02.5`.
 */
export type TimeEitherWay = string;
/**
 * Whether it gets quieter while somebody speaks, in narration or dialogue: true or false. Default: false.
 */
export type Duck = boolean;
/**
 * A final cut, or a file made from it. What it does not set is as in `format`.
 */
export type Output = ShapedOutput | SizedOutput;
/**
 * Part of the file's name, as in `<storyboard>-<name>.mp4`. Lower-case letters, digits and hyphens.
 */
export type OutputName = string;
/**
 * Kind of file: the film as MP4, WebM or GIF, one frame of it, or a sheet with frames of all of it. Default: mp4.
 */
export type OutputKind = 'mp4' | 'webm' | 'gif' | 'poster' | 'contact-sheet';
/**
 * Where in the film a poster's frame is, in seconds or as a time.
 */
export type PosterTime = SecondsOrNone | Time;
/**
 * Frames per second of a GIF or WebM: a whole number or one of television's rates, and at most the film's.
 */
export type OutputFps = number;

/**
 * What footage a film needs, how it is made, and how it is cut together.
 */
export interface StoryboardFile {
  /**
   * The JSON Schema that editors check this file with.
   */
  $schema?: string;
  storyboard: StoryboardVersion;
  /**
   * Title of the film.
   */
  title: string;
  /**
   * Notes for people; never sent to a provider.
   */
  theme?: string;
  /**
   * The film in one sentence, for people; never sent to a provider.
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
  sound?: SoundOfFootage;
  references?: References;
  /**
   * Variables: `${name}` inserts one into a text. `--set name=value` overrides it.
   */
  vars?: {
    /**
     * The variable's value.
     */
    [k: string]: string | number;
  };
  /**
   * People, places and things that appear more than once: `@name` inserts a description into a prompt.
   */
  cast?: {
    [k: string]: CastMember;
  };
  defaults?: Defaults;
  /**
   * The scenes of the film, in order: each has an `id` and its `segments`.
   *
   * @minItems 1
   */
  scenes: Scene[];
  audio?: Audio;
  captions?: Captions;
  budget?: Budget;
  lint?: Lint;
  /**
   * The files to make: final cuts, and files made from them; at least one. Default: `<storyboard>.mp4`.
   *
   * @minItems 1
   */
  outputs?: Output[];
}
/**
 * An aspect and a resolution: the model's nearest size is used.
 */
export interface ShapedFormat {
  preset?: Preset;
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
  preset?: Preset;
  fps?: Fps;
  fit?: Fit;
  labels?: Labels;
}
/**
 * A transition and its length.
 */
export interface NamedTransition {
  /**
   * The transition, such as `dissolve`.
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
 * Any other transition of ffmpeg's xfade filter (version 7.1), except `custom`.
 */
export interface XfadeTransition {
  /**
   * Its name in the xfade filter.
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
 * Options of the model, such as a seed. Merged from storyboard to segment.
 */
export interface Options {
  /**
   * A number that stands for one result: with the same one, a model makes nearly the same footage.
   */
  seed?: number;
  /**
   * What the footage should not show.
   */
  'negative-prompt'?: string;
  /**
   * The option's value.
   */
  [k: string]: string | number | boolean | undefined;
}
/**
 * A picture: PNG, JPEG or WebP.
 */
export interface ImageReference {
  /**
   * A file in the storyboard's folder, as a path relative to the storyboard.
   */
  image: string;
  role?: ReferenceRole;
}
/**
 * Footage.
 */
export interface VideoReference {
  /**
   * A file in the storyboard's folder, as a path relative to the storyboard.
   */
  video: string;
  role?: ReferenceRole;
}
/**
 * A recording.
 */
export interface AudioReference {
  /**
   * A file in the storyboard's folder, as a path relative to the storyboard.
   */
  audio: string;
  role?: ReferenceRole;
}
/**
 * Somebody or something that must look the same in every shot.
 */
export interface CastMember {
  /**
   * The text that `@name` inserts into a prompt.
   */
  description: string;
  /**
   * What it is: `person`, `place` or `prop`. It says what its pictures are for. Default: the model decides.
   */
  kind?: 'person' | 'place' | 'prop';
  /**
   * A file in the storyboard's folder, as a path relative to the storyboard.
   */
  image?: string;
  /**
   * Several pictures, such as a face from two sides.
   *
   * @minItems 1
   */
  images?: Path[];
  /**
   * Id of the character at the provider.
   */
  character?: string;
}
/**
 * Values for every segment that does not set its own.
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
  sound?: SoundOfFootage;
  references?: References;
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
  sound?: SoundOfFootage;
  references?: References;
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
  'last-image'?: LastImage;
  fallbacks?: Fallbacks;
  tempo?: Tempo;
  duration?: Duration;
  trim?: Trim;
  speed?: Speed;
  provider?: Provider;
  model?: Model;
  takes?: Takes;
  pick?: Pick;
  why?: Why;
  lock?: Lock;
  attempts?: Attempts;
  variation?: Variation;
  style?: Style;
  setting?: Setting;
  options?: Options;
  sound?: SoundOfFootage;
  references?: References;
  fit?: Fit;
  volume?: Volume;
  mute?: Mute;
  caption?: Caption;
  captions?: SegmentCaptions;
  titles?: Titles;
  transition?: Transition;
}
/**
 * The part of the footage that the film uses. Default: all of it.
 */
export interface Trim {
  /**
   * Where that part begins in the footage, in seconds or as a time. Default: 0.
   */
  from?: SecondsOrNone | Time;
  /**
   * Where that part ends in the footage, in seconds or as a time. Default: at its end.
   */
  to?: Seconds | Time;
}
/**
 * A text with its times, position and style.
 */
export interface TimedText {
  /**
   * The text. Line breaks are kept.
   */
  text: string;
  /**
   * When it appears, counted from the segment's first frame in the film, in seconds or as a time. Default: 0.
   */
  from?: SecondsOrNone | Time;
  /**
   * When it disappears, counted from the segment's first frame in the film, in seconds or as a time. Default: when the segment ends.
   */
  to?: Seconds | Time;
  position?: Position;
  style?: TextStyle;
}
/**
 * How the text looks in the picture.
 */
export interface TextStyle {
  /**
   * Size of the text: `small`, `medium` or `large`. Default: `medium` for a caption, `large` for a title.
   */
  size?: 'small' | 'medium' | 'large';
  /**
   * Colour of the text, `#rrggbb` in quotes. Default: white.
   */
  color?: string;
  /**
   * Colour of a plate behind the text, `#rrggbb` in quotes. Default: none; the text has a dark edge.
   */
  background?: string;
  /**
   * Typeface: `sans` or `serif`. Default: `sans` for a caption, `serif` for a title.
   */
  face?: 'sans' | 'serif';
}
/**
 * Footage that begins with an image.
 */
export interface ImageSegment {
  id?: Id;
  image: FirstImage;
  'last-image'?: LastImage;
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
  why?: Why;
  lock?: Lock;
  attempts?: Attempts;
  variation?: Variation;
  style?: Style;
  setting?: Setting;
  options?: Options;
  sound?: SoundOfFootage;
  references?: References;
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
  /**
   * Id of the segment whose footage it continues.
   */
  extend: string;
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
  why?: Why;
  lock?: Lock;
  attempts?: Attempts;
  variation?: Variation;
  style?: Style;
  setting?: Setting;
  options?: Options;
  sound?: SoundOfFootage;
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
  /**
   * Id of the segment whose footage it changes.
   */
  edit: string;
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
  why?: Why;
  lock?: Lock;
  attempts?: Attempts;
  variation?: Variation;
  style?: Style;
  setting?: Setting;
  options?: Options;
  sound?: SoundOfFootage;
  fit?: Fit;
  volume?: Volume;
  mute?: Mute;
  caption?: Caption;
  captions?: SegmentCaptions;
  titles?: Titles;
  transition?: Transition;
}
/**
 * Existing footage, or a still.
 */
export interface FileSegment {
  id?: Id;
  /**
   * A file in the storyboard's folder, as a path relative to the storyboard.
   */
  file: string;
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
   * The text of the card. Empty: only the background.
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
   * A picture that fills the frame behind the text, slightly darkened.
   */
  image?: string;
  move?: Move;
  /**
   * Footage that runs behind the text, slightly darkened and without its sound.
   */
  file?: string;
  /**
   * Where the card begins in that footage, in seconds or as a time. Default: 0.
   */
  from?: SecondsOrNone | Time;
}
/**
 * The sound of the film.
 */
export interface Audio {
  /**
   * Whether the film uses the clips' own sound: true or false. Default: true.
   */
  keep?: boolean;
  /**
   * Music under the whole film.
   */
  music?: {
    /**
     * A file in the storyboard's folder, as a path relative to the storyboard.
     */
    file: string;
    volume?: Volume;
    /**
     * Whether it gets quieter while somebody speaks, in narration or dialogue: true or false. Default: false.
     */
    duck?: boolean;
    'fade-in'?: Fade;
    'fade-out'?: Fade;
  };
  /**
   * Recorded voices, each starting at a segment.
   *
   * Items: One recording.
   */
  narration?: {
    /**
     * A file in the storyboard's folder, as a path relative to the storyboard.
     */
    file: string;
    /**
     * Id of the segment that it begins with.
     */
    at: string;
    offset?: Offset;
    volume?: Volume;
  }[];
  /**
   * Pieces of music, effects and ambience, each starting at its own time.
   *
   * Items: One recording, as in `{ file: assets/rain.wav, at: harbour }`.
   */
  cues?: {
    /**
     * A file in the storyboard's folder, as a path relative to the storyboard.
     */
    file: string;
    /**
     * Id of the segment that it begins with; without one, it begins with the film.
     */
    at?: string;
    offset?: Offset;
    /**
     * Where the cue begins in the recording, in seconds or as a time. Default: 0.
     */
    from?: SecondsOrNone | Time;
    /**
     * Where the cue ends in the recording, in seconds or as a time. Default: at its end.
     */
    to?: Seconds | Time;
    volume?: Volume;
    duck?: Duck;
    'fade-in'?: Fade;
    'fade-out'?: Fade;
  }[];
  /**
   * Loudness of the whole film. Default: unchanged.
   */
  loudness?: number | string;
}
/**
 * Where captions are shown, and how they look.
 */
export interface Captions {
  /**
   * Whether captions are drawn into the picture: true or false. Default: false.
   */
  burn?: boolean;
  position?: Position;
  style?: TextStyle;
  /**
   * Caption files to write beside the film. Default: none.
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
   * US dollars for this film, over all runs, whatever its file is called.
   */
  'max-cost'?: number;
}
/**
 * What `storycut lint` and `storycut check` remark on.
 */
export interface Lint {
  /**
   * Codes of remarks that are not wanted in this film.
   *
   * Items: A code, as `storycut lint` tells it.
   */
  off?: (
    | 'actions-several'
    | 'asked-in-prose'
    | 'cast-unmarked'
    | 'dialogue-long'
    | 'moves-several'
    | 'name-spelt-twice'
    | 'sizes-equal'
    | 'change-verb'
    | 'text-in-picture'
  )[];
}
/**
 * An output with an aspect and a resolution.
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
 * An output with an exact size.
 */
export interface SizedOutput {
  name: OutputName;
  size: Size;
  fit?: Fit;
  as?: OutputKind;
  at?: PosterTime;
  fps?: OutputFps;
}
