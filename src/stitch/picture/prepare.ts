import { basename } from 'node:path';
import { ok, type Result } from '../../core/result.ts';
import { group } from '../../media/encoding.ts';
import type { TimelineEntry } from '../../planner/plan.ts';
import type { CuttingRoom, Film } from '../cutting-room.ts';
import type { Shot } from '../material.ts';
import { type Problems, short, unreadable } from '../problems.ts';
import { drawCaption } from './caption.ts';
import { develop } from './develop.ts';
import type { Rendering } from './encode.ts';
import { framesOf, inputOf, type Range } from './source.ts';
import { zonesOf } from './zones.ts';

/**
 * A whole shot as the film can hold it, in its size and with its caption, and cut nearly anywhere by copying:
 * a transition can then change without the shot being encoded again.
 */
export async function preparation(
  shot: Shot,
  film: Film,
  room: CuttingRoom,
): Promise<Result<Rendering, Problems>> {
  const { entry, material } = shot;
  const { segment, sourceStart, frames, fit } = entry;
  const shown = material.kind === 'photo' ? await develop(material, entry, film, room) : ok(material);
  if (!shown.ok) return shown;
  const caption = captionOf(entry, film);
  const zone = zonesOf(shot, film.size).bottom;
  const drawn =
    caption === undefined ? undefined : await drawCaption(caption, zone, film.size, segment, room);
  const rendering = (range: Range): Rendering => ({
    inputs: [inputOf(range, film), ...(drawn === undefined ? [] : [captionInput(drawn)])],
    graph:
      drawn === undefined
        ? framesOf(range, film, '0:v:0', 'v')
        : `${framesOf(range, film, '0:v:0', 'bare')};${laidOver}`,
    frames,
    group: group.cut,
    failure: (reason) => unreadable(entry, reason),
    short: (has) => ({
      instead: rendering({ ...range, has }),
      // A frame more is what the rounding of a cut may ask for: nobody sees that it is held.
      ...(frames - has > 1 && { notice: short(segment, has, frames) }),
    }),
  });
  return ok(rendering({ material: shown.value, from: sourceStart, frames, fit }));
}

/** What is drawn into a shot's pictures. */
export const captionOf = ({ caption }: TimelineEntry, film: Film): string | undefined =>
  film.burnCaptions ? caption : undefined;

/** A drawn caption is called by what it shows. */
const captionInput = (file: string): Rendering['inputs'][number] => ({
  key: basename(file),
  file,
  args: ['-f', 'png_pipe'],
});

/** The one picture of a caption stays for as long as there are pictures under it. */
const laidOver =
  '[1:v:0]scale=out_color_matrix=bt709:out_range=tv,format=yuva420p[caption];[bare][caption]overlay[v]';
