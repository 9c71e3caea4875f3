import { eastAsianRun } from './east-asian.ts';

/** A part of a text whose letters come from one set of fonts. */
export interface LetterRun {
  readonly text: string;
  readonly kind: 'plain' | 'east-asian' | 'emoji';
}

/**
 * What is shown as a picture, sequences of several code points included. These are thousands, and V8 tries each at each letter
 * where it has no room for compiled expressions any more; so they are tried only where one may begin.
 */
const emojiRun = (): RegExp =>
  /(?=[\p{Emoji_Presentation}\p{Extended_Pictographic}\p{Regional_Indicator}]|[0-9#*]\ufe0f?\u20e3)\p{RGI_Emoji}+/gv;

/** The runs of a text, which together are the text. */
export function runsOf(text: string): readonly LetterRun[] {
  return cut(text, emojiRun(), 'emoji').flatMap((run) =>
    run.kind === 'plain' ? cut(run.text, eastAsianRun, 'east-asian') : run,
  );
}

function cut(text: string, pattern: RegExp, kind: LetterRun['kind']): readonly LetterRun[] {
  const runs: LetterRun[] = [];
  let from = 0;
  for (const { 0: found, index } of text.matchAll(pattern)) {
    if (index > from) runs.push({ text: text.slice(from, index), kind: 'plain' });
    runs.push({ text: found, kind });
    from = index + found.length;
  }
  if (from < text.length) runs.push({ text: text.slice(from), kind: 'plain' });
  return runs;
}
