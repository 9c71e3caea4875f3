import { paceOf as paceByData } from '../planner/pace.ts';
import type { Job } from '../planner/plan.ts';
import type { Engine } from './engine.ts';

/** Taking a last frame decodes a clip: about a second. */
const FRAME_SECONDS = 1;

/** Roughly how many seconds a job takes, as its model's data says. */
export function paceOf(engine: Engine): (job: Job) => number {
  return (job) => {
    if (job.kind === 'frame') return FRAME_SECONDS;
    const { provider, model, seconds } = job.request;
    const capabilities = engine.provider(provider)?.data.models.find((one) => one.model === model);
    return capabilities ? paceByData(capabilities, job.request) : seconds;
  };
}
