import { edlText } from './edl/document.ts';
import { edlSays } from './edl/effects.ts';
import { fcpxmlText } from './fcpxml/document.ts';
import type { SheetName, TimelineName } from './format-name.ts';
import { type CutOverlap, type Handover, isDissolve } from './handover.ts';
import { otioText } from './otio/document.ts';
import { costSheet } from './sheets/cost-sheet.ts';
import type { CsvTable } from './sheets/csv.ts';
import type { SheetInput } from './sheets/sheet-input.ts';
import { shotList } from './sheets/shot-list.ts';

/** An export format for editing software. */
export interface HandoverFormat {
  write(film: Handover): string;
  /** Whether it has a transition of this kind. If not, it writes a dissolve named after it. */
  says(join: CutOverlap): boolean;
}

export const formats: Readonly<Record<TimelineName, HandoverFormat>> = {
  otio: { write: otioText, says: () => true },
  edl: { write: edlText, says: edlSays },
  fcpxml: { write: fcpxmlText, says: isDissolve },
};

/** The tables about a film. */
export const sheets: Readonly<Record<SheetName, (input: SheetInput) => CsvTable>> = {
  'shot-list': shotList,
  'cost-sheet': costSheet,
};
