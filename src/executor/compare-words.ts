import { readingsOf } from './readings.ts';

/**
 * Whether a prompt in a server's list is the one that was sent. Forms turn every line end into CRLF, and servers trim, fold,
 * recompose and encode what they store; some list only a part of it, or nothing. `alike`: it may be, with a part lost or more around it.
 */
export function compareWords(
  listed: string | undefined,
  sent: string,
): 'same' | 'different' | 'alike' | 'untold' {
  if (listed !== undefined && listed.length > mostTimes * sent.length + 1000) return 'different';
  const here = visible(sent);
  const read = readingsOf(listed ?? '').map(visible);
  if (read.includes(here)) return 'same';
  const [there = ''] = read;
  if (!/[\p{L}\p{N}]/u.test(there)) return 'untold';
  const beginning = there.replace(/(?:…|\.\.\.)$/, '').trimEnd();
  if (beginning.length >= shortestCut && here.startsWith(beginning)) return 'alike';
  return read.some((one) => resembles(one, here)) ? 'alike' : 'different';
}

/** No encoding makes a text this many times as long. */
const mostTimes = 12;

/**
 * No server truncates prompts to fewer characters than this: a shorter text with the same beginning is another prompt.
 */
const shortestCut = 40;

/** A text without what forms and servers change. */
export const plainWords = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ').trim();

/** What shows of a text: some servers drop the rest. */
const visible = (text: string): string => plainWords(text.replace(/[\u200b-\u200d\u2060\ufeff\u00ad]/g, ''));

/** Whether one is the other, or within it, by what is left of both where letters were folded, replaced or dropped. */
function resembles(there: string, here: string): boolean {
  const kept = isLossy(there, here) ? [letters, folded, ascii] : [letters, folded];
  const whole = [here, here.replace(/<[^>]*>/g, ' ')];
  return whole.some((text) => kept.some((core) => holds(core(there), core(text))));
}

/** Fewer letters and digits than this are in many texts. */
const fewest = 12;

function holds(there: string, here: string): boolean {
  if (there === here) return here !== '';
  if (here.length >= fewest && there.includes(here)) return true;
  return there.length >= shortestCut && here.includes(there);
}

const letters = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
const folded = (text: string): string => letters(text.normalize('NFKD').replace(/\p{M}/gu, ''));
const ascii = (text: string): string => text.toLowerCase().replace(/[^a-z\d]/g, '');

/** Whether letters of ours can have been lost there: none of the other scripts is left, or a mark in their place. */
const isLossy = (there: string, here: string): boolean =>
  /[^\p{ASCII}]/u.test(here) && (there.includes('\ufffd') || !/(?!\p{Script=Latin})\p{L}/u.test(there));
