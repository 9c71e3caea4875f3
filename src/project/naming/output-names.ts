import type { Output } from '../../storyboard/model.ts';
import { type Apart, namedApart } from './apart.ts';

/** `film.mp4` for the storyboard `film`, `film-<output>.<ending>` if the output has a name. */
export function outputName(
  storyboard: string,
  { name, as }: Pick<Output, 'name' | 'as'>,
  apart: Pick<Apart, 'kind'> | undefined,
): string {
  const stem = name === undefined ? storyboard : `${storyboard}-${name}`;
  return `${namedApart(stem, apart)}.${endings[as]}`;
}

const endings = {
  mp4: 'mp4',
  webm: 'webm',
  gif: 'gif',
  poster: 'png',
  'contact-sheet': 'png',
} as const satisfies Record<Output['as'], string>;
