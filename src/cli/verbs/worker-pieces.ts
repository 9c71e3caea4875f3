import { availableParallelism } from 'node:os';
import { err, type Result } from '../../core/result.ts';
import type { OpenedStudio } from '../../project/machine/studio.ts';
import { type TakenPieces, takePieces } from '../../project/pieces/take-pieces.ts';
import { count } from '../../report/units.ts';
import type { Terminal } from '../output.ts';
import { quietWorld } from '../world.ts';

type StudioSettings = Parameters<typeof takePieces>[2];

interface Pieces {
  /** At once; undefined: as many as there are cores. */
  readonly atOnce: number | undefined;
  readonly signal: AbortSignal;
}

/** Encodes pieces of other machines' films while `work` goes on, and says so; where it can't, films are made all the same. */
export async function withPieces<T>(
  output: Terminal,
  studio: OpenedStudio,
  settings: StudioSettings,
  { atOnce = availableParallelism(), signal }: Pieces,
  work: () => Promise<T>,
): Promise<T> {
  if (atOnce === 0) return await work();
  const begun = beginTaking(output, studio, settings, { atOnce, signal });
  try {
    return await work();
  } finally {
    const taken = await begun;
    if (taken.ok) {
      await taken.value.close();
      output.tell(`Encoded ${count(taken.value.made(), 'piece')} of other machines' films.`);
    }
  }
}

async function beginTaking(
  output: Terminal,
  studio: OpenedStudio,
  settings: StudioSettings,
  how: { readonly atOnce: number; readonly signal: AbortSignal },
): Promise<Result<TakenPieces, string>> {
  const taken = await takePieces(quietWorld(output), studio, settings, how).catch((error) =>
    err(String(error)),
  );
  if (taken.ok || !how.signal.aborted)
    output.tell(
      taken.ok
        ? `Encoding up to ${count(how.atOnce, 'piece')} of other machines' films at once.`
        : `Encoding no pieces of other machines' films: ${taken.error}`,
    );
  return taken;
}
