import type { Asset } from '../core/footage.ts';
import { say, says } from '../core/sentence.ts';
import { decibels, type Hearing } from './hearing.ts';
import type { Cue } from './model.ts';
import type { Path } from './places.ts';
import { unknownSegment } from './references.ts';
import type { Audio as AudioInFile } from './schema.gen.ts';
import { timed } from './time-advice.ts';

type CueInFile = NonNullable<AudioInFile['cues']>[number];

/** The cues whose recordings exist, each with the part that is played. */
export const cuesOf = (written: readonly CueInFile[], hearing: Hearing): readonly Cue[] =>
  written.flatMap((cue, i) => cueOf(cue, ['audio', 'cues', i], hearing) ?? []);

function cueOf(written: CueInFile, path: Path, hearing: Hearing): Cue | undefined {
  const { files, byId, measures, places, problems } = hearing;
  const { at, volume = 0, duck = false } = written;
  const { film } = measures;
  if (at !== undefined && !byId.has(at)) {
    problems.add({ path: [...path, 'at'], ...unknownSegment(at, byId, problems) });
  }
  const offset = (at === undefined ? film : measures.of(at)).seconds(written.offset ?? 0, [
    ...path,
    'offset',
  ]);
  const from = film.seconds(written.from ?? 0, [...path, 'from']) ?? 0;
  const to = written.to === undefined ? undefined : film.seconds(written.to, [...path, 'to']);
  const fade = (key: 'fade-in' | 'fade-out'): number => film.seconds(written[key] ?? 0, [...path, key]) ?? 0;
  const file = files.get(written.file);
  if (!file) return undefined;
  checkPart(file, written, { from, to }, path, hearing);
  return {
    ...{ file, offset: offset ?? 0, from, duck, volume: decibels(volume) },
    ...(at !== undefined && { at }),
    ...(to !== undefined && { to }),
    ...{ fadeIn: fade('fade-in'), fadeOut: fade('fade-out'), place: places.of([...path, 'file']) },
  };
}

/** Tolerance for a recording's length, in seconds: some formats know it only to the packet. */
const slack = 0.1;

function checkPart(
  { facts }: Asset,
  written: Pick<CueInFile, 'from' | 'to'>,
  { from, to }: { readonly from: number; readonly to: number | undefined },
  path: Path,
  { measures, problems }: Hearing,
): void {
  const length = facts.kind === 'image' ? 0 : facts.seconds;
  const long = say`It is ${timed('length', length)} long`;
  if (from >= length) {
    problems.add({
      code: 'beyond-footage',
      path: [...path, 'from'],
      ...says(
        say`${timed('seconds', from, written.from)} is past the end of the recording.`,
        say`${long}: write a \`from\` below \`${{ below: measures.film.upTo(length, written.from ?? 0) ?? '0' }}\`.`,
      ),
    });
  }
  if (to !== undefined && to > length + slack) {
    problems.add({
      code: 'beyond-footage',
      path: [...path, 'to'],
      ...says(
        say`${timed('seconds', to, written.to)} is past the end of the recording.`,
        say`${long}: write \`${{ write: `to: ${measures.film.upTo(length, written.to ?? 0) ?? 0}` }}\` or less, or delete \`to\`.`,
      ),
    });
  } else if (to !== undefined && to <= from && from < length) {
    problems.add({
      code: 'empty-trim',
      path: [...path, 'to'],
      ...says(
        say`This cue ends at ${timed('to', to, written.to)}, but begins at ${timed('from', from, written.from)}.`,
        say`Make \`to\` greater than \`from\`: both count from the beginning of the recording.`,
      ),
    });
  }
}
