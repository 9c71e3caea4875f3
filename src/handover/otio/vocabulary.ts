import { basename } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { SourceTimecode } from '../../core/footage.ts';
import type { CutOverlap } from '../handover.ts';

export type OtioObject = Readonly<Record<string, unknown>>;

/** Whether a clip is video or audio, and its speed. */
interface Playing {
  readonly enabled?: boolean;
  readonly effects?: readonly OtioObject[];
}

/** OpenTimelineIO's objects at one rate, each with all members of its schema. */
export function vocabulary(rate: number) {
  const time = (value: number, at = rate): OtioObject => ({ OTIO_SCHEMA: 'RationalTime.1', rate: at, value });
  /** In material whose first frame has a timecode, the start is counted at the rate of that. */
  const range = (start: number, frames: number, from?: SourceTimecode): OtioObject => ({
    OTIO_SCHEMA: 'TimeRange.1',
    start_time: from ? time(from.frame + (start * from.fps) / rate, from.fps) : time(start),
    duration: time(frames),
  });
  const item = (name: string, metadata: OtioObject, enabled = true): OtioObject => ({
    name,
    metadata: { storycut: metadata },
    effects: [],
    markers: [],
    enabled,
  });
  const reference = (name: string, available: OtioObject | null, metadata: OtioObject = {}): OtioObject => ({
    name,
    metadata: { storycut: metadata },
    available_range: available,
    available_image_bounds: null,
  });
  return {
    range,
    timeline: (name: string, tracks: OtioObject, metadata: OtioObject): OtioObject => ({
      OTIO_SCHEMA: 'Timeline.1',
      name,
      metadata: { storycut: metadata },
      global_start_time: null,
      tracks,
    }),
    stack: (children: readonly OtioObject[], markers: readonly OtioObject[]): OtioObject => ({
      OTIO_SCHEMA: 'Stack.1',
      ...item('tracks', {}),
      source_range: null,
      markers,
      children,
    }),
    track: (name: string, kind: 'Video' | 'Audio', children: readonly OtioObject[]): OtioObject => ({
      OTIO_SCHEMA: 'Track.1',
      ...item(name, {}),
      source_range: null,
      kind,
      children,
    }),
    clip: (
      name: string,
      source: OtioObject,
      references: OtioObject,
      metadata: OtioObject,
      { enabled = true, effects = [] }: Playing = {},
    ): OtioObject => ({
      OTIO_SCHEMA: 'Clip.2',
      ...item(name, metadata, enabled),
      effects,
      source_range: source,
      media_references: references,
      active_media_reference_key: active,
    }),
    /** A clip is as long as its source range, at any speed. */
    speed: (speed: number): OtioObject => ({
      OTIO_SCHEMA: 'LinearTimeWarp.1',
      name: '',
      metadata: {},
      effect_name: 'LinearTimeWarp',
      time_scalar: speed,
    }),
    gap: (frames: number): OtioObject => ({
      OTIO_SCHEMA: 'Gap.1',
      ...item('', {}),
      source_range: range(0, frames),
    }),
    transition: (
      name: string,
      type: string,
      { before, after }: CutOverlap,
      metadata: OtioObject,
    ): OtioObject => ({
      OTIO_SCHEMA: 'Transition.1',
      name,
      metadata: { storycut: metadata },
      transition_type: type,
      in_offset: time(before),
      out_offset: time(after),
    }),
    marker: (name: string, color: string, start: number, frames: number): OtioObject => ({
      OTIO_SCHEMA: 'Marker.2',
      name,
      metadata: {},
      color,
      marked_range: range(start, frames),
      comment: '',
    }),
    file: (file: string, available: OtioObject | null, metadata: OtioObject): OtioObject => ({
      OTIO_SCHEMA: 'ExternalReference.1',
      ...reference(basename(file), available, metadata),
      target_url: pathToFileURL(file).href,
    }),
    generator: (kind: string, available: OtioObject, parameters: OtioObject): OtioObject => ({
      OTIO_SCHEMA: 'GeneratorReference.1',
      ...reference('', available),
      generator_kind: kind,
      parameters,
    }),
    missing: (): OtioObject => ({ OTIO_SCHEMA: 'MissingReference.1', ...reference('', null) }),
  };
}

export type Vocabulary = ReturnType<typeof vocabulary>;

/** The key that readers look for if they support only one reference. */
export const active = 'DEFAULT_MEDIA';
