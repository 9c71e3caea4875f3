import type { Code } from '../core/codes.ts';
import type { Diagnostic } from '../core/diagnostic.ts';
import type { Comparison, FilmByModel } from '../project/film/compare.ts';
import { fitted } from './fitted.ts';
import type { Paint } from './paint.ts';
import { printable } from './printable.ts';
import { type Cell, cell, right, table } from './table.ts';
import { money, waiting } from './units.ts';

/** A film's price and time with each model, and what those can't do that can't make it. */
export function comparisonText(
  { film, asWritten, models }: Comparison,
  paint: Paint,
  width?: number | undefined,
): string {
  const able = models.filter(({ takes }) => takes !== undefined);
  const unable = models.filter(({ takes }) => takes === undefined);
  return [
    paint('bold', printable(film.storyboard.title)),
    table(
      [asWritten, ...able].map((one) => rowOf(one, paint)),
      { width },
    ),
    ...(unable.length > 0
      ? [
          '',
          paint('bold', "Can't make it"),
          table(
            unable.map((one) => rowOf(one, paint, true)),
            { width },
          ),
        ]
      : []),
    ...(models.every(({ ready }) => ready) ? [] : ['', paint('dim', readiness)]),
  ].join('\n');
}

const readiness = '`storycut providers` says what those that are not ready lack.';

/** Of a name, in columns: an overlong one would push all figures out of sight. */
const longest = 48;

function rowOf(
  { by, ready, takes, diagnostics }: FilmByModel,
  paint: Paint,
  unable = false,
): readonly Cell[] {
  const remarks = [
    ...(ready ? [] : ['not ready']),
    ...shortened(diagnostics, takes === undefined ? ['error'] : ['warning', 'note']),
  ];
  const figures =
    takes === undefined
      ? [right(''), right('')]
      : [
          right(`${takes.estimated ? 'about ' : ''}${money(takes.dollars)}`),
          right(takes.jobs === 0 ? 'all made' : waiting(takes.seconds)),
        ];
  return [
    cell(fitted(printable(by?.provider ?? 'as written'), longest)),
    cell(fitted(printable(by?.model ?? ''), longest), (text) => paint('cyan', text)),
    ...(unable ? [] : figures),
    cell(remarks.join('; '), (text) => paint(takes === undefined ? 'yellow' : 'dim', text)),
  ];
}

/** What each code says of a model, in a word or two. What is not about models is left out, unless it stops the film. */
const inShort: Readonly<Partial<Record<Code, string>>> = {
  'length-impossible': 'too long',
  'edit-impossible': 'edits',
  'extend-impossible': 'extensions',
  'first-frame-impossible': 'first frames',
  'first-frame-missing': 'needs first frames',
  'last-frame-impossible': 'last frames',
  'reference-impossible': 'references',
  'size-impossible': 'the size',
  'unknown-option': 'options',
  'prompt-too-long': 'long prompts',
  'too-many-characters': 'characters',
  'list-unread': 'its models are not known',
  'price-unknown': 'its price is unknown',
  'clip-fitted': 'clips are fitted',
  'first-frame-fitted': 'frames are cropped',
  'last-frame-fitted': 'frames are cropped',
  'reference-not-sent': 'some pictures are not sent',
  'continued-by-frame': 'continues from last frames',
  'sound-muted': 'sound is left out',
  'model-retired': 'retired',
};

function shortened(
  diagnostics: readonly Diagnostic[],
  severities: readonly Diagnostic['severity'][],
): readonly string[] {
  const found = diagnostics.filter(({ severity }) => severities.includes(severity));
  const words = new Map<string, Set<string>>();
  for (const { code, segment, severity } of found) {
    const word = inShort[code] ?? (severity === 'error' ? code : undefined);
    if (word === undefined) continue;
    const of = words.get(word) ?? new Set();
    if (severity === 'error' && segment !== undefined) of.add(segment);
    words.set(word, of);
  }
  return [...words].map(([word, of]) => (of.size === 0 ? word : `${word} (${few([...of])})`));
}

/** Names of segments: a few of them. */
const few = (names: readonly string[]): string =>
  names.length <= 3 ? names.join(', ') : `${names.slice(0, 2).join(', ')} and ${names.length - 2} more`;
