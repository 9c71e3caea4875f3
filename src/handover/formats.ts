import { edlText } from './edl/document.ts';
import { edlSays } from './edl/effects.ts';
import { fcpxmlText } from './fcpxml/document.ts';
import type { FormatName } from './format-name.ts';
import { type CutOverlap, type Handover, isDissolve } from './handover.ts';
import { otioText } from './otio/document.ts';

/** An export format for editing software. */
export interface HandoverFormat {
  write(film: Handover): string;
  /** Whether it has a transition of this kind. If not, it writes a dissolve named after it. */
  says(join: CutOverlap): boolean;
}

export const formats: Readonly<Record<FormatName, HandoverFormat>> = {
  otio: { write: otioText, says: () => true },
  edl: { write: edlText, says: edlSays },
  fcpxml: { write: fcpxmlText, says: isDissolve },
};
