import { mkdir } from 'node:fs/promises';
import type { Diagnostic } from '../core/diagnostic.ts';
import type { Asset } from '../core/footage.ts';
import { err, ok } from '../core/result.ts';
import { isOdd, makeUsual } from '../media/usual-file.ts';
import { cached, exists, makeFile, tableOf } from './cache.ts';
import type { CuttingRoom } from './cutting-room.ts';

/**
 * The asset as a file that can be cut, sent and drawn: itself, or what was made of it once. Undefined if it can't be read.
 * `damaged` is reported if that is so.
 */
export async function usual(
  { sha256, facts }: Pick<Asset, 'sha256' | 'facts'>,
  file: string,
  room: CuttingRoom,
  damaged?: Diagnostic,
): Promise<string | undefined> {
  if (!isOdd(facts)) return file;
  const depends = { version: 7, sha256, ffmpeg: room.tools.ffmpeg.version };
  const made = cached(room, 'brought', depends, facts.kind === 'image' ? 'png' : 'mp4');
  if (await exists(made)) return made;
  await mkdir(tableOf(room), { recursive: true });
  const done = await makeFile(room, made, async (draft) => {
    const brought = await makeUsual(room.tools, { file, facts }, draft, room.signal);
    if (brought?.damaged && damaged) room.emit({ type: 'notice', diagnostic: damaged });
    return brought ? ok(undefined) : err(undefined);
  });
  return done.ok ? made : undefined;
}
