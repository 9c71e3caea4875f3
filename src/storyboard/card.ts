import type { Fill } from './fill.ts';
import type { NamedSegment } from './ids.ts';
import type { Behind, Card } from './model.ts';
import type { Problem, Problems } from './problems.ts';
import type { NamedFiles } from './read-files.ts';
import type { Card as CardInFile } from './schema.gen.ts';
import type { Measure } from './time.ts';
import { timeInWords } from './time-advice.ts';

interface Around {
  readonly files: NamedFiles;
  readonly fill: Fill;
  readonly problems: Problems;
}

/** Undefined where what is to be behind it can't be used. */
export function cardOf(
  one: NamedSegment,
  written: CardInFile,
  measure: Measure,
  around: Around,
): Card | undefined {
  const behind = behindOf(one, written, measure, around);
  if (behind === undefined && (written.image ?? written.file) !== undefined) return undefined;
  return {
    text: around.fill.text(written.text, [...one.path, 'card', 'text']),
    background: (written.background ?? '#101014').toLowerCase(),
    color: (written.color ?? '#f4efe6').toLowerCase(),
    ...(behind && { behind }),
  };
}

function behindOf(
  { id, path }: NamedSegment,
  { image, file: video, move, from }: CardInFile,
  measure: Measure,
  { files, problems }: Around,
): Behind | undefined {
  const add = (key: string, problem: Pick<Problem, 'code' | 'message' | 'help'>): void =>
    problems.add({ path: [...path, 'card', key], part: 'key', segment: id, ...problem });
  const misplaced = (key: string, message: string, help: string): void =>
    add(key, { code: 'misplaced-key', message, help });
  if (image !== undefined && video !== undefined)
    misplaced('file', '`file` does not go with `image`: one of the two is behind the text.', 'Delete one.');
  const file = files.get(image ?? video ?? '');
  if (file?.facts.kind !== 'video') {
    if (from !== undefined && (file || (image ?? video) === undefined))
      misplaced(
        'from',
        '`from` goes with a video behind the text.',
        'Name it with `file`, or delete the line.',
      );
    if (move !== undefined && (image ?? video) === undefined)
      misplaced(
        'move',
        '`move` goes with a picture behind the text.',
        'Name it with `image`, or delete the line.',
      );
    return file && { kind: 'still', image: file, move: move ?? 'none' };
  }
  if (move !== undefined)
    misplaced('move', '`move` goes with a still, and this file is a video.', 'Delete the line.');
  const begin = measure.seconds(from ?? 0, [...path, 'card', 'from']);
  if (begin === undefined) return undefined;
  const { seconds } = file.facts;
  if (begin >= seconds) {
    add('from', {
      code: 'beyond-footage',
      message: `${timeInWords(from ?? begin, begin)} is past the end of ${file.path}.`,
      help: `There are ${timeInWords(seconds, seconds)} of it: write a \`from\` below \`${measure.upTo(seconds, from ?? 0) ?? 0}\`.`,
    });
  }
  return { kind: 'file', file, from: begin };
}
