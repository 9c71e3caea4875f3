import { basename } from 'node:path';
import { pathToFileURL } from 'node:url';
import { unreachable } from '../core/result.ts';
import {
  endOf,
  type Handover,
  isDissolve,
  type Join,
  type Material,
  type Recording,
  type Shot,
  transitionName,
  type Video,
} from './handover.ts';

type Json = Readonly<Record<string, unknown>>;

/**
 * OpenTimelineIO's JSON, with the schemas that its version 0.15 and later write (`Clip.2`, `Marker.2`, …). Where a
 * schema has no place for something, it is in the metadata under `storycut`.
 */
export function otioText(film: Handover): string {
  const otio = vocabulary(film.fps);
  const timeline = otio.timeline(
    film.title,
    otio.stack([...videoTracks(film, otio), ...soundTracks(film, otio)], markersOf(film, otio)),
    { size: film.size },
  );
  return `${JSON.stringify(timeline, null, 2)}\n`;
}

/** OpenTimelineIO's objects at one rate, each with all members of its schema. */
function vocabulary(rate: number) {
  const time = (value: number): Json => ({ OTIO_SCHEMA: 'RationalTime.1', rate, value });
  const range = (start: number, frames: number): Json => ({
    OTIO_SCHEMA: 'TimeRange.1',
    start_time: time(start),
    duration: time(frames),
  });
  const item = (name: string, metadata: Json): Json => ({
    name,
    metadata: { storycut: metadata },
    effects: [],
    markers: [],
    enabled: true,
  });
  const reference = (name: string, available: Json | null, metadata: Json = {}): Json => ({
    name,
    metadata: { storycut: metadata },
    available_range: available,
    available_image_bounds: null,
  });
  return {
    range,
    timeline: (name: string, tracks: Json, metadata: Json): Json => ({
      OTIO_SCHEMA: 'Timeline.1',
      name,
      metadata: { storycut: metadata },
      global_start_time: null,
      tracks,
    }),
    stack: (children: readonly Json[], markers: readonly Json[]): Json => ({
      OTIO_SCHEMA: 'Stack.1',
      ...item('tracks', {}),
      source_range: null,
      markers,
      children,
    }),
    track: (name: string, kind: 'Video' | 'Audio', children: readonly Json[]): Json => ({
      OTIO_SCHEMA: 'Track.1',
      ...item(name, {}),
      source_range: null,
      kind,
      children,
    }),
    clip: (name: string, source: Json, references: Json, metadata: Json): Json => ({
      OTIO_SCHEMA: 'Clip.2',
      ...item(name, metadata),
      source_range: source,
      media_references: references,
      active_media_reference_key: active,
    }),
    gap: (frames: number): Json => ({
      OTIO_SCHEMA: 'Gap.1',
      ...item('', {}),
      source_range: range(0, frames),
    }),
    transition: (name: string, type: string, { before, after }: Join, metadata: Json): Json => ({
      OTIO_SCHEMA: 'Transition.1',
      name,
      metadata: { storycut: metadata },
      transition_type: type,
      in_offset: time(before),
      out_offset: time(after),
    }),
    marker: (name: string, color: string, start: number, frames: number): Json => ({
      OTIO_SCHEMA: 'Marker.2',
      name,
      metadata: {},
      color,
      marked_range: range(start, frames),
      comment: '',
    }),
    file: (file: string, available: Json | null, metadata: Json): Json => ({
      OTIO_SCHEMA: 'ExternalReference.1',
      ...reference(basename(file), available, metadata),
      target_url: pathToFileURL(file).href,
    }),
    generator: (kind: string, available: Json, parameters: Json): Json => ({
      OTIO_SCHEMA: 'GeneratorReference.1',
      ...reference('', available),
      generator_kind: kind,
      parameters,
    }),
    missing: (): Json => ({ OTIO_SCHEMA: 'MissingReference.1', ...reference('', null) }),
  };
}

type Vocabulary = ReturnType<typeof vocabulary>;

/** The name that readers look for who know of one reference only. */
const active = 'DEFAULT_MEDIA';

const videoTracks = (film: Handover, otio: Vocabulary): readonly Json[] => [
  otio.track(
    'Picture',
    'Video',
    film.shots.flatMap((shot) => [
      pictureClip(shot, otio),
      ...(shot.join ? [pictureTransition(shot.join, otio)] : []),
    ]),
  ),
];

function pictureClip(shot: Shot, otio: Vocabulary): Json {
  const { segment, scene, fit, sourceStart, frames, material, others } = shot;
  const references = {
    [active]: referenceTo(material, otio),
    ...Object.fromEntries(others.map(({ take, video }) => [`take ${take}`, videoReference(video, otio)])),
  };
  return otio.clip(segment, otio.range(sourceStart, frames), references, { segment, scene, fit });
}

function referenceTo(material: Material, otio: Vocabulary): Json {
  switch (material.kind) {
    case 'video':
      return videoReference(material, otio);
    case 'still':
      return otio.file(material.file, null, { size: material.size });
    case 'card':
      return otio.generator('Text', otio.range(0, material.frames), { ...material.card });
    case 'missing':
      return otio.missing();
    default:
      return unreachable(material);
  }
}

const videoReference = ({ file, frames, fps, size }: Video, otio: Vocabulary): Json =>
  otio.file(file, otio.range(0, frames), { size, fps });

/** OpenTimelineIO knows one transition by name; all others are custom ones, called what the storyboard calls them. */
function pictureTransition(join: Join, otio: Vocabulary): Json {
  const type = isDissolve(join) ? 'SMPTE_Dissolve' : 'Custom_Transition';
  return otio.transition(transitionName(join.transition), type, join, { transition: join.transition });
}

function soundTracks({ shots, keepsSound, rows }: Handover, otio: Vocabulary): readonly Json[] {
  const own = keepsSound ? [otio.track('Sound', 'Audio', ownSound(shots, otio))] : [];
  return [
    ...own,
    ...rows.map((row) =>
      otio.track(row[0]?.kind === 'music' ? 'Music' : 'Narration', 'Audio', rowOf(row, otio)),
    ),
  ];
}

/** The footage's own sound, in the same ranges as its picture, faded along with it. */
const ownSound = (shots: readonly Shot[], otio: Vocabulary): readonly Json[] =>
  shots.flatMap((shot) => {
    const { segment, scene, material, frames, sourceStart, join } = shot;
    const heard =
      material.kind === 'video' && material.hasSound
        ? otio.clip(
            segment,
            otio.range(sourceStart, frames),
            { [active]: videoReference(material, otio) },
            { segment, scene },
          )
        : otio.gap(frames);
    return [heard, ...(join ? [otio.transition('cross-fade', 'SMPTE_Dissolve', join, {})] : [])];
  });

const rowOf = (row: readonly Recording[], otio: Vocabulary): readonly Json[] =>
  row.flatMap((recording, i) => {
    const before = row[i - 1];
    const silence = recording.start - (before ? endOf(before) : 0);
    const { kind, file, available, sourceStart, frames, volume, fadeIn, fadeOut, duck } = recording;
    const clip = otio.clip(
      basename(file),
      otio.range(sourceStart, frames),
      { [active]: otio.file(file, otio.range(0, available), {}) },
      { kind, volume, fadeIn, fadeOut, duck },
    );
    return silence > 0 ? [otio.gap(silence), clip] : [clip];
  });

const markersOf = ({ chapters, captions }: Handover, otio: Vocabulary): readonly Json[] => [
  ...chapters.map(({ title, start }) => otio.marker(title, 'GREEN', start, 1)),
  ...captions.map(({ text, start, end }) => otio.marker(text, 'YELLOW', start, end - start)),
];
