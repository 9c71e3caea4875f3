import type { Asset } from '../core/footage.ts';
import { unreachable } from '../core/result.ts';
import type { Card, FirstImage, LastImage, Prompted, Source, Storyboard } from './model.ts';

/** The files that each member of a kind of source names: a new member does not compile until it is listed. */
type OfEachMember<K extends Source['kind']> = Readonly<
  Record<keyof Extract<Source, { kind: K }>, readonly Asset[]>
>;

const none: readonly Asset[] = [];

/** All of the user's files that a film is made from. */
export const allAssets = ({ segments, audio }: Storyboard): readonly Asset[] => [
  ...segments.flatMap(({ source }) => assetsOf(source)),
  ...(audio.music ? [audio.music.file] : []),
  ...[...audio.narration, ...audio.cues].map((recording) => recording.file),
];

/** All of the user's files that a segment is made from. */
export function assetsOf(source: Source): readonly Asset[] {
  return Object.values(byMember(source)).flat();
}

function byMember(source: Source): Readonly<Record<string, readonly Asset[]>> {
  const kind = none;
  switch (source.kind) {
    case 'generate':
      return {
        kind,
        lastImage: own(source.lastImage),
        ...ofPrompted(source),
      } satisfies OfEachMember<'generate'>;
    case 'image': {
      const [image, lastImage] = [own(source.image), own(source.lastImage)];
      return { kind, image, lastImage, ...ofPrompted(source) } satisfies OfEachMember<'image'>;
    }
    case 'extend':
      return { kind, of: none, ...ofPrompted(source) } satisfies OfEachMember<'extend'>;
    case 'edit':
      return { kind, of: none, ...ofPrompted(source) } satisfies OfEachMember<'edit'>;
    case 'file':
      return { kind, file: [source.file] } satisfies OfEachMember<'file'>;
    case 'still':
      return { kind, image: [source.image], move: none } satisfies OfEachMember<'still'>;
    case 'card':
      return { kind, card: behind(source.card) } satisfies OfEachMember<'card'>;
    default:
      return unreachable(source);
  }
}

const own = (image: FirstImage | LastImage | undefined): readonly Asset[] =>
  typeof image === 'object' ? [image] : none;

const ofPrompted = ({ cast, references = [] }: Prompted) =>
  ({
    ...{ prompt: none, own: none, fallbacks: none, dialogue: none },
    cast: cast.flatMap(({ images = [] }) => images),
    references: references.map(({ file }) => file),
  }) satisfies Readonly<Record<keyof Prompted, readonly Asset[]>>;

function behind({ behind: what }: Card): readonly Asset[] {
  if (what === undefined) return none;
  return [what.kind === 'file' ? what.file : what.image];
}
