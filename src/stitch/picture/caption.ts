import type { Size } from '../../core/frames.ts';
import type { Box, Sheet } from '../../media/drawing/sheet.ts';
import type { CuttingRoom } from '../cutting-room.ts';
import { drawStill } from './draw-still.ts';
import { emOf } from './zones.ts';

/** A segment's caption as a PNG of the film's size, transparent all around its letters. */
export const drawCaption = (
  text: string,
  zone: Box,
  size: Size,
  segment: string,
  room: CuttingRoom,
): Promise<string> => drawStill(captionSheet(text, zone, size), segment, room);

/** As wide as people read at a glance: three lines of large letters, or more of small ones. */
export function captionSheet(text: string, zone: Box, size: Size): Sheet {
  const em = emOf(size);
  return {
    size,
    items: [
      {
        kind: 'text',
        box: zone,
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
