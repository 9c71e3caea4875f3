import { say } from '../../core/sentence.ts';
import type { Problem } from '../problems.ts';
import type { LintedSegment, WrittenText } from './linted.ts';
import { note } from './shot-rules.ts';

type Rule = (one: LintedSegment) => readonly Problem[];

/** Each rule's words are looked for only where one look finds what none of them is without: compiling takes longer than reading. */
const likeLengths = /\d|sec|min|(?:one|two|three|four|five|six|eight|ten|twelve|teen|ty)[- ]?s[- ]/i;
const lengths =
  /\b(?:\d+(?:\.\d+)?|one|two|three|four|five|six|eight|ten|twelve|fifteen|twenty|thirty|sixty)[- ]?(?:s|sec|secs|seconds?|minutes?)(?:[- ]long)?[- ](?:shot|clip|video|film|movie|take|sequence)\b|\b(?:shot|clip|video|film) (?:lasts|lasting|of) \d+ ?(?:s|sec|seconds?)\b/i;
const likeSizes = /\d|hd/i;
const sizes =
  /\b(?:[48]k(?= |,|\.|$)|(?:480|720|1080|1440|2160)p|uhd|full hd|(?:16:9|9:16|4:3|3:4|1:1|21:9)|\d{2,3} ?fps|\d{3,4} ?[x×] ?\d{3,4})(?=\W|$)/i;

/** A length or size in words: a model takes these from the request. */
export const askedInProse: Rule = (one) =>
  one.texts.flatMap((written) => [
    ...found(written, likeLengths, lengths).map((words) =>
      note(
        'asked-in-prose',
        one,
        written,
        [
          say`${{ words: words.words }} says how long the footage is, but a model takes that from \`duration\` and may draw the words.`,
          say`Set the segment's \`duration\`, and leave the words out.`,
        ],
        words,
      ),
    ),
    ...found(written, likeSizes, sizes).map((words) =>
      note(
        'asked-in-prose',
        one,
        written,
        [
          say`${{ words: words.words }} says how large or fast the footage is, but a model takes that from \`format\`.`,
          say`Set it in the storyboard's \`format\`, and leave the words out.`,
        ],
        words,
      ),
    ),
  ]);

const likeLettering = /read|say|spell|word|text|title|caption|letters/i;
const lettering =
  /\b(?:sign|banner|poster|note|letter|screen|billboard|headline|label|t-shirt|post|plate|newspaper|wall|board|text|caption|title) (?:that |which )?(?:reads?|says?|saying|reading|spells|spelling)\b|\bwith the (?:words?|text|title|caption)s?\b|\bon-?screen text\b|\btext overlay\b|\bsubtitles?\b|\bin (?:big|bold|large|neon|white|red) letters\b/i;

/** Words that a model would have to write. */
export const textInPicture: Rule = (one) =>
  pictures(one).flatMap((written) =>
    found(written, likeLettering, lettering).map((words) =>
      note(
        'text-in-picture',
        one,
        written,
        [
          say`${{ words: words.words }} asks for written words in the picture: models misspell them, differently in each take.`,
          say`Write them as one of the segment's \`titles\`, which the cut draws, or leave them out.`,
        ],
        words,
      ),
    ),
  );

const ofChange = /^\s*(?:please )?(add|replace|extend|remove|delete|insert|swap|edit|convert)\b/i;

/** Words that ask to change footage, where there is none. */
export const changeVerb: Rule = (one) => {
  const { kind } = one.segment.source;
  if (kind !== 'generate' && kind !== 'image') return [];
  return pictures(one).flatMap((written) => {
    const [, verb] = ofChange.exec(written.text) ?? [];
    if (verb === undefined) return [];
    return [
      note(
        'change-verb',
        one,
        written,
        [
          say`${{ words: verb }} tells a model to change footage, but this segment has none: some models then refuse, or make something else.`,
          say`Say what is seen and what moves in it, or use \`edit\` with the segment to change.`,
        ],
        { words: verb, at: written.text.indexOf(verb) },
      ),
    ];
  });
};

const pictures = ({ texts }: LintedSegment): readonly WrittenText[] =>
  texts.filter(({ part }) => part === undefined);

function found(
  { text }: WrittenText,
  like: RegExp,
  pattern: RegExp,
): readonly { readonly words: string; readonly at: number }[] {
  const match = like.test(text) ? pattern.exec(text) : null;
  return match
    ? [{ words: match[0].trim(), at: match.index + match[0].length - match[0].trimStart().length }]
    : [];
}
