import { basename } from 'node:path';
import { endOf, type HandoverMaterial, type HandoverShot, type Recording, timecodeOf } from '../handover.ts';
import type { DocumentContext } from './document-context.ts';
import { element } from './xml.ts';

/** Sound first, then markers, as the format requires. Their positions are in the shot's own time. */
export function attached(shot: HandoverShot, context: DocumentContext): readonly (readonly string[])[] {
  const { film, time, clock } = context;
  const during = ({ start }: { readonly start: number }): boolean =>
    start >= shot.start && start < endOf(shot);
  const local = (frame: number): string =>
    clock(shot.sourceStart + frame - shot.start, timecodeOf(shot.material));
  return [
    ...film.rows.flatMap((row, i) =>
      row.filter(during).map((recording) => sound(recording, local(recording.start), -1 - i, context)),
    ),
    ...toldMarkers(shot, context),
    ...[...film.captions, ...film.titles, ...film.notes]
      .filter(during)
      .toSorted((a, b) => a.start - b.start)
      .map(({ text, start, end }) =>
        element('marker', { start: local(start), duration: time(end - start), value: text }),
      ),
    ...film.chapters.filter(during).map(({ title, start }) =>
      element('chapter-marker', {
        start: local(start),
        duration: time(1),
        value: title,
        posterOffset: '0s',
      }),
    ),
  ];
}

/** What the format can't express, so that the editor has to redo it. */
const toldMarkers = (
  { material, sourceStart }: HandoverShot,
  { time }: DocumentContext,
): readonly (readonly string[])[] =>
  told(material).map((value) => element('marker', { start: time(sourceStart), duration: time(1), value }));

function told(material: HandoverMaterial): readonly string[] {
  const move = (what: string): readonly string[] => (what === 'none' ? [] : [`move: ${what}`]);
  if (material.kind === 'still') return move(material.move);
  if (material.kind !== 'card' || !material.behind) return [];
  return [`behind: ${basename(material.behind.file)}`, ...move(material.behind.move)];
}

/** Final Cut Pro's built-in roles. */
const roles: Readonly<Record<Recording['kind'], string>> = {
  music: 'music',
  narration: 'dialogue',
  cue: 'effects',
};

function sound(
  recording: Recording,
  offset: string,
  lane: number,
  { resources, time }: DocumentContext,
): readonly string[] {
  const { kind, file, frames, sourceStart, volume, fadeIn, fadeOut } = recording;
  const fades = [
    ...(fadeIn > 0 ? [element('fadeIn', { duration: time(fadeIn) })] : []),
    ...(fadeOut > 0 ? [element('fadeOut', { duration: time(fadeOut) })] : []),
  ];
  const amount = `${volume}dB`;
  return element(
    'asset-clip',
    {
      ...{ ref: resources.sound(recording), lane, offset },
      name: basename(file),
      start: time(sourceStart),
      duration: time(frames),
      audioRole: roles[kind],
    },
    [
      element(
        'adjust-volume',
        { amount },
        fades.length > 0 ? [element('param', { name: 'amount', value: amount }, fades)] : [],
      ),
    ],
  );
}
