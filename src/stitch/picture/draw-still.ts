import { writeFile } from 'node:fs/promises';
import type { Diagnostic } from '../../core/diagnostic.ts';
import { ok } from '../../core/result.ts';
import { listed, say, says } from '../../core/sentence.ts';
import type { Sheet } from '../../media/drawing/sheet.ts';
import { findSystemFonts } from '../../media/drawing/system-fonts.ts';
import { cutsText, missingLetters, typeset } from '../../media/drawing/typeset.ts';
import { cached, exists, makeFile } from '../cache.ts';
import type { CuttingRoom, Film } from '../cutting-room.ts';

/** Where texts are drawn, and in which region's shapes. */
export interface Drawing extends CuttingRoom {
  readonly film: Pick<Film, 'region'>;
}

/** Draws a segment's text as a cached PNG, and reports what can't be drawn. */
export async function drawStill(drawn: Sheet, segment: string, room: Drawing): Promise<string> {
  const { region } = room.film;
  const sheet = region === undefined ? drawn : { ...drawn, region };
  const file = cached(room, 'stills', { version: 3, sheet, fonts: await findSystemFonts() }, 'png');
  if (await exists(file)) return file;
  const missing = await missingLetters(sheet);
  if (missing.length > 0) room.emit({ type: 'notice', diagnostic: lettersMissing(segment, missing) });
  if (await cutsText(sheet)) room.emit({ type: 'notice', diagnostic: wordsCut(segment) });
  const png = await typeset(sheet);
  await makeFile<never>(room, file, async (draft) => ok(await writeFile(draft, png)));
  return file;
}

export const lettersMissing = (segment: string, letters: readonly string[]): Diagnostic => ({
  severity: 'warning',
  code: 'letters-missing',
  ...says(
    say`The text of segment ${segment} has letters that no installed font has (${listed({ letters }, 8)}); boxes are shown for them.`,
    say`Install a font that has them, such as Noto Sans for their script, and stitch again.`,
  ),
  segment,
});

const wordsCut = (segment: string): Diagnostic => ({
  severity: 'warning',
  code: 'words-cut-off',
  message: `A text of segment ${segment} does not fit even in the smallest letters; its end is left out.`,
  help: 'Shorten it, or split it into several, one after another, with `from` and `to`.',
  segment,
});
