import type { PaidOperation } from './operation.ts';
import type { ServedVideo } from './served-video.ts';
import type { Backstage } from './service.ts';
import type { Shooting } from './studio.ts';
import type { Fate } from './video-shelf.ts';

/** A video to make, and to charge for. */
export interface Commission {
  readonly operation: PaidOperation;
  /** Equal for equal orders. */
  readonly order: string;
  readonly shooting: Omit<Shooting, 'take'>;
  /** How often the video will have been extended. */
  readonly extensions: number;
  readonly remixOf?: string;
  /** US dollars; what a job costs that fails. */
  readonly cost: number;
  readonly costOfFailure: number;
  readonly fate: Fate | undefined;
}

/** Moderation refuses a prompt that contains this word. */
const blockedWord = '[blocked]';

/** Takes orders: numbers the equal ones, has them made, and writes the bill. */
export function orderDesk({
  shelf,
  paid,
}: Pick<Backstage, 'shelf' | 'paid'>): (commission: Commission) => ServedVideo {
  /** The number of equal orders so far that don't fail. */
  const takes = new Map<string, number>();
  return (commission) => {
    const { operation, order, extensions, remixOf, fate, cost } = commission;
    const shooting = fate?.kind === 'part' ? partOf(commission.shooting) : commission.shooting;
    const { model, prompt, seconds } = shooting;
    const blocked = prompt.includes(blockedWord);
    const ending = fate ?? (blocked ? ({ kind: 'fail', cause: 'moderation' } as const) : undefined);
    const fails = ending?.kind === 'fail';
    const take = (takes.get(order) ?? 0) + 1;
    if (!fails) takes.set(order, take);
    const video = shelf.add({ ...shooting, take }, { remixOf, extensions, cost, fate: ending });
    const charged = fails ? commission.costOfFailure : cost;
    paid.push({ id: video.id, operation, prompt, model, seconds, cost: charged, order, fails, take });
    return video;
  };
}

/** The new part of an extension, as footage of its own. */
const partOf = ({ source, ...shooting }: Omit<Shooting, 'take'>): Omit<Shooting, 'take'> => ({
  ...shooting,
  kind: 'generate',
  total: shooting.seconds,
});
