/**
 * Whether a prompt in a server's list is the one that was sent. Forms turn every line end into CRLF, and servers trim,
 * fold and recompose what they store; some list only a beginning, or nothing.
 */
export function compareWords(
  listed: string | undefined,
  sent: string,
): 'same' | 'different' | 'cut' | 'untold' {
  const [there, here] = [plainWords(listed ?? ''), plainWords(sent)];
  if (there === '') return 'untold';
  if (there === here) return 'same';
  const beginning = there.replace(/(?:…|\.\.\.)$/, '').trimEnd();
  return beginning.length >= shortestCut && here.startsWith(beginning) ? 'cut' : 'different';
}

/**
 * No server truncates prompts to fewer characters than this: a shorter text with the same beginning is another prompt.
 */
const shortestCut = 40;

/** A text without what forms and servers change. */
export const plainWords = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ').trim();
