import { ok } from '../core/result.ts';
import { hashOf } from './asset.ts';
import type { AssetReader, ReadFile } from './known-assets.ts';
import { stampOf } from './stamp.ts';

/**
 * Reads the bytes of a file each time, but looks into them only if they are others than the last time: a cut reads each of the
 * user's files up to three times, and to look into an unusual one, ffmpeg is started twice.
 */
export function probedOnce(read: AssetReader): AssetReader {
  const seen = new Map<string, ReadFile & { readonly size: number }>();
  return async (absolute) => {
    const last = seen.get(absolute);
    const size = (await stampOf(absolute))?.size;
    // Where it has another size, it has other bytes, and whether it is safe to read them is for the probe to say.
    if (last && last.size === size && (await hashOf(absolute).catch(() => undefined)) === last.sha256)
      return ok({ sha256: last.sha256, facts: last.facts });
    const now = await read(absolute);
    if (now.ok && size !== undefined) seen.set(absolute, { ...now.value, size });
    return now;
  };
}
