import { readFile } from 'node:fs/promises';
import { err, type Result } from '../../core/result.ts';
import {
  type KeyValue,
  positionOf,
  type SegmentPosition,
  writeKey,
  writtenText,
} from '../../storyboard/write-segment.ts';
import type { LoadedFilm } from './film.ts';
import { replaceText } from './replace-text.ts';

/** Keys of a segment that are to be written, one after the other. */
export type SegmentKeys = readonly (readonly [key: string, value: KeyValue])[];

type EditedFilm = Pick<LoadedFilm, 'located' | 'storyboard'>;

/** Writes keys of a segment into the storyboard, which is replaced atomically. The error says why it can't be, as a clause. */
export async function editSegment(
  film: EditedFilm,
  segment: string,
  keys: SegmentKeys,
): Promise<Result<void, string>> {
  const { absolute } = film.located;
  let text = await readFile(absolute, 'utf8');
  const position = placeIn(text, film, segment);
  if (position === undefined) return err('the segment was not found');
  for (const [key, value] of keys) {
    const written = writeKey(text, position, key, value);
    if (!written.ok) return written;
    text = written.value;
  }
  return await replaceText(absolute, text);
}

/** A text of a segment as the storyboard writes it; undefined if it is none, or in parts. */
export async function writtenIn(film: EditedFilm, segment: string, key: string): Promise<string | undefined> {
  const text = await readFile(film.located.absolute, 'utf8');
  const position = placeIn(text, film, segment);
  return position && writtenText(text, position, key);
}

/** Where a segment is in the storyboard's text as it is now; undefined if somebody moved it since it was read. */
export function placeIn(
  text: string,
  { storyboard }: Pick<EditedFilm, 'storyboard'>,
  segment: string,
): SegmentPosition | undefined {
  const position = positionOf(
    text,
    storyboard.segments.findIndex(({ id }) => id === segment),
  );
  return position && (writtenText(text, position, 'id') ?? segment) === segment ? position : undefined;
}
