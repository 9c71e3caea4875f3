import type { Asset } from '../core/footage.ts';
import { decibels, type Hearing } from './hearing.ts';
import type { Cue } from './model.ts';
import type { Path } from './places.ts';
import { unknownSegment } from './references.ts';
import type { Audio as AudioInFile } from './schema.gen.ts';

type CueInFile = NonNullable<AudioInFile['cues']>[number];

/** The cues whose recordings are there, each with the part of it that is heard. */
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
  checkPart(file, from, to, path, hearing);
  return {
    ...{ file, offset: offset ?? 0, from, duck, volume: decibels(volume) },
    ...(at !== undefined && { at }),
    ...(to !== undefined && { to }),
    ...{ fadeIn: fade('fade-in'), fadeOut: fade('fade-out'), place: places.of([...path, 'file']) },
  };
}

/** What a recording's length may be told wrongly by, in seconds: some formats know it to the packet only. */
const slack = 0.1;

function checkPart(
  { facts }: Asset,
  from: number,
  to: number | undefined,
  path: Path,
  { problems }: Hearing,
): void {
  const length = facts.kind === 'image' ? 0 : facts.seconds;
  const beyond = (key: string, asked: number) => ({
    code: 'beyond-footage' as const,
    path: [...path, key],
    message: `${round(asked)} s is past the end of the recording.`,
    help: `There are ${round(length)} s of it.`,
  });
  if (from >= length) problems.add(beyond('from', from));
  else if (to !== undefined && to > length + slack) problems.add(beyond('to', to));
  else if (to !== undefined && to <= from) {
    problems.add({
      code: 'empty-trim',
      path: [...path, 'to'],
      message: `This cue ends at ${round(to)} s, and it begins at ${round(from)} s.`,
      help: '`to` counts from the beginning of the recording, as `from` does, and is more than it.',
    });
  }
}

const round = (seconds: number): number => Number(seconds.toFixed(3));
