import type { Size } from '../../core/frames.ts';
import type { Sheet } from '../../media/drawing/sheet.ts';
import type { CuttingRoom } from '../cutting-room.ts';
import { drawStill } from './draw-still.ts';

/** A segment's caption as a PNG of the film's size, transparent all around its letters. */
export const drawCaption = (text: string, size: Size, segment: string, room: CuttingRoom): Promise<string> =>
  drawStill(captionSheet(text, size), segment, room);

/** In the lower third, as wide as people read at a glance: three lines of large letters, or more of small ones. */
export function captionSheet(text: string, size: Size): Sheet {
  const shorter = Math.min(size.width, size.height);
  const em = Math.round(shorter * 0.056);
  const width = Math.round(size.width * 0.8);
  const height = Math.ceil(3.8 * em);
  // Upright films are watched where buttons lie over the lower edge.
  const below = Math.round(size.height * (size.height > size.width ? 0.14 : 0.07));
  return {
    size,
    items: [
      {
        kind: 'text',
        box: { x: (size.width - width) / 2, y: size.height - below - height, width, height },
        spans: [{ text, color: '#ffffff', bold: true }],
        em: { most: em, least: Math.max(4, Math.round(em * 0.4)) },
        align: 'center',
        balanced: true,
        stand: 'bottom',
        outlines: [
          { color: '#00000080', width: 0.2, blur: 0.16 },
          { color: '#000000e0', width: 0.08 },
        ],
      },
    ],
  };
}
