/**
 * Whether a prompt as a server lists it is the one that was sent. On the way to a list, forms make CRLF of every
 * line end, and servers trim, fold and recompose what they store; some list a beginning only, or nothing.
 */
export function compareWords(
  listed: string | undefined,
  sent: string,
): 'same' | 'different' | 'cut' | 'untold' {
  const [there, here] = [plain(listed ?? ''), plain(sent)];
  if (there === '') return 'untold';
  if (there === here) return 'same';
  const beginning = there.replace(/(?:…|\.\.\.)$/, '').trimEnd();
  return beginning.length >= shortestCut && here.startsWith(beginning) ? 'cut' : 'different';
}

/** No server cuts prompts shorter than this many characters: what is, and begins alike, is another prompt. */
const shortestCut = 40;

const plain = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ').trim();
