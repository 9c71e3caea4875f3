import { type Holdings, noMoney } from '../../src/core/holdings.ts';
import { fingerprintOf, frameFingerprint, type GenerateRequest } from '../../src/core/request.ts';
import type { FrameJob, Job, JobState, Plan, ProviderJob } from '../../src/planner/plan.ts';

/** Plans of made-up jobs, for tests of what comes after planning. */
export function planOf(jobs: readonly Job[], files: Plan['files'] = []): Plan {
  return {
    schemaVersion: 1,
    storyboard: 'film.storyboard.yaml',
    jobs,
    takes: [],
    timeline: {
      fps: 24,
      entries: [],
      frames: 0,
      chapters: [],
      captions: [],
      titles: [],
      narration: [],
      cues: [],
    },
    cost: {
      needed: jobs.reduce((sum, job) => sum + job.cost, 0),
      ...noMoney,
      currency: 'USD',
      estimated: false,
    },
    files,
    seconds: 0,
    cutSeconds: 0,
    diagnostics: [],
  };
}

export function request(prompt: string, more: Partial<GenerateRequest> = {}): GenerateRequest {
  return {
    kind: 'generate',
    provider: 'fake',
    model: 'm',
    prompt,
    size: { width: 1280, height: 720 },
    options: {},
    take: 1,
    variation: 1,
    seconds: 4,
    references: [],
    characters: [],
    ...more,
  };
}

/** A job named after its segment that generates 4 seconds for a dollar. */
export function generate(id: string, more: Partial<Omit<ProviderJob, 'id'>> = {}): ProviderJob {
  const asked = more.request ?? request(`the prompt of ${id}`);
  return {
    kind: 'generate',
    id,
    segment: id,
    take: 1,
    link: 1,
    needs: [],
    fingerprint: fingerprintOf(asked),
    state: 'new',
    reason: 'never made',
    cost: 1,
    pace: 60,
    request: asked,
    fallbacks: [],
    attempts: 3,
    holds: 4,
    ...more,
  };
}

/** The last frame of what another job makes. */
export function frameOf(below: Job, more: Partial<Omit<FrameJob, 'kind'>> = {}): FrameJob {
  return {
    kind: 'frame',
    id: `${below.id}.frame`,
    segment: below.segment,
    take: 1,
    link: below.link,
    needs: [below.id],
    fingerprint: frameFingerprint(below.fingerprint),
    state: 'new',
    reason: 'never made',
    cost: 0,
    pace: 1,
    source: { kind: 'job', fingerprint: below.fingerprint },
    ...more,
  };
}

/** A job that extends what another makes. */
export function extend(id: string, below: Job, more: Partial<Omit<ProviderJob, 'id'>> = {}): ProviderJob {
  const asked = {
    kind: 'extend',
    provider: 'fake',
    model: 'm',
    prompt: `the prompt of ${id}`,
    size: { width: 1280, height: 720 },
    options: {},
    take: 1,
    variation: 1,
    seconds: 4,
    source: { kind: 'job', fingerprint: below.fingerprint },
  } as const;
  return {
    ...generate(id),
    kind: 'extend',
    request: asked,
    fingerprint: fingerprintOf(asked),
    needs: [below.id],
    holds: 8,
    ...more,
  };
}

/** The jobs with the states that a plan made with these holdings gives them. */
export function withStates(jobs: readonly Job[], holdings: Holdings): readonly Job[] {
  return jobs.map((job): Job => {
    if (holdings.clip(job.fingerprint)) return { ...job, state: 'cached', cost: 0 };
    const kind = holdings.attempt(job.fingerprint)?.kind ?? 'new';
    const states = { lost: 'unknown', missing: 'in-flight', 'given-up': 'new' } as const;
    const state = kind in states ? states[kind as keyof typeof states] : (kind as JobState);
    return { ...job, state, cost: state === 'in-flight' ? 0 : job.cost };
  });
}
