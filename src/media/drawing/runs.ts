import { eastAsianRun } from './east-asian.ts';

/** A part of a text whose letters come from one set of fonts. */
export interface LetterRun {
  readonly text: string;
  readonly kind: 'plain' | 'east-asian' | 'emoji';
}

/** What is shown as a picture, sequences of several code points included. */
const emojiRun = /\p{RGI_Emoji}+/gv;

/** The runs of a text, which together are the text. */
export function runsOf(text: string): readonly LetterRun[] {
  return cut(text, emojiRun, 'emoji').flatMap((run) =>
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
