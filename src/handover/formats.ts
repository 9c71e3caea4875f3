import { edlSays, edlText } from './edl/document.ts';
import { fcpxmlText } from './fcpxml/document.ts';
import { type Handover, isDissolve, type Join } from './handover.ts';
import { otioText } from './otio/document.ts';

/** A way to write a film down for editors' programs. */
export interface Format {
  write(film: Handover): string;
  /** Whether it has a transition of this kind; if not, it writes a dissolve that is named after it. */
  says(join: Join): boolean;
}

/** By their names, which are also how their files end. */
export const formats = {
  otio: { write: otioText, says: () => true },
  edl: { write: edlText, says: edlSays },
  fcpxml: { write: fcpxmlText, says: isDissolve },
} as const satisfies Record<string, Format>;

export type FormatName = keyof typeof formats;

/** In the order in which a person is offered them. */
export const formatNames = ['otio', 'edl', 'fcpxml'] as const satisfies readonly FormatName[];
