/** What somebody noted at a film's footage. */
export interface FilmNote {
  readonly segment: string;
  /** SHA-256 of the clip that it was written at; absent: there was none. */
  readonly clip?: string;
  /** A frame of the segment as the film shows it, from 0. */
  readonly frame: number;
  /** The last one, if it is about several. */
  readonly to?: number;
  readonly text: string;
  readonly who?: string;
  /** ISO 8601 in UTC, to the second. */
  readonly when: string;
  /** When it was settled; absent: it is open. */
  readonly done?: string;
}

export const isOpen = ({ done }: FilmNote): boolean => done === undefined;

/** Notes in the order of their file: equal notes give equal files, whoever wrote them first. */
export const sortedNotes = (notes: readonly FilmNote[]): readonly FilmNote[] =>
  notes.toSorted(
    (a, b) =>
      compare(a.segment, b.segment) ||
      compare(a.clip ?? '', b.clip ?? '') ||
      a.frame - b.frame ||
      (a.to ?? a.frame) - (b.to ?? b.frame) ||
      compare(a.when, b.when) ||
      compare(a.text, b.text),
  );

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
