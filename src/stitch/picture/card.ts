import { writeFile } from 'node:fs/promises';
import type { Size } from '../../core/frames.ts';
import { ok } from '../../core/result.ts';
import { typeset } from '../../media/typeset.ts';
import type { Footage, TimelineEntry } from '../../planner/plan.ts';
import { cached, exists, makeFile } from '../cache.ts';
import type { CuttingRoom } from '../cutting-room.ts';

type Card = Extract<Footage, { kind: 'card' }>['card'];

/** A card as a PNG of the film's size. Cached. */
export async function drawCard(card: Card, size: Size, room: CuttingRoom): Promise<string> {
  const file = cached(room, 'cards', { version: 1, card, size }, 'png');
  if (await exists(file)) return file;
  const shorter = Math.min(size.width, size.height);
  const margin = Math.round(shorter / 10);
  const png = await typeset({
    size,
    background: card.background,
    items: [
      {
        kind: 'text',
        box: { x: margin, y: margin, width: size.width - 2 * margin, height: size.height - 2 * margin },
        spans: [{ text: card.text, color: card.color }],
        // A title, not a poster: an upright frame has room for more lines, not for larger letters.
        em: { most: Math.min(size.height / 8, size.width / 10), least: shorter / 40 },
        align: 'center',
        stand: 'middle',
      },
    ],
  });
  await makeFile<never>(room, file, async (draft) => ok(await writeFile(draft, png)));
  return file;
}

/** The entry, or where its footage is not made yet a slate that says so. */
export function slateFor(entry: TimelineEntry): TimelineEntry {
  const { footage, segment } = entry;
  if (footage.kind !== 'clip' || footage.clip !== undefined) return entry;
  const text = `${segment}\nnot made yet`;
  return {
    ...entry,
    sourceStart: 0,
    footage: { kind: 'card', card: { text, background: '#2b2f36', color: '#e6e1d6' } },
  };
}
