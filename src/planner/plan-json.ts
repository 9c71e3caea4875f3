import { sizeText, toSeconds } from '../core/frames.ts';
import type { Position, Transition } from '../storyboard/model.ts';
import type { Caption, Cost, Job, JobState, Outstanding, Plan } from './plan.ts';

/** `plan --json`. All times in seconds; what belongs to a request to a provider is null for a job without one. */
export interface PlanJson {
  readonly schemaVersion: 1;
  readonly storyboard: string;
  readonly jobs: readonly JobJson[];
  readonly timeline: readonly EntryJson[];
  readonly chapters: readonly { readonly title: string; readonly start: number }[];
  readonly captions: readonly CaptionJson[];
  readonly titles: readonly CaptionJson[];
  /** Files as the storyboard names them; a start below 0 is before the film. */
  readonly narration: readonly { readonly file: string; readonly start: number }[];
  readonly cues: readonly { readonly file: string; readonly start: number }[];
  readonly duration: number;
  readonly cost: Cost;
}

interface CaptionJson {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly position: Position;
}

interface JobJson {
  readonly id: string;
  readonly kind: Job['kind'];
  readonly segment: string;
  readonly take: number;
  readonly provider: string | null;
  readonly model: string | null;
  readonly prompt: string | null;
  readonly seconds: number | null;
  readonly size: string | null;
  readonly needs: readonly string[];
  readonly fingerprint: string;
  readonly state: JobState;
  readonly reason: string;
  readonly cost: number;
  readonly outstanding: Outstanding | null;
}

interface EntryJson {
  readonly segment: string;
  readonly start: number;
  readonly end: number;
  readonly 'source-start': number;
  readonly speed: number;
  readonly transition: Transition;
}

export function planToJson({ schemaVersion, storyboard, jobs, timeline, cost }: Plan): PlanJson {
  const seconds = (frames: number): number => toSeconds(frames, timeline.fps);
  const captionJson = ({ text, start, end, position }: Caption): CaptionJson => ({
    text,
    start: seconds(start),
    end: seconds(end),
    position: position ?? 'bottom',
  });
  return {
    schemaVersion,
    storyboard,
    jobs: jobs.map(jobToJson),
    timeline: timeline.entries.map(({ segment, start, frames, sourceStart, speed = 1, transition }) => ({
      segment,
      start: seconds(start),
      end: seconds(start + frames),
      'source-start': seconds(sourceStart) * speed,
      speed,
      transition,
    })),
    chapters: timeline.chapters.map(({ title, start }) => ({ title, start: seconds(start) })),
    captions: timeline.captions.map(captionJson),
    titles: timeline.titles.map(captionJson),
    narration: timeline.narration.map(({ file, start }) => ({ file: file.path, start: seconds(start) })),
    cues: timeline.cues.map(({ file, start }) => ({ file: file.path, start: seconds(start) })),
    duration: seconds(timeline.frames),
    cost,
  };
}

function jobToJson(job: Job): JobJson {
  const { id, kind, segment, take, needs, fingerprint, state, reason, cost } = job;
  const request = job.kind === 'frame' ? undefined : job.request;
  return {
    id,
    kind,
    segment,
    take,
    provider: request?.provider ?? null,
    model: request?.model ?? null,
    prompt: request?.prompt ?? null,
    seconds: request?.seconds ?? null,
    size: request === undefined ? null : sizeText(request.size),
    needs,
    fingerprint,
    state,
    reason,
    cost,
    outstanding: job.outstanding ?? null,
  };
}
