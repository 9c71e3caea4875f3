import { type Said, type Sentence, say, says } from '../core/sentence.ts';
import type { Fill } from './fill.ts';
import type { NamedSegment } from './ids.ts';
import type { Behind, Card } from './model.ts';
import type { Problem, Problems } from './problems.ts';
import type { NamedFiles } from './read-files.ts';
import type { Card as CardInFile } from './schema.gen.ts';
import type { Measure } from './time.ts';
import { timed } from './time-advice.ts';

interface Around {
  readonly files: NamedFiles;
  readonly fill: Fill;
  readonly problems: Problems;
}

/** Undefined if what should be behind it can't be used. */
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
  const add = (key: string, code: Problem['code'], said: Said): void =>
    problems.add({ path: [...path, 'card', key], part: 'key', segment: id, code, ...said });
  const misplaced = (key: string, message: Sentence, help: Sentence): void =>
    add(key, 'misplaced-key', says(say`\`${{ key }}\` ${message}`, help));
  if (image !== undefined && video !== undefined)
    misplaced(
      'file',
      say`can't be used with \`${{ beside: 'image' }}\`: only one of them can be behind the text.`,
      say`Delete one of them.`,
    );
  const file = files.get(image ?? video ?? '');
  if (file?.facts.kind !== 'video') {
    if (from !== undefined && (file || (image ?? video) === undefined))
      misplaced(
        'from',
        say`requires a video behind the text.`,
        say`Name the video with \`file\`, or delete the line.`,
      );
    if (move !== undefined && (image ?? video) === undefined)
      misplaced(
        'move',
        say`requires a picture behind the text.`,
        say`Name the picture with \`image\`, or delete the line.`,
      );
    return file && { kind: 'still', image: file, move: move ?? 'none' };
  }
  if (move !== undefined)
    misplaced('move', say`requires a still, but this file is a video.`, say`Delete the line.`);
  const begin = measure.seconds(from ?? 0, [...path, 'card', 'from']);
  if (begin === undefined) return undefined;
  const { seconds } = file.facts;
  if (begin >= seconds) {
    add(
      'from',
      'beyond-footage',
      says(
        say`${timed('seconds', begin, from)} is past the end of ${{ file: file.path }}.`,
        say`It is ${timed('length', seconds)} long: write a \`from\` below \`${{ below: measure.upTo(seconds, from ?? 0) ?? '0' }}\`.`,
      ),
    );
  }
  return { kind: 'file', file, from: begin };
}
