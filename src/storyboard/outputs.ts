import type { Size } from '../core/frames.ts';
import { roundFps } from '../core/rates.ts';
import { say, says } from '../core/sentence.ts';
import { exactSize, frame, ratioOf, shortSides } from './format.ts';
import { type Format, type Output, outputKinds } from './model.ts';
import type { Path, Places } from './places.ts';
import type { Problems } from './problems.ts';
import { rateOf } from './rate.ts';
import type { Output as OutputInFile, StoryboardFile } from './schema.gen.ts';
import type { Measure } from './time.ts';

/** The files to make from the film, at least one. */
export function outputsOf(
  file: StoryboardFile,
  format: Format,
  measure: Measure,
  places: Places,
  problems: Problems,
): readonly Output[] {
  const { outputs } = file;
  if (!outputs) return [{ size: format.size, fit: format.fit, as: 'mp4' }];
  checkNames(outputs, problems);
  return outputs.map((output, i) => ({
    ...outputOf(output, ['outputs', i], format, measure, problems),
    place: places.of(['outputs', i, 'name']),
  }));
}

function checkNames(outputs: readonly OutputInFile[], problems: Problems): void {
  const names = new Map<string, number>();
  for (const [i, { name }] of outputs.entries()) {
    const first = names.get(name);
    if (first === undefined) names.set(name, i);
    else {
      problems.add({
        code: 'twin-id',
        path: ['outputs', i, 'name'],
        ...says(
          say`Two ${{ kind: 'output' }}s are named \`${{ name }}\`.`,
          say`Give one of them another name.`,
        ),
        related: { message: 'The first one.', path: ['outputs', first, 'name'] },
      });
    }
  }
}

function outputOf(
  output: OutputInFile,
  path: Path,
  format: Format,
  measure: Measure,
  problems: Problems,
): Output {
  const { name, fit = format.fit, as = 'mp4' } = output;
  const fps = output.fps === undefined ? undefined : rateOf(output.fps, [...path, 'fps'], problems);
  const at = output.at === undefined ? undefined : measure.seconds(output.at, [...path, 'at']);
  const isPoster = as === 'poster';
  const moves = as === 'gif' || as === 'webm';
  if (output.as === undefined && isOtherKind(name)) problems.add(namedLikeKind(name, path));
  if (output.at !== undefined && !isPoster) problems.add(misplaced('at', as, 'a poster', path));
  if (fps !== undefined && !moves) problems.add(misplaced('fps', as, 'a GIF or WebM', path));
  if (fps !== undefined && moves && fps > format.fps) problems.add(tooFast(fps, format.fps, path));
  return {
    ...{ name, size: sizeOf(output, path, format, problems), fit, as },
    ...(isPoster && at !== undefined && { at }),
    ...(moves && fps !== undefined && { fps }),
  };
}

function sizeOf(output: OutputInFile, path: Path, format: Format, problems: Problems): Size {
  if ('size' in output) return exactSize(output.size, [...path, 'size'], problems);
  const { width, height } = format.size;
  const ratio = output.aspect ? ratioOf(output.aspect) : ([width, height] as const);
  return frame(ratio, output.resolution ? shortSides[output.resolution] : Math.min(width, height));
}

/** Whether this is a kind of output other than the default. */
const isOtherKind = (name: string): boolean => outputKinds.some((kind, i) => i > 0 && kind === name);

const namedLikeKind = (name: string, path: Path) => ({
  severity: 'warning' as const,
  code: 'output-named-like-kind' as const,
  path: [...path, 'name'],
  ...says(
    say`This output is named \`${{ name }}\`, but is an MP4 film.`,
    say`Write \`${{ write: `as: ${name}` }}\` if you want one, or \`as: mp4\` if you want a film.`,
  ),
});

const misplaced = (key: 'at' | 'fps', as: Output['as'], owner: string, path: Path) => ({
  code: 'misplaced-key' as const,
  path: [...path, key],
  part: 'key' as const,
  ...says(
    say`\`${{ key }}\` can't be used with \`${{ beside: 'as' }}: ${{ value: as }}\`.`,
    say`Only ${owner} can have it: delete it, or change \`as\`.`,
  ),
});

const tooFast = (fps: number, most: number, path: Path) => ({
  code: 'out-of-range' as const,
  path: [...path, 'fps'],
  ...says(
    say`\`${{ key: 'fps' }}\` must be ${{ most: roundFps(most) }} or less (the film's frame rate), not ${{ value: roundFps(fps) }}.`,
    say`Lower it, or write \`${{ write: `fps: ${roundFps(fps)}` }}\` under \`format\`.`,
  ),
});
