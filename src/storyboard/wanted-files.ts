import type { Path } from './places.ts';
import type { SoundParts } from './prune.ts';
import type { References } from './schema.gen.ts';

/** A file that the storyboard names, with the path of that name. */
export interface Wanted {
  readonly name: string;
  readonly path: Path;
  readonly use: 'image' | 'picture' | 'video' | 'sound';
}

/** A file's name, unless it is the word for a neighbour's picture. */
const fileIn = (name: string | undefined, word: string): string | undefined =>
  name === word ? undefined : name;

/** Every use of a file in the storyboard, in file order. */
export function wantedFiles({ file, unsound }: SoundParts): readonly Wanted[] {
  const wanted: Wanted[] = [];
  const want = (name: string | undefined, use: Wanted['use'], ...path: Path): void => {
    if (name !== undefined) wanted.push({ name, use, path });
  };
  const wantReferences = (written: References | undefined, ...path: Path): void => {
    const [list, way] = Array.isArray(written) ? [written, []] : [written?.add ?? [], ['add']];
    for (const [i, one] of list.entries()) {
      const at = [...path, 'references', ...way, i];
      if ('image' in one) want(one.image, 'image', ...at, 'image');
      else if ('video' in one) want(one.video, 'video', ...at, 'video');
      else want(one.audio, 'sound', ...at, 'audio');
    }
  };
  wantReferences(file.references);
  wantReferences(file.defaults?.references, 'defaults');
  for (const [name, member] of Object.entries(file.cast ?? {})) {
    want(member.image, 'image', 'cast', name, 'image');
    for (const [i, image] of (member.images ?? []).entries()) want(image, 'image', 'cast', name, 'images', i);
  }
  for (const [s, scene] of file.scenes.entries()) {
    wantReferences(scene.references, 'scenes', s);
    for (const [i, segment] of scene.segments.entries()) {
      if (unsound.has(segment)) continue;
      const own = ['scenes', s, 'segments', i];
      if ('image' in segment) want(fileIn(segment.image, 'previous'), 'image', ...own, 'image');
      if ('last-image' in segment) want(fileIn(segment['last-image'], 'next'), 'image', ...own, 'last-image');
      if ('references' in segment) wantReferences(segment.references, ...own);
      if ('file' in segment) want(segment.file, 'picture', 'scenes', s, 'segments', i, 'file');
      if (!('card' in segment)) continue;
      const { image, file: footage } = segment.card;
      want(image, 'image', 'scenes', s, 'segments', i, 'card', 'image');
      want(footage, 'picture', 'scenes', s, 'segments', i, 'card', 'file');
    }
  }
  want(file.audio?.music?.file, 'sound', 'audio', 'music', 'file');
  for (const [i, { file: name }] of (file.audio?.narration ?? []).entries()) {
    want(name, 'sound', 'audio', 'narration', i, 'file');
  }
  for (const [i, { file: name }] of (file.audio?.cues ?? []).entries()) {
    want(name, 'sound', 'audio', 'cues', i, 'file');
  }
  return wanted;
}
