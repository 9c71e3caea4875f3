import { columns } from './printable.ts';

/** A text of at most so many columns, with … where something is left out. Colours count for nothing, and end with it. */
export function fitted(text: string, width: number): string {
  if (columns(text.replaceAll(sequence, '')) <= width) return text;
  let shown = '';
  let left = Math.max(0, width - 1);
  let full = false;
  for (const part of text.split(sequence)) {
    if (part.startsWith(control)) shown += part;
    else if (!full) {
      graphemes ??= new Intl.Segmenter();
      for (const { segment } of graphemes.segment(part)) {
        const wide = columns(segment);
        if (wide > left) {
          full = true;
          break;
        }
        shown += segment;
        left -= wide;
      }
      if (full && width > 0) shown += '…';
    }
  }
  return shown;
}

const control = '\u001b';
const sequence = new RegExp(`(${control}\\[[0-9;]*m)`, 'g');
let graphemes: Intl.Segmenter | undefined;

/** Columns of a text in which colours count for nothing. */
export const shownColumns = (text: string): number => columns(text.replaceAll(sequence, ''));

/** A share in [0, 1] of so many columns. */
export function bar(share: number, width: number): string {
  const full = Math.min(width, Math.floor(share * width));
  return `${'━'.repeat(full)}${'─'.repeat(width - full)}`;
}
