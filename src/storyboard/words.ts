import { isDrawn } from '../core/drawn.ts';
import { type Sentence, say, says } from '../core/sentence.ts';
import type { Fill } from './fill.ts';
import type { NamedSegment } from './ids.ts';
import type { TextStyle, Words } from './model.ts';
import type { Path } from './places.ts';
import type { Problem, Problems } from './problems.ts';
import type { StoryboardFile, TextStyle as StyleInFile, TimedText } from './schema.gen.ts';
import type { Measure } from './time.ts';
import { timed } from './time-advice.ts';
import { shown as shortened } from './wording.ts';

/** What is needed to resolve the words of all segments. */
interface Around {
  readonly file: StoryboardFile;
  readonly fill: Fill;
  readonly problems: Problems;
}

const usual = {
  caption: { position: 'bottom', style: { size: 'medium', color: '#ffffff', face: 'sans' } },
  title: { position: 'middle', style: { size: 'large', color: '#ffffff', face: 'serif' } },
} as const satisfies Record<Words['kind'], Pick<Words, 'position' | 'style'>>;

/** Words, and their place in the file. */
export interface Placed {
  readonly words: Words;
  readonly path: Path;
  /** Its times, as written in the file. */
  readonly written: Pick<TimedText, 'from' | 'to'>;
}

/** A segment's captions and titles, without those that are empty once their variables are filled in. */
export function wordsOf(named: NamedSegment, measure: Measure, around: Around): readonly Placed[] {
  const { written, path, id } = named;
  const { file, fill, problems } = around;
  const placed = (kind: Words['kind'], one: TimedText, at: Path, textAt: Path): readonly Placed[] => {
    const text = fill.text(one.text, textAt).trim();
    const from = measure.seconds(one.from ?? 0, [...at, 'from']);
    const to = one.to === undefined ? undefined : measure.length(one.to, [...at, 'to']);
    if (text === '' || from === undefined) return [];
    if (to !== undefined && to <= from) problems.add(neverShown(id, [...at, 'to'], one, { from, to }));
    const film = kind === 'caption' ? file.captions : undefined;
    const position = one.position ?? film?.position ?? usual[kind].position;
    const style = styled(usual[kind].style, film?.style, one.style);
    const words = { kind, text, from, ...(to !== undefined && { to }), position, style };
    return [{ words, path: at, written: one }];
  };
  const listed = (kind: Words['kind'], key: 'captions' | 'titles') =>
    (written[key] ?? []).flatMap((one, i) => {
      const at = [...path, key, i];
      return placed(kind, one, at, [...at, 'text']);
    });
  const short = [...path, 'caption'];
  return [
    ...(written.caption === undefined ? [] : placed('caption', { text: written.caption }, short, short)),
    ...listed('caption', 'captions'),
    ...listed('title', 'titles'),
  ];
}

/** For each key, the nearest value wins. */
function styled(usual: TextStyle, film: StyleInFile = {}, own: StyleInFile = {}): TextStyle {
  const { color, background, ...rest }: TextStyle = { ...usual, ...film, ...own };
  return {
    ...rest,
    color: color.toLowerCase(),
    ...(background !== undefined && { background: background.toLowerCase() }),
  };
}

/**
 * Checks a segment's words once it is known (where it is) for how many seconds the segment is shown: reports those that appear or
 * disappear too late, and those that would overlap.
 */
export function checkWords(
  placed: readonly Placed[],
  { id, written }: NamedSegment,
  measure: Measure,
  shown: number | undefined,
  { file, problems }: Pick<Around, 'file' | 'problems'>,
): void {
  const burn = file.captions?.burn === true;
  const near = overlapping(placed, burn);
  for (const [i, one] of placed.entries()) {
    if (shown !== undefined)
      for (const problem of beyondSegment(id, one, shown, measure)) problems.add(problem);
    const { words, path } = one;
    const other =
      near.has(one) &&
      placed.find(
        (before, n) => n < i && meet(before.words, words) && (before.words.kind === words.kind || burn),
      );
    if (other) problems.add(inOnePlace(id, path, words, other.words));
    const card = 'card' in written ? written.card.text : '';
    if (isDrawn(words, burn) && words.position === 'middle' && card.trim() !== '')
      problems.add(onCard(id, path, words, card));
  }
}

/** Seconds. Less than a frame is not reported. */
const slack = 0.02;

const meet = (a: Words, b: Words): boolean =>
  a.position === b.position &&
  a.from < (b.to ?? Number.POSITIVE_INFINITY) - slack &&
  b.from < (a.to ?? Number.POSITIVE_INFINITY) - slack;

/** Those that may overlap another one. A segment can have thousands of captions, too many to compare all pairs. */
function overlapping(placed: readonly Placed[], burn: boolean): ReadonlySet<Placed> {
  const found = new Set<Placed>();
  const rowOf = ({ words: { position, kind } }: Placed): string => (burn ? position : position + kind);
  for (const row of new Set(placed.map(rowOf))) {
    const inRow = placed.filter((one) => rowOf(one) === row);
    const inTime = inRow.toSorted((a, b) => a.words.from - b.words.from);
    let until = Number.NEGATIVE_INFINITY;
    for (const [n, one] of inTime.entries()) {
      const { from, to = Number.POSITIVE_INFINITY } = one.words;
      const next = inTime[n + 1]?.words.from ?? Number.POSITIVE_INFINITY;
      if (from < until - slack || next < to - slack) found.add(one);
      until = Math.max(until, to);
    }
  }
  return found;
}

const neverShown = (
  segment: string,
  path: Path,
  written: Placed['written'],
  { from, to }: { readonly from: number; readonly to: number },
): Problem => ({
  code: 'words-never-shown',
  path,
  ...says(
    say`This text disappears at ${timed('to', to, written.to)}, but appears at ${timed('from', from, written.from)}.`,
    say`Make \`to\` greater than \`from\`: both count from the beginning of the segment.`,
  ),
  segment,
});

/** Times that are after the end of a segment that is shown for so many seconds. */
function beyondSegment(
  segment: string,
  { words: { from, to }, written, path }: Placed,
  shown: number,
  { upTo }: Measure,
): readonly Problem[] {
  const late = (key: 'from' | 'to', at: number, outcome: string, advice: Sentence | ''): Problem => ({
    severity: 'warning',
    code: 'words-beyond-segment',
    path: [...path, key],
    ...says(
      say`This text ${key === 'from' ? 'appears at' : 'stays until'} ${timed('seconds', at, written[key])}, but \`${segment}\` is only ${timed('length', shown)} long${outcome}.`,
      say`${advice}\`from\` and \`to\` count from the beginning of the segment, not of the film. Without \`to\` the text stays to the end.`,
    ),
    segment,
  });
  const most = upTo(shown, written.to ?? 0);
  const below = upTo(shown, written.from ?? 0) ?? '0';
  return [
    ...(from >= shown
      ? [late('from', from, ': it is never shown', say`Write a \`from\` below \`${{ below }}\`. `)]
      : []),
    ...(to !== undefined && to > shown + slack
      ? [late('to', to, '', most === undefined ? '' : say`Write \`${{ write: `to: ${most}` }}\` or less. `)]
      : []),
  ];
}

const inOnePlace = (segment: string, path: Path, one: Words, other: Words): Problem => ({
  code: 'words-collide',
  path,
  ...says(
    say`This ${one.kind} would overlap the ${{ kind: other.kind }} ${shortened({ text: other.text })}: both are at the ${{ position: one.position }} at the same time.`,
    say`Give one of them another \`position\`, or a \`from\` and \`to\` that do not overlap.`,
  ),
  segment,
});

const onCard = (segment: string, path: Path, { kind }: Words, text: string): Problem => ({
  code: 'words-collide',
  path,
  ...says(
    say`This ${kind} would overlap the ${{ kind: 'card' }}'s own text ${shortened({ text })}: both are in the ${{ position: 'middle' }}.`,
    say`Write \`position: bottom\` or \`position: top\`, or put this text into the card's.`,
  ),
  segment,
});
