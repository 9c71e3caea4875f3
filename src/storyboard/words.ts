import type { Fill } from './fill.ts';
import type { Named } from './ids.ts';
import type { TextStyle, Words } from './model.ts';
import type { Path } from './places.ts';
import type { Problem, Problems } from './problems.ts';
import type { StoryboardFile, TextStyle as StyleInFile, TimedText } from './schema.gen.ts';
import type { Measure } from './time.ts';
import { inWords } from './wording.ts';

/** What the words of all segments are resolved with. */
interface Around {
  readonly file: StoryboardFile;
  readonly fill: Fill;
  readonly problems: Problems;
}

const usual = {
  caption: { position: 'bottom', style: { size: 'medium', color: '#ffffff', face: 'sans' } },
  title: { position: 'middle', style: { size: 'large', color: '#ffffff', face: 'serif' } },
} as const satisfies Record<Words['kind'], Pick<Words, 'position' | 'style'>>;

/** Words, and where they are written. */
export interface Placed {
  readonly words: Words;
  readonly path: Path;
}

/** A segment's captions and titles; what says nothing once its variables are put in is none. */
export function wordsOf(named: Named, measure: Measure, around: Around): readonly Placed[] {
  const { written, path, id } = named;
  const { file, fill, problems } = around;
  const placed = (kind: Words['kind'], one: TimedText, at: Path, textAt: Path): readonly Placed[] => {
    const text = fill.text(one.text, textAt).trim();
    const from = measure.seconds(one.from ?? 0, [...at, 'from']);
    const to = one.to === undefined ? undefined : measure.length(one.to, [...at, 'to']);
    if (text === '' || from === undefined) return [];
    if (to !== undefined && to <= from) problems.add(neverShown(id, [...at, 'to'], from, to));
    const film = kind === 'caption' ? file.captions : undefined;
    const position = one.position ?? film?.position ?? usual[kind].position;
    const style = styled(usual[kind].style, film?.style, one.style);
    return [{ words: { kind, text, from, ...(to !== undefined && { to }), position, style }, path: at }];
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

/** The nearest that says something of a key wins. */
function styled(usual: TextStyle, film: StyleInFile = {}, own: StyleInFile = {}): TextStyle {
  const { color, background, ...rest }: TextStyle = { ...usual, ...film, ...own };
  return {
    ...rest,
    color: color.toLowerCase(),
    ...(background !== undefined && { background: background.toLowerCase() }),
  };
}

/**
 * What is wrong with a segment's words once it is known for how many seconds it is seen, where that is known: those that
 * come or go too late, and those that would stand on one another.
 */
export function checkWords(
  placed: readonly Placed[],
  { id }: Named,
  shown: number | undefined,
  { file, problems }: Pick<Around, 'file' | 'problems'>,
): void {
  const drawn = file.captions?.burn === true;
  for (const [i, { words, path }] of placed.entries()) {
    const last = words.to ?? words.from;
    if (shown !== undefined && (words.from >= shown || last > shown + slack))
      problems.add(beyondSegment(id, path, words.from >= shown ? words.from : last, shown));
    const other = placed
      .slice(0, i)
      .find((before) => meet(before.words, words) && (before.words.kind === words.kind || drawn));
    if (other) problems.add(inOnePlace(id, path, words, other.words));
  }
}

/** Seconds: what is no frame is no mistake. */
const slack = 0.02;

const meet = (a: Words, b: Words): boolean =>
  a.position === b.position &&
  a.from < (b.to ?? Number.POSITIVE_INFINITY) - slack &&
  b.from < (a.to ?? Number.POSITIVE_INFINITY) - slack;

const round = (seconds: number): number => Number(seconds.toFixed(3));

const neverShown = (segment: string, path: Path, from: number, to: number): Problem => ({
  code: 'words-never-shown',
  path,
  message: `This text goes at ${round(to)} s, and it comes at ${round(from)} s.`,
  help: '`from` and `to` both count from the beginning of the segment, and `to` is the later one.',
  segment,
});

const beyondSegment = (segment: string, path: Path, at: number, shown: number): Problem => ({
  severity: 'warning',
  code: 'words-beyond-segment',
  path,
  message: `This text is to be seen at ${round(at)} s, and \`${segment}\` is seen for ${round(shown)} s.`,
  help: '`from` and `to` count from the beginning of the segment, not of the film. Without `to` it stays to the end.',
  segment,
});

const inOnePlace = (segment: string, path: Path, one: Words, other: Words): Problem => ({
  code: 'words-collide',
  path,
  message: `This ${one.kind} would stand on the ${other.kind} ${inWords(other.text)}: both at the ${one.position}, at the same time.`,
  help: 'Give one of them another `position`, or times that do not overlap: `from` and `to`.',
  segment,
});
