import { readFile, writeFile } from 'node:fs/promises';
import { ok } from '../../core/result.ts';
import { runFfmpeg } from '../../media/ffmpeg.ts';
import { beginsFor } from '../../media/footage-facts.ts';
import { cached, makeFile } from '../cache.ts';
import type { Cutting } from '../cutting-room.ts';
import type { Shot, Video } from '../material.ts';
import type { StretchPart } from './copy-plan.ts';
import { inputOf } from './source.ts';

/**
 * Whether what would be copied of the user's own footage can be decoded: damage inside a film shows only then. Judged once for
 * each part of a file. A clip was judged when it was stored.
 */
export async function isIntact(
  { entry }: Shot,
  video: Video,
  parts: readonly StretchPart[],
  cutting: Cutting,
): Promise<boolean> {
  const copied = parts.find(({ kind }) => kind === 'copy');
  if (entry.footage.kind === 'clip' || !copied) return true;
  const { film, tools, signal } = cutting;
  const { from, frames } = copied;
  const depends = { version: 1, footage: video.key, from, frames, ffmpeg: tools.ffmpeg.version };
  const file = cached(cutting, 'judged', depends, 'txt');
  const before = await readFile(file, 'utf8').catch(() => undefined);
  if (before !== undefined) return before === intact;
  const { fps } = film.timeline;
  const input = inputOf({ material: video, from, frames, fit: entry.fit }, film);
  const end = beginsFor(video.facts) + (from + frames) / fps;
  const graph = `[0:v:${video.facts.tracks.picture}]trim=end=${end.toFixed(6)}[v]`;
  let isDamaged = false;
  const decoded = await runFfmpeg(
    tools,
    { inputs: [input], graph, args: ['-map', '[v]', '-copyts', '-f', 'null'], output: '-' },
    { signal, onDamage: () => (isDamaged = true) },
  );
  const isWhole = decoded.ok && !isDamaged;
  if (!signal.aborted)
    await makeFile(cutting, file, async (draft) => ok(await writeFile(draft, isWhole ? intact : 'damaged')));
  return isWhole;
}

const intact = 'intact';
