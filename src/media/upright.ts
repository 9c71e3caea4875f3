import type { FootageFacts, PictureTurn } from './footage-facts.ts';

/** Filters that make whole pictures of fields, and turn them. */
export const upright = ({
  interlaced,
  turn,
}: Pick<FootageFacts, 'interlaced' | 'turn'>): readonly string[] => [
  ...(interlaced ? ['bwdif=mode=send_frame:deint=interlaced'] : []),
  ...(turn ? [...turns[turn.degrees], ...(turn.mirrored ? ['hflip'] : [])] : []),
];

const turns: Readonly<Record<PictureTurn['degrees'], readonly string[]>> = {
  0: [],
  90: ['transpose=clock'],
  180: ['hflip', 'vflip'],
  270: ['transpose=cclock'],
};
