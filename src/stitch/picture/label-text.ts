import type { Film } from '../cutting-room.ts';
import type { Shot } from '../material.ts';

/** The label of a stand-in, so that people can refer to it. Undefined if no label is needed. */
export function labelOf({ segment, footage }: Shot['entry'], film: Pick<Film, 'labels'>): string | undefined {
  if (!film.labels || footage.kind !== 'clip' || footage.standIn === undefined) return undefined;
  const { take } = footage.standIn;
  return take === undefined ? segment : `${segment} · take ${take}`;
}
