import { type Fill, type FilledText, noWords } from './fill.ts';
import type { Path } from './places.ts';
import type { Prompt } from './schema.gen.ts';

type Parts = Exclude<Prompt, string>;

/** What begins a line of a composed prompt that is about one thing, before a colon. */
export const promptLabels = ['Camera', 'Lighting', 'Sound', 'Style'] as const;

/** A prompt's own words, before setting and style: the text as it is, or its parts in their fixed order. */
export function ownWords(prompt: Prompt, path: Path, fill: Fill): FilledText {
  return typeof prompt === 'string' ? fill.prompt(prompt, path) : partsInOrder(prompt, path, fill);
}

/** Sentences first, then a line for each thing that is named, then what is said. */
function partsInOrder(parts: Parts, path: Path, fill: Fill): FilledText {
  const part = (key: 'subject' | 'action' | 'environment' | 'camera' | 'lighting' | 'sound'): FilledText => {
    const text = parts[key];
    return text === undefined ? noWords : fill.prompt(text, [...path, key]);
  };
  const acted = joined([part('subject'), part('action')], ' ');
  const sentences = joined([sentence(acted), sentence(part('environment'))], ' ');
  return joined(
    [
      sentences,
      labelled('Camera', part('camera')),
      labelled('Lighting', part('lighting')),
      labelled('Sound', part('sound')),
      dialogue(parts.dialogue ?? [], [...path, 'dialogue'], fill),
    ],
    '\n',
  );
}

function dialogue(lines: NonNullable<Parts['dialogue']>, path: Path, fill: Fill): FilledText {
  const spoken = lines.map(({ who, line }, i): FilledText => {
    fill.checkMember(who, [...path, i, 'who']);
    const { text, cast } = fill.prompt(line, [...path, i, 'line']);
    return { text: `- ${who}: "${text}"`, cast, spoken: [text] };
  });
  return spoken.length === 0 ? noWords : joined([{ ...noWords, text: 'Dialogue:' }, ...spoken], '\n');
}

/** What follows every prompt of a segment: the setting, then the style, with an empty line between them. */
export const surroundings = (setting: FilledText, style: FilledText): FilledText =>
  joined([setting, labelled('Style', style)], '\n\n');

/** All that is sent as one prompt. */
export const composed = (own: FilledText, around: FilledText): FilledText => joined([own, around], '\n\n');

/** Words one after another, those without text left out. */
export function joined(all: readonly FilledText[], between: string): FilledText {
  let text = '';
  let { cast, spoken } = noWords;
  for (const words of all) {
    if (words.text === '') continue;
    if (words.spoken.length > 0) spoken = [...spoken, ...words.spoken];
    text = text === '' ? words.text : text + between + words.text;
    if (words.cast.length > 0) cast = [...new Set([...cast, ...words.cast])];
  }
  return { text, cast, spoken };
}

const labelled = (label: (typeof promptLabels)[number], words: FilledText): FilledText =>
  words.text === '' ? words : { ...words, text: `${label}: ${words.text}` };

/** Ends with a full stop, unless it has an end of its own. */
const sentence = (words: FilledText): FilledText =>
  words.text === '' || /[\p{Sentence_Terminal}…:;,]["'”’)]*$/u.test(words.text.trimEnd())
    ? words
    : { ...words, text: `${words.text.trimEnd()}.` };
