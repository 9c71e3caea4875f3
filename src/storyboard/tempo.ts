import type { NamedSegment } from './ids.ts';
import type { Settings } from './inherit.ts';
import type { FrameClock, Measure } from './time.ts';

/** Measures of time, since each place may have its own tempo. */
export interface Measures {
  /** For what belongs to the film as a whole. */
  readonly film: Measure;
  /** For what belongs to a segment, by its id; an unknown segment has the film's. */
  of(id: string): Measure;
}

export function measuresOf(
  film: Settings,
  settings: ReadonlyMap<NamedSegment, Settings>,
  byId: ReadonlyMap<string, NamedSegment>,
  clock: FrameClock,
): Measures {
  const tempoOf = (id: string): number | undefined => {
    const one = byId.get(id);
    return ((one && settings.get(one)) ?? film).tempo;
  };
  return { film: clock.at(film.tempo), of: (id) => clock.at(tempoOf(id)) };
}
