import { basename } from 'node:path';
import { unreachable } from '../../core/result.ts';
import {
  type CutOverlap,
  endOf,
  type Handover,
  type HandoverMaterial,
  type HandoverShot,
  type HandoverVideo,
  isDissolve,
  type Recording,
  timecodeOf,
  transitionName,
} from '../handover.ts';
import { active, type OtioObject, type Vocabulary, vocabulary } from './vocabulary.ts';

/**
 * OpenTimelineIO's JSON, with the schemas that version 0.15 and later write (`Clip.2`, `Marker.2`, …). What a schema has no
 * member for is in the metadata under `storycut`.
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

const videoTracks = (film: Handover, otio: Vocabulary): readonly OtioObject[] => [
  otio.track(
    'Picture',
    'Video',
    film.shots.flatMap((shot) => [
      pictureClip(shot, otio),
      ...(shot.join ? [pictureTransition(shot.join, otio)] : []),
    ]),
  ),
];

function pictureClip(shot: HandoverShot, otio: Vocabulary): OtioObject {
  const { segment, scene, fit, material, others } = shot;
  const references = {
    [active]: referenceTo(material, otio),
    ...Object.fromEntries(others.map(({ take, video }) => [`take ${take}`, videoReference(video, otio)])),
  };
  return otio.clip(
    segment,
    rangeOf(shot, otio),
    references,
    { segment, scene, fit },
    {
      effects: pace(shot, otio),
    },
  );
}

/** The start in frames of the material, and the length in frames of the film. */
const rangeOf = ({ sourceStart, speed, frames, material }: HandoverShot, otio: Vocabulary): OtioObject =>
  otio.range(sourceStart * speed, frames, timecodeOf(material));

const pace = ({ speed }: HandoverShot, otio: Vocabulary): readonly OtioObject[] =>
  speed === 1 ? [] : [otio.speed(speed)];

function referenceTo(material: HandoverMaterial, otio: Vocabulary): OtioObject {
  switch (material.kind) {
    case 'video':
      return videoReference(material, otio);
    case 'still':
      return otio.file(material.file, null, { size: material.size, move: material.move });
    case 'card':
      return otio.generator('Text', otio.range(0, material.frames), {
        ...material.card,
        ...(material.behind && { behind: material.behind }),
      });
    case 'missing':
      return otio.missing();
    default:
      return unreachable(material);
  }
}

const videoReference = ({ file, frames, fps, size, timecode }: HandoverVideo, otio: Vocabulary): OtioObject =>
  otio.file(file, otio.range(0, frames, timecode), { size, fps });

/** OpenTimelineIO has a name for one transition only; all others are custom ones, with the storyboard's names. */
function pictureTransition(join: CutOverlap, otio: Vocabulary): OtioObject {
  const type = isDissolve(join) ? 'SMPTE_Dissolve' : 'Custom_Transition';
  return otio.transition(transitionName(join.transition), type, join, { transition: join.transition });
}

function soundTracks({ shots, keepsSound, rows }: Handover, otio: Vocabulary): readonly OtioObject[] {
  const own = keepsSound ? [otio.track('Sound', 'Audio', ownSound(shots, otio))] : [];
  return [
    ...own,
    ...rows.map((row) => otio.track(rowNames[row[0]?.kind ?? 'cue'], 'Audio', rowOf(row, otio))),
  ];
}

const rowNames: Readonly<Record<Recording['kind'], string>> = {
  music: 'Music',
  narration: 'Narration',
  cue: 'Cues',
};

/** The footage's own sound, in the same ranges as the picture and with the same fades. */
const ownSound = (shots: readonly HandoverShot[], otio: Vocabulary): readonly OtioObject[] =>
  shots.flatMap((shot) => {
    const { segment, scene, material, frames, volume, join } = shot;
    const heard =
      material.kind === 'video' && material.hasSound
        ? otio.clip(
            segment,
            rangeOf(shot, otio),
            { [active]: videoReference(material, otio) },
            { segment, scene, ...(volume !== undefined && { volume }) },
            { enabled: volume !== 'mute', effects: pace(shot, otio) },
          )
        : otio.gap(frames);
    return [heard, ...(join ? [otio.transition('cross-fade', 'SMPTE_Dissolve', join, {})] : [])];
  });

const rowOf = (row: readonly Recording[], otio: Vocabulary): readonly OtioObject[] =>
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

const markersOf = (
  { chapters, captions, titles, notes }: Handover,
  otio: Vocabulary,
): readonly OtioObject[] =>
  [
    ...chapters.map(({ title, start }) => ({ text: title, color: 'GREEN', start, end: start + 1 })),
    ...captions.map((caption) => ({ ...caption, color: 'YELLOW' })),
    ...titles.map((title) => ({ ...title, color: 'CYAN' })),
    ...notes.map((note) => ({ ...note, color: 'RED' })),
  ]
    .toSorted((a, b) => a.start - b.start)
    .map(({ text, color, start, end }) => otio.marker(text, color, start, end - start));
