import type { Asset } from '../../core/footage.ts';
import { type Size, sameAspect, sizeText } from '../../core/frames.ts';
import { type Sentence, say, says } from '../../core/sentence.ts';
import type { Format, Segment } from '../../storyboard/model.ts';
import { about, type Findings } from '../findings.ts';
import { type Fitting, fitted, fitting, formatSize, otherFits, sized } from '../models/sizes.ts';
import { sizeOf } from './given.ts';

interface Own {
  readonly segment: Segment;
  readonly size: Size;
}

/** Reports the user's footage that has to be fitted into the film: once for all that is fitted in the same way. */
export function checkOwnFootage(segments: readonly Segment[], film: Format, findings: Findings): void {
  const groups = new Map<string, Own[]>();
  for (const segment of segments) {
    if (segment.source.kind !== 'file') continue;
    const size = sizeIn(segment.source.file, film);
    const key = `${sizeText(size)} ${segment.fit} ${segment.fitSaid ?? false}`;
    groups.set(key, [...(groups.get(key) ?? []), { segment, size }]);
  }
  for (const [first, ...more] of groups.values())
    if (first) checkSize(first, more.length, segments, film, findings);
  for (const segment of segments) checkSound(segment, findings);
}

/** Whoever trims footage has chosen where it ends. */
function checkSound(segment: Segment, findings: Findings): void {
  const { source, trim, volume } = segment;
  if (source.kind !== 'file' || source.file.facts.kind !== 'video' || trim || volume === 'mute') return;
  const { path, facts } = source.file;
  if (facts.soundAfter === undefined) return;
  const seconds = Number(facts.soundAfter.toFixed(1));
  findings.once(`sound-cut-off ${path}`, () => ({
    ...about(segment, 'warning', 'sound-cut-off'),
    ...says(
      say`The sound of ${{ file: path }} goes on for ${{ seconds }} s after its last picture, and ends with that in the film.`,
      say`To hear all of it, export it with pictures up to its end, or play its sound as \`audio.music\` or a cue over other pictures.`,
    ),
  }));
}

function checkSize(
  { segment, size }: Own,
  more: number,
  all: readonly Segment[],
  film: Format,
  findings: Findings,
): void {
  const how = fitting(size, film.size);
  if (how === 'same' || (how === 'other-aspect' && segment.fitSaid)) return;
  const [whose, they] =
    more === 0
      ? [say`The file of ${segment.id} is`, 'it is']
      : [say`The files of ${segment.id} and ${{ more }} more are`, 'they are'];
  findings.add({
    ...about(segment, 'warning', 'clip-fitted'),
    ...says(
      say`${whose} ${sized(size, film.size)}: ${they} ${fitted(how, segment.fit)}.`,
      isShapeOfAll(size, all, film)
        ? say`Write ${formatSize(even(size))}, since all footage of the film has that shape.`
        : mending(how, more),
    ),
  });
}

const mending = (how: Exclude<Fitting, 'same'>, more: number): Sentence =>
  how === 'smaller'
    ? say`Use a larger copy of it, if there is one.`
    : say`${otherFits(more === 0 ? 'on it' : 'on each, or in `format`,')}`;

/** Only then can the film take its size from a file: otherwise that would change what is shown, or what is made. */
const isShapeOfAll = (size: Size, segments: readonly Segment[], film: Format): boolean =>
  segments.every(({ source }) => {
    if (source.kind === 'file') return sameAspect(sizeIn(source.file, film), size);
    return source.kind === 'card' || source.kind === 'still';
  });

const sizeIn = (file: Asset, film: Format): Size => sizeOf(file) ?? film.size;

const even = ({ width, height }: Size): Size => ({
  width: 2 * Math.round(width / 2),
  height: 2 * Math.round(height / 2),
});
