import type { NamedSegment } from './ids.ts';
import type { Settings } from './inherit.ts';
import type { FrameClock, Measure } from './time.ts';

/** What times are measured by, since each place may have a tempo of its own. */
export interface Measures {
  /** For what belongs to the film as a whole. */
  readonly film: Measure;
  /** For what belongs to a segment, by its id; one that is not there has the film's. */
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
