import { type Sentence, say, says } from '../../core/sentence.ts';
import { axisOf, readCamera } from '../../sketch/read-camera.ts';
import { readSize } from '../../sketch/read-sketch.ts';
import type { ShotSize } from '../../sketch/sketch.ts';
import type { Problem } from '../problems.ts';
import type { LintedSegment, WrittenText } from './linted.ts';

export const note = (
  code: Problem['code'],
  { segment }: LintedSegment,
  { path }: Pick<WrittenText, 'path'>,
  [message, help]: readonly [Sentence, Sentence],
  part?: Problem['part'],
): Problem => ({
  ...{ severity: 'note', code, path, segment: segment.id },
  ...(part && { part }),
  ...says(message, help),
});

/** Camera moves of two kinds in one shot. Held by hand is a manner, and no move. */
export function movesSeveral(one: LintedSegment): readonly Problem[] {
  const spoken = one.texts.filter(({ part }) => part === undefined || part === 'camera');
  const text = spoken.map(({ text, part }) => (part === 'camera' ? `Camera: ${text}` : text)).join('\n');
  const moves = (readCamera(text) ?? []).filter((term) => term !== 'handheld');
  const kinds = moves.filter((term, i) => moves.findIndex((other) => axisOf(other) === axisOf(term)) === i);
  if (kinds.length < 2) return [];
  const said = kinds.map((term) => term.replace('-', ' '));
  const at = one.texts.find(({ part }) => part === 'camera') ?? { path: [...one.path, 'prompt'] };
  return [
    note('moves-several', one, at, [
      say`${one.segment.id} asks for ${{ moves: said }} in one shot: models make one of them well, and blend two or leave one out.`,
      say`Keep one of them, or make two segments.`,
    ]),
  ];
}

const actions =
  /\b(?:walks|runs|opens|closes|sits|stands|picks|takes|puts|throws|turns|enters|leaves|climbs|jumps|falls|grabs|lifts|drops|pours|drinks|eats|kisses|hugs|writes|draws|fires|shoots|kicks|hits|catches|dives|swims|drives|stops|starts|pulls|pushes|unlocks|locks|knocks|waves|lights|cuts|breaks|folds|hands|points|kneels|bows|crosses|steps|reaches|raises|lowers|lays|levers|crawls|rolls|slams|shuts|peels|bites|wipes|washes|dresses|packs|loads)\b/gi;
const inOrder = /\b(?:then|after that|afterwards|next|finally|before (?:he|she|they|it)|and then)\b/i;
/** Seconds that one action takes. */
const eachTakes = 2.5;

/** More actions than there is time for. */
export function actionsSeveral(one: LintedSegment): readonly Problem[] {
  const { seconds } = one;
  if (seconds === undefined) return [];
  const texts = one.texts.filter(({ part }) => part === undefined);
  const said = texts.map(({ text }) => text).join('. ');
  const text = /camera/i.test(said) ? said.replaceAll(/[^.;\n]*\bcamera\b[^.;,\n]*/gi, '') : said;
  const found = [
    ...new Set(
      [...text.matchAll(actions)]
        .filter((match) => isVerb(text, match.index))
        .map(([verb]) => verb.toLowerCase()),
    ),
  ];
  const least = inOrder.test(text) ? 2 : 3;
  if (found.length < least || found.length * eachTakes <= seconds) return [];
  return [
    note('actions-several', one, texts[0] ?? { path: [...one.path, 'prompt'] }, [
      say`${one.segment.id} has ${{ count: found.length }} actions (${{ actions: found }}) in ${{ length: Number(seconds.toFixed(2)) }} s: a model hurries them, or shows only some.`,
      say`Keep one, or give each a segment of its own; an action takes about ${{ each: eachTakes }} s.`,
    ]),
  ];
}

/** Not behind a word that a noun follows: "the walks". */
const isVerb = (text: string, at: number): boolean =>
  !/\b(?:the|a|an|of|his|her|their|its|two|three|in|on|with|and the)\s+(?:\w+ )?$/i.test(text.slice(0, at)) ||
  /\b(?:the|a|an|his|her|their|its)\s+\w+ $/i.test(text.slice(0, at));

/** Three shots of one size in a row. */
export function sizesEqual(all: readonly LintedSegment[]): readonly Problem[] {
  let row: { readonly size: ShotSize; readonly ids: readonly string[] } | undefined;
  return all.flatMap((one) => {
    const { source } = one.segment;
    const size =
      'prompt' in source && source.kind !== 'extend' && source.kind !== 'edit'
        ? readSize(source.prompt)
        : undefined;
    row =
      size === undefined
        ? undefined
        : { size, ids: row?.size === size ? [...row.ids, one.segment.id] : [one.segment.id] };
    if (row?.ids.length !== 3) return [];
    const at = one.texts.find(({ part }) => part === 'camera') ?? { path: [...one.path, 'prompt'] };
    return [
      note('sizes-equal', one, at, [
        say`${{ segments: [...row.ids] }} are all ${{ size: row.size }} shots: cuts between equal sizes look like jumps.`,
        say`Frame one of them closer or wider.`,
      ]),
    ];
  });
}
