import { sameAspect } from '../core/frames.ts';
import type { NamedSegment } from './ids.ts';
import type { Fit, Format, Source } from './model.ts';
import type { Problem, Problems } from './problems.ts';
import type { NamedFiles } from './read-files.ts';
import type { Segment as SegmentInFile, StoryboardFile } from './schema.gen.ts';

/** What it is judged with. */
interface Around {
  readonly file: StoryboardFile;
  readonly files: NamedFiles;
  readonly format: Format;
  readonly problems: Problems;
}

/** A picture is held, or moved over; footage runs. */
export function ownSource(
  { id, path }: NamedSegment,
  { file: name, move, trim, speed }: FileInFile,
  { files, problems }: Around,
): Source | undefined {
  const file = files.get(name);
  if (!file) return undefined;
  const misplaced = (key: string, message: string, help: string): void =>
    problems.add({ code: 'misplaced-key', path: [...path, key], part: 'key', message, help, segment: id });
  if (file.facts.kind === 'image') {
    if (trim)
      misplaced(
        'trim',
        '`trim` does not go with a still, which has no beginning and no end.',
        'Say how long it is seen with `duration`.',
      );
    if (speed !== undefined)
      misplaced(
        'speed',
        '`speed` does not go with a still, which does not run.',
        'A `move` is as fast as its still is short: say how long it is seen with `duration`.',
      );
    return { kind: 'still', image: file, move: move ?? 'none' };
  }
  if (move) misplaced('move', '`move` goes with a still, and this file is a video.', 'Delete the line.');
  return { kind: 'file', file };
}

type FileInFile = Extract<SegmentInFile, { file: string }>;

/** How the storyboard says that a segment is to be fitted. */
export const saidFit = ({ written }: NamedSegment, file: StoryboardFile): Fit | undefined =>
  ('fit' in written ? written.fit : undefined) ?? file.format?.fit;

/** A camera that moves has a picture all around it, unless somebody says that bars are to be seen. */
export function fitOf(source: Source, named: NamedSegment, { file, format, problems }: Around): Fit {
  const said = saidFit(named, file);
  if (said !== undefined || source.kind !== 'still') return said ?? format.fit;
  if (source.move !== 'none') return 'crop';
  const { facts } = source.image;
  if (facts.kind === 'image' && !sameAspect(facts.size, format.size)) problems.add(getsBars(named));
  return format.fit;
}

/** Most photos have another shape than a film, and bars beside them are seldom what was meant. */
const getsBars = ({ id, path }: NamedSegment): Problem => ({
  severity: 'warning',
  code: 'clip-fitted',
  path: [...path, 'file'],
  message: 'This picture has another shape than the film: there are bars beside it.',
  help: 'Write `fit: crop` to fill the frame with it, `fit: blur` to lay it over a blurred copy, or `fit: pad` for bars.',
  segment: id,
});
