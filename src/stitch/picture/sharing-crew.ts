import { availableParallelism } from 'node:os';
import type { Result } from '../../core/result.ts';
import type { Cutting } from '../cutting-room.ts';
import type { CutProblems } from '../problems.ts';
import { crewOf } from './crew.ts';
import { type Encoded, encode, type Rendering, takeIn } from './encode.ts';
import { encoderHeader } from './encoder-header.ts';
import { orderFor } from './piece-order.ts';

/** Encodes on this machine's cores and on other machines. */
export interface SharingCrew {
  /** How many renderings it has room for. */
  readonly atOnce: number;
  encode(rendering: Rendering, onFrame: (frames: number) => void): Promise<Result<Encoded, CutProblems>>;
}

/** Undefined if there are no other machines. */
export async function sharingCrew(cutting: Cutting): Promise<SharingCrew | undefined> {
  const { farm } = cutting;
  if (farm === undefined) return undefined;
  const header = await encoderHeader(cutting);
  if (!header.ok) return undefined;
  const crew = crewOf(availableParallelism(), farm.atOnce);
  return {
    atOnce: crew.atOnce,
    encode: (rendering, onFrame) =>
      crew.work<Result<Encoded, CutProblems>>({
        here: () => encode(rendering, cutting, onFrame),
        // What comes back is compared with what else is encoded for the film.
        lend: async () =>
          rendering.restored
            ? undefined
            : farm.lend(
                orderFor(rendering, cutting.film),
                rendering.inputs.map(({ file }) => file),
              ),
        async takeIn(made) {
          const value = await takeIn(rendering, made, cutting, header.value);
          return value && { ok: true, value };
        },
      }),
  };
}
