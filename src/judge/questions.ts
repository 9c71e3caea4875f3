import { hashOf } from '../core/canonical.ts';
import { grouped } from '../core/grouped.ts';
import { unreachable } from '../core/result.ts';
import type { FilmFootage } from './film-footage.ts';
import { chainsOf, type JudgedSeam, seamsOf } from './seams.ts';
import { type ShownStretch, stretchesOf } from './stretches.ts';
import { type Subject, subjectsOf } from './subjects.ts';
import { version } from './thresholds.ts';
import type { Viewing } from './viewing.ts';

/** What can be asked of footage. Its verdict depends on nothing else. */
export type JudgeQuestion =
  | ({ readonly kind: 'footage' } & Subject)
  | { readonly kind: 'seam'; readonly seam: JudgedSeam }
  | { readonly kind: 'chain'; readonly links: readonly ShownStretch[] }
  | { readonly kind: 'levels'; readonly heard: readonly HeardStretch[] };

/** A segment's sound in the film; `volume` in dB. Without footage: nothing is heard of it. */
export interface HeardStretch {
  readonly segment: string;
  readonly stretches: readonly ShownStretch[];
  readonly volume: number;
}

/** Everything that is asked of a film, in the order in which it is told. */
export function questionsOf(film: FilmFootage): readonly JudgeQuestion[] {
  const seams = seamsOf(film);
  const heard = heardIn(film);
  return [
    ...subjectsOf(film).map((subject) => ({ kind: 'footage', ...subject }) as const),
    ...seams.map((seam) => ({ kind: 'seam', seam }) as const),
    ...chainsOf(seams).map((links) => ({ kind: 'chain', links }) as const),
    ...(heard.length > 1 ? [{ kind: 'levels', heard } as const] : []),
  ];
}

/** What an verdict is found by. Thresholds and measurements are part of it. */
export const keyOf = (question: JudgeQuestion): string => hashOf({ version, question });

/** What has to be measured to verdict a question. */
export function viewingsIn(question: JudgeQuestion): readonly Viewing[] {
  switch (question.kind) {
    case 'footage':
      return [question.viewing];
    case 'seam':
      return [question.seam.before.viewing, question.seam.after.viewing];
    case 'chain':
      return question.links.map(({ viewing }) => viewing);
    case 'levels':
      return question.heard.flatMap(({ stretches }) => stretches.map(({ viewing }) => viewing));
    default:
      return unreachable(question);
  }
}

/** The segments that a question is about. */
export function segmentsIn(question: JudgeQuestion): readonly string[] {
  switch (question.kind) {
    case 'footage':
      return [question.segment];
    case 'seam':
      return [question.seam.before.segment, question.seam.after.segment];
    case 'chain':
      return question.links.map(({ segment }) => segment);
    case 'levels':
      return question.heard.map(({ segment }) => segment);
    default:
      return unreachable(question);
  }
}

/** None where the film has no sound of its clips, or brings all of it to one loudness. */
function heardIn(film: FilmFootage): readonly HeardStretch[] {
  const { audio } = film.storyboard;
  if (!audio.keep || audio.loudness !== undefined) return [];
  const bySegment = grouped(film.plan.timeline.entries, ({ segment }) => segment);
  return [...bySegment].map(([segment, entries]) => {
    const volume = entries[0]?.volume ?? 0;
    const stretches = volume === 'mute' ? [] : entries.flatMap((entry) => stretchesOf(entry, film));
    return { segment, stretches, volume: volume === 'mute' ? 0 : volume };
  });
}
