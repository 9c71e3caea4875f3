import { sameAspect } from '../core/frames.ts';
import { type Sentence, say, says } from '../core/sentence.ts';
import type { NamedSegment } from './ids.ts';
import type { Fit, Format, Source } from './model.ts';
import type { Problem, Problems } from './problems.ts';
import type { NamedFiles } from './read-files.ts';
import type { Segment as SegmentInFile, StoryboardFile } from './schema.gen.ts';

/** What is needed to check it. */
interface Around {
  readonly file: StoryboardFile;
  readonly files: NamedFiles;
  readonly format: Format;
  readonly problems: Problems;
}

/** A picture becomes a still; a video stays footage. */
export function ownSource(
  { id, path }: NamedSegment,
  { file: name, move, trim, speed }: FileInFile,
  { files, problems }: Around,
): Source | undefined {
  const file = files.get(name);
  if (!file) return undefined;
  const misplaced = (key: string, message: Sentence, help: Sentence): void => {
    const said = says(say`\`${{ key }}\` ${message}`, help);
    problems.add({ code: 'misplaced-key', path: [...path, key], part: 'key', segment: id, ...said });
  };
  if (file.facts.kind === 'image') {
    if (trim)
      misplaced(
        'trim',
        say`can't be used with a still, which has no beginning or end.`,
        say`Set how long it is shown with \`duration\`.`,
      );
    if (speed !== undefined)
      misplaced(
        'speed',
        say`can't be used with a still, which does not run.`,
        say`Set \`duration\` instead: a \`move\` lasts as long as its still is shown.`,
      );
    return { kind: 'still', image: file, move: move ?? 'none' };
  }
  if (move) misplaced('move', say`requires a still, but this file is a video.`, say`Delete the line.`);
  return { kind: 'file', file };
}

type FileInFile = Extract<SegmentInFile, { file: string }>;

/** The fit that the storyboard sets for a segment. */
export const saidFit = ({ written }: NamedSegment, file: StoryboardFile): Fit | undefined =>
  ('fit' in written ? written.fit : undefined) ?? file.format?.fit;

/** A still with a move fills the frame, unless the storyboard sets another fit. */
export function fitOf(source: Source, named: NamedSegment, { file, format, problems }: Around): Fit {
  const said = saidFit(named, file);
  if (said !== undefined || source.kind !== 'still') return said ?? format.fit;
  if (source.move !== 'none') return 'crop';
  const { facts } = source.image;
  if (facts.kind === 'image' && !sameAspect(facts.size, format.size)) problems.add(getsBars(named));
  return format.fit;
}

/** Most photos have another aspect than a film, and bars beside them are seldom intended. */
const getsBars = ({ id, path }: NamedSegment): Problem => ({
  severity: 'warning',
  code: 'clip-fitted',
  path: [...path, 'file'],
  ...says(
    say`This picture has a different aspect than the film, so it is shown with bars.`,
    say`Write \`fit: crop\` to fill the frame, \`fit: blur\` to lay it over a blurred copy, or \`fit: pad\` to keep the bars.`,
  ),
  segment: id,
});
