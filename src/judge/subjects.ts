import { grouped } from '../core/grouped.ts';
import type { PlannedTake, ProviderJob, TimelineEntry } from '../planner/plan.ts';
import type { Segment } from '../storyboard/model.ts';
import type { FilmFootage } from './film-footage.ts';
import type { AskedFootage } from './judgement.ts';
import { before, extendedBy, isWhole } from './made-whole.ts';
import { stretchesOf } from './stretches.ts';
import type { Viewing } from './viewing.ts';

/** Footage to look at. */
export interface Subject {
  readonly segment: string;
  /** Absent for the user's own footage. */
  readonly take?: number;
  readonly viewing: Viewing;
  /** Seconds of it that are the segment's own: not what an extension continues, nor what the film leaves out of a file. */
  readonly own: { readonly from: number; readonly until?: number };
  /** Absent for what nobody asked for: the user's own. */
  readonly asked?: AskedFootage;
}

/** All footage of a film that there is, in film order: each take's clips, and the user's own. */
export function subjectsOf(film: FilmFootage): readonly Subject[] {
  const takes = grouped(film.plan.takes, ({ segment }) => segment);
  const shown = grouped(film.plan.timeline.entries, ({ segment }) => segment);
  const jobs = new Map(film.plan.jobs.map((job) => [job.id, job]));
  const chainOf = ({ jobs: ids }: PlannedTake): readonly ProviderJob[] =>
    ids.flatMap((id) => {
      const job = jobs.get(id);
      return job === undefined || job.kind === 'frame' ? [] : [job];
    });
  return film.storyboard.segments.flatMap((segment): readonly Subject[] => {
    const { source, id } = segment;
    if (source.kind === 'file') return (shown.get(id) ?? []).flatMap((entry) => fileIn(entry, film));
    return (takes.get(id) ?? []).flatMap((take) => clipsOf(take.take, chainOf(take), segment, film));
  });
}

const fileIn = (entry: TimelineEntry, film: FilmFootage): readonly Subject[] =>
  stretchesOf(entry, film).map(({ segment, viewing, from, until }) => ({
    segment,
    viewing,
    own: { from, until },
  }));

/** Clips that no later one of the same take contains. */
function clipsOf(
  take: number,
  chain: readonly ProviderJob[],
  segment: Segment,
  film: FilmFootage,
): readonly Subject[] {
  const extended = new Set(chain.map(extendedBy));
  const own = new Set(chain.map(({ fingerprint }) => fingerprint));
  return chain.flatMap((job): readonly Subject[] => {
    const clip = film.holdings.clip(job.fingerprint);
    if (clip === undefined || extended.has(job.fingerprint)) return [];
    const isOthers = !own.has(extendedBy(job) ?? '');
    return [
      {
        ...{ segment: segment.id, take, viewing: { footage: clip.hash } },
        own: { from: isOthers ? before(job, film) : 0 },
        asked: askedOf(job, isWhole(job, clip.seconds), segment, film),
      },
    ];
  });
}

function askedOf(
  { request, holds }: ProviderJob,
  whole: boolean,
  segment: Segment,
  { storyboard, hasSound }: FilmFootage,
): AskedFootage {
  const { provider, model, size, fps, sound, seconds } = request;
  const isHeard = storyboard.audio.keep && segment.volume !== 'mute' && !segment.soundOff;
  return {
    ...{ seconds: whole ? holds : seconds, size },
    ...(fps !== undefined && { fps }),
    sound: isHeard && (sound ?? hasSound(provider, model)),
  };
}
