import { say } from '../../core/sentence.ts';
import type { Problem } from '../problems.ts';
import type { LintedSegment, WrittenText } from './linted.ts';
import { note } from './shot-rules.ts';

/** Cast members that a prompt names without `@`, so that their descriptions and pictures are not sent. */
export const castUnmarked =
  (cast: readonly string[]) =>
  (one: LintedSegment): readonly Problem[] =>
    cast.flatMap((name) => {
      // Within a prompt, once is enough.
      if (name.length < 3 || one.texts.some(({ text }) => text.includes(`@${name}`))) return [];
      const pattern = new RegExp(`(?<![@\\w{-])${name.replaceAll(/[-_]/g, '[-_ ]')}(?![\\w-])`, 'i');
      for (const written of one.texts) {
        const match = written.part === 'sound' ? null : pattern.exec(written.text);
        if (!match) continue;
        return [
          note(
            'cast-unmarked',
            one,
            written,
            [
              say`${{ words: match[0] }} is a cast member's name, but without \`@\` their description and pictures are not sent.`,
              say`Write \`${{ write: `@${name}` }}\`, or another word if it is somebody else.`,
            ],
            { words: match[0], at: match.index },
          ),
        ];
      }
      return [];
    });

interface Named {
  readonly one: LintedSegment;
  readonly written: WrittenText;
  readonly at: number;
}

/** Names that differ in one letter, here or from the cast's. */
export function namesSpeltTwice(all: readonly LintedSegment[], cast: readonly string[]): readonly Problem[] {
  const names = new Map<string, Named[]>();
  for (const one of all) {
    for (const written of one.texts) {
      for (const { 0: name, index: at } of written.text.matchAll(/(?<=[a-z,;] |@)[A-Z][a-z]{4,}\b/g)) {
        const same = names.get(name);
        if (same) same.push({ one, written, at });
        else names.set(name, [{ one, written, at }]);
      }
    }
  }
  const known = [...cast, ...names.keys()];
  return [...names].flatMap(([name, [first, ...more]]) => {
    const other = known.find(
      (one) => isNearly(one, name) && (cast.includes(one) || (names.get(one)?.length ?? 0) > more.length + 1),
    );
    if (first === undefined || other === undefined) return [];
    const { one, written, at } = first;
    return [
      note(
        'name-spelt-twice',
        one,
        written,
        [
          say`${{ words: name }} is spelt ${{ nearest: other }} elsewhere: a model takes them for two.`,
          say`Spell both alike, or make them more different if they are two.`,
        ],
        { words: name, at },
      ),
    ];
  });
}

/** Whether one letter is another, missing or extra, or two are swapped. A plural is no misspelling. */
function isNearly(a: string, b: string): boolean {
  const [one, other] = [a.toLowerCase(), b.toLowerCase()];
  if (one === other || Math.abs(one.length - other.length) > 1 || one.length < 5) return false;
  if (`${one}s` === other || one === `${other}s`) return false;
  let i = 0;
  while (one[i] === other[i] && i < one.length) i++;
  const [restOne, restOther] = [one.slice(i), other.slice(i)];
  const swapped =
    restOne[0] === restOther[1] && restOne[1] === restOther[0] && restOne.slice(2) === restOther.slice(2);
  return (
    swapped ||
    restOne.slice(1) === restOther.slice(1) ||
    restOne.slice(1) === restOther ||
    restOne === restOther.slice(1)
  );
}
