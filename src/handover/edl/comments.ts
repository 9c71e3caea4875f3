import { basename } from 'node:path';
import { unreachable } from '../../core/result.ts';
import type { Handover, HandoverShot, Recording } from '../handover.ts';
import { effectOf } from './effects.ts';
import type { EdlEvent } from './events.ts';

interface Context {
  readonly film: Handover;
  /** Whether this is the last event: a marker at the very end of the film belongs to it. */
  readonly isLast: boolean;
  /** The timecode of a film frame. */
  readonly at: (frame: number) => string;
}

/** First the comments that readers identify a file by, then those for people, then the markers within the event. */
export function eventComments(event: EdlEvent, context: Context): readonly string[] {
  const { shot, entry } = event;
  const from = entry ? entry.over.shot : shot;
  return [
    ...(from ? [`* FROM CLIP NAME: ${clipName(from)}`] : []),
    ...(entry && shot ? [`* TO CLIP NAME: ${clipName(shot)}`] : []),
    ...(entry && effectOf(entry.transition) === undefined ? [`* TRANSITION: ${entry.transition}`] : []),
    ...(event.channels === 'AA' ? [] : [...(shot ? shotComments(shot) : []), ...markers(event, context)]),
  ];
}

const clipName = ({ material, segment }: HandoverShot): string =>
  'file' in material ? oneLine(basename(material.file)) : segment;

function shotComments({ material, volume, others }: HandoverShot): readonly string[] {
  const sound = volume === undefined ? [] : [volume === 'mute' ? '* MUTED' : `* VOLUME: ${volume} DB`];
  const takes = others.map(({ take, video }) => `* OTHER TAKE: ${take} ${oneLine(video.file)}`);
  switch (material.kind) {
    case 'video':
      return [`* SOURCE FILE: ${oneLine(material.file)}`, ...sound, ...takes];
    case 'still':
      return [
        `* SOURCE FILE: ${oneLine(material.file)}`,
        ...(material.move === 'none' ? [] : [`* MOVE: ${material.move}`]),
      ];
    case 'card':
      return [
        `* CARD: ${oneLine(material.card.text)}`,
        ...(material.behind ? [`* BEHIND: ${oneLine(material.behind.file)}`] : []),
      ];
    case 'missing':
      return ['* NOT MADE YET', ...takes];
    default:
      return unreachable(material);
  }
}

function markers({ start, end }: EdlEvent, { film, isLast, at }: Context): readonly string[] {
  const isHere = (mark: { readonly start: number }): boolean =>
    mark.start >= start && (mark.start < end || isLast);
  return [
    ...film.chapters.map(({ start, title }) => ({ start, color: 'GREEN ', text: title })),
    ...film.captions.map((caption) => ({ ...caption, color: 'YELLOW' })),
    ...film.titles.map((title) => ({ ...title, color: 'CYAN  ' })),
    ...film.notes.map((note) => ({ ...note, color: 'RED   ' })),
  ]
    .filter(isHere)
    .toSorted((a, b) => a.start - b.start)
    .map(({ start: from, color, text }) => `* LOC: ${at(from)} ${color}  ${oneLine(text)}`);
}

export function soundComment(
  { kind, file, start, frames, volume }: Recording,
  at: (frame: number) => string,
): string {
  return `* ${kind.toUpperCase()}: ${at(start)} ${at(start + frames)} ${volume} DB ${oneLine(file)}`;
}

/** A comment is a single line: user text must not begin another. */
export const oneLine = (text: string): string => text.replaceAll(/[\s\p{Cc}\u2028\u2029]+/gu, ' ').trim();
