import { isDrawn } from '../../core/drawn.ts';
import type { ShownWords, TimelineEntry } from '../../planner/plan.ts';
import type { Film } from '../cutting-room.ts';

/** The text that is drawn into an entry's pictures. */
export const drawnWords = (
  { words = [] }: TimelineEntry,
  film: Pick<Film, 'burnCaptions'>,
): readonly ShownWords[] => words.filter((one) => isDrawn(one, film.burnCaptions));
