import type { Clock } from '../../../core/ports.ts';
import { type Answer, json } from '../../answer.ts';
import type { CallProblem } from '../../problem.ts';
import type { VideoShelf } from '../../video-shelf.ts';
import { runwayModels } from './models.ts';
import { creditsOf } from './told-job.ts';

/** What an account begins with, and its limits per model. */
export const limits = { credits: 1_000_000, atOnce: 5, daily: 5000 };

const day = 24 * 3_600_000;

interface Charge {
  readonly id: string;
  readonly model: string;
  readonly at: number;
  /** The most that the task may cost, which is taken at once. */
  readonly estimated: number;
  /** Of a task that is no longer there. */
  settled?: number;
}

/** The credits of the account: taken when a task is accepted, given back as far as it does not cost them. */
export function account(shelf: VideoShelf, clock: Clock) {
  const charges: Charge[] = [];

  const creditsFor = ({ id, estimated, settled }: Charge): number => {
    const video = shelf.get(id)?.video;
    if (settled !== undefined) return settled;
    if (video?.state === 'failed') return 0;
    return video?.state === 'completed' ? creditsOf(video.cost) : estimated;
  };
  const balance = (): number => charges.reduce((left, charge) => left - creditsFor(charge), limits.credits);
  const today = (model: string): number =>
    charges.filter((one) => one.model === model && one.at > clock.now() - day).length;
  const find = (id: string): Charge | undefined => charges.find((one) => one.id === id);

  return {
    charge: (id: string, model: string, estimated: number): void => {
      charges.push({ id, model, estimated, at: clock.now() });
    },
    estimateOf: (id: string): number => find(id)?.estimated ?? 0,
    /** A task is removed: what is left of it on the bill. */
    settle(id: string, credits: number): void {
      const charge = find(id);
      if (charge) charge.settled = credits;
    },
    /** Why a task can't be accepted. */
    refusal(model: string, estimated: number): CallProblem | undefined {
      if (balance() < estimated) return { status: 400, code: 'insufficient_quota', message: '' };
      return today(model) < limits.daily
        ? undefined
        : {
            status: 429,
            message: `The daily limit of ${limits.daily} generations with ${model} is reached.`,
          };
    },
    told(): Answer {
      const perModel = <T>(of: (model: string) => T) =>
        Object.fromEntries(Object.keys(runwayModels).map((model) => [model, of(model)]));
      return json(200, {
        creditBalance: balance(),
        tier: {
          maxMonthlyCreditSpend: limits.credits,
          models: perModel(() => ({
            maxConcurrentGenerations: limits.atOnce,
            maxDailyGenerations: limits.daily,
          })),
        },
        usage: { models: perModel((model) => ({ dailyGenerations: today(model) })) },
      });
    },
    creditsFor: (id: string): number => {
      const charge = find(id);
      return charge ? creditsFor(charge) : 0;
    },
  };
}
