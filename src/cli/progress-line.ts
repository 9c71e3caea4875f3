import { fitted } from '../report/fitted.ts';
import type { Terminal } from './output.ts';

/** Draws the last line of a terminal again and again, empty to erase it; nothing where that can't be done. */
export const progressLine =
  ({ live }: Pick<Terminal, 'live'>): ((text: string) => void) =>
  (text) =>
    void live(text === '' ? undefined : ({ columns }) => [fitted(text, columns - 1)]);
