import type { ById } from './ids.ts';
import type { Places } from './places.ts';
import type { Problems } from './problems.ts';
import type { NamedFiles } from './read-files.ts';
import type { Measures } from './tempo.ts';

/** What is needed to resolve the sound of a film. */
export interface Hearing {
  readonly files: NamedFiles;
  readonly byId: ById;
  readonly measures: Measures;
  readonly places: Places;
  readonly problems: Problems;
}

/** `"-18 dB"`, `"-14 LUFS"` and plain numbers. */
export const decibels = (written: number | string): number => Number.parseFloat(String(written));
