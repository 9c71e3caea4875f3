import { join } from 'node:path';
import { inputKey, mediumOf, type Reference } from '../../core/request.ts';
import { runFfmpeg } from '../../media/ffmpeg.ts';
import { frameAt } from '../../media/frame-at.ts';
import type { Studio } from './studio.ts';

/** Files of pictures that stand for references: footage by its first frame, a recording by its wave. */
export async function thumbnailsOf(
  references: readonly Reference[],
  studio: Studio,
): Promise<readonly string[]> {
  const pictures: string[] = [];
  for (const [index, reference] of references.entries()) {
    const { kind, input } = mediumOf(reference);
    const file = studio.inputs.get(inputKey(input));
    const picture = file && (await pictureOf({ kind, file, index }, studio));
    if (picture) pictures.push(picture);
  }
  return pictures;
}

async function pictureOf(
  {
    kind,
    file,
    index,
  }: { readonly kind: 'image' | 'video' | 'audio'; readonly file: string; readonly index: number },
  { tools, folder, signal }: Studio,
): Promise<string | undefined> {
  if (kind === 'image') return file;
  const png = join(folder, `reference-${index}.png`);
  const taken =
    kind === 'video'
      ? await frameAt(tools, file, { png, at: { from: 0 } }, signal)
      : await runFfmpeg(
          tools,
          {
            inputs: [{ file }],
            graph: '[0:a]showwavespic=s=256x256:colors=white[v]',
            output: png,
            args: ['-map', '[v]', '-frames:v', '1'],
          },
          signal ? { signal } : {},
        );
  return taken.ok ? png : undefined;
}
