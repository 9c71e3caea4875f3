import { readFile } from 'node:fs/promises';
import type { Diagnostic } from '../../core/diagnostic.ts';
import { committedOf } from '../../core/holdings.ts';
import type { Job, Plan } from '../../planner/plan.ts';
import { type FilmRequest, openPlan, type PlannedFilm } from '../../project/film/film.ts';
import { notesOn, openNotes } from '../../project/film/notes.ts';
import type { World } from '../../project/machine/world.ts';
import { beyondBudget } from '../../project/run/budget.ts';
import { lockedAgain } from '../../project/run/locked.ts';
import type { Segment } from '../../storyboard/model.ts';
import type { FilmNote } from '../../storyboard/notes/note.ts';
import { promptsWritten } from '../../storyboard/write-segment.ts';
import { nextStep } from './next-step.ts';
import { noteId } from './note-id.ts';
import type {
  ShownDiagnostic,
  ShownDocument,
  ShownFilm,
  ShownJudgement,
  ShownMoney,
  ShownNote,
  ShownSegment,
} from './shown.ts';
import { tellJudgement } from './tell-judgement.ts';
import { soundOf } from './tell-sound.ts';
import { gravest, knownTakes, type TakesKnown, takesOf } from './tell-takes.ts';
import { entriesOf } from './tell-timeline.ts';

export interface ToldFilm {
  readonly document: ShownDocument;
  /** The film that it shows; absent if its storyboard is wrong. */
  readonly planned?: PlannedFilm;
  /** Why it can't be planned. */
  readonly refused?: readonly Diagnostic[];
}

/** The film as it is now: what its storyboard says, and what there is of it. Changes nothing. */
export async function tellFilm(world: World, request: FilmRequest): Promise<ToldFilm> {
  const opened = await openPlan(world, request);
  if (!opened.ok) {
    const { diagnostics } = opened.error;
    return { document: { diagnostics: diagnostics.map(shownDiagnostic) }, refused: diagnostics };
  }
  const planned = opened.value;
  const { film, plan, notices, holdings, names } = planned;
  const text = await readFile(film.located.absolute, 'utf8').catch(() => '');
  const notes = await notesOn(film);
  const unread = await openNotes(film);
  const diagnostics = [
    ...notices,
    ...film.diagnostics,
    ...plan.diagnostics,
    ...lockedAgain(film, plan, holdings),
    ...beyondBudget(film, plan, names),
    ...unread.diagnostics,
  ];
  return {
    planned,
    document: {
      film: shownFilm(planned, {
        text,
        notes: notes.ok ? notes.value : [],
        judgement: await tellJudgement(planned),
      }),
      diagnostics: diagnostics.map(shownDiagnostic),
    },
  };
}

interface Beside {
  /** The storyboard's. */
  readonly text: string;
  readonly notes: readonly FilmNote[];
  readonly judgement: ShownJudgement;
}

function shownFilm(planned: PlannedFilm, { text, notes, judgement }: Beside): ShownFilm {
  const { film, plan } = planned;
  const { storyboard, located } = film;
  const known = knownTakes(planned);
  const jobs = jobsBySegment(plan);
  const written = promptsWritten(text);
  return {
    title: storyboard.title,
    ...(storyboard.logline !== undefined && { logline: storyboard.logline }),
    storyboard: located.named,
    fps: plan.timeline.fps,
    size: storyboard.format.size,
    frames: plan.timeline.frames,
    keepsSound: storyboard.audio.keep,
    scenes: storyboard.scenes.map(({ id, title, segments }) => ({
      ...{ id, segments },
      ...(title !== undefined && { title }),
    })),
    segments: storyboard.segments.map((segment, i) =>
      shownSegment(segment, { known, jobs: jobs.get(segment.id) ?? [], written: written[i] }),
    ),
    entries: entriesOf(plan.timeline),
    sound: soundOf(storyboard.audio, plan.timeline),
    captions: plan.timeline.captions.map(({ text, start, end }) => ({ text, start, end })),
    money: moneyOf(plan, storyboard.maxCost),
    notes: notes.map(shownNote),
    judgement,
  };
}

const shownNote = (note: FilmNote): ShownNote => ({ id: noteId(note), ...note });

function jobsBySegment({ jobs, takes }: Plan): ReadonlyMap<string, readonly Job[]> {
  const byId = new Map(jobs.map((job) => [job.id, job]));
  const found = new Map<string, Job[]>();
  for (const { segment, jobs: ids } of takes) {
    const own = found.get(segment) ?? [];
    own.push(...ids.flatMap((id) => byId.get(id) ?? []));
    found.set(segment, own);
  }
  return found;
}

interface AboutSegment {
  readonly known: TakesKnown;
  readonly jobs: readonly Job[];
  readonly written: string | undefined;
}

function shownSegment(segment: Segment, { known, jobs, written }: AboutSegment): ShownSegment {
  const { id, scene, place, source, duration, pick, why, locked = false } = segment;
  const takes = takesOf(id, known);
  const grave = gravest(jobs);
  return {
    ...{ id, scene, locked, takes },
    line: place.line,
    source: source.kind,
    state: grave?.state ?? 'local',
    reason: grave?.reason ?? (source.kind === 'card' ? 'a card' : 'your own footage'),
    ...('prompt' in source && { prompt: source.prompt }),
    ...('prompt' in source && written !== undefined && { written }),
    ...(duration !== undefined && { seconds: duration }),
    ...(pick !== undefined && { pick }),
    ...(why !== undefined && { why }),
    next: nextStep(id, { takes, pick }, jobs, known.jobs),
  };
}

function moneyOf({ cost }: Plan, cap: number | undefined): ShownMoney {
  const { needed, spent, reserved } = cost;
  return {
    ...{ needed, spent, reserved },
    ...(cap !== undefined && { cap, left: Math.max(0, cap - committedOf(cost)) }),
  };
}

function shownDiagnostic({ severity, code, message, help, segment, place }: Diagnostic): ShownDiagnostic {
  return {
    ...{ severity, code, message },
    ...(help !== undefined && { help }),
    ...(segment !== undefined && { segment }),
    ...(place && { at: `${place.file}:${place.line}:${place.column}` }),
  };
}
