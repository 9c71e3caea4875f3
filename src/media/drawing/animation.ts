import { appendFile, readFile } from 'node:fs/promises';
import { endless, shownFor } from '../read-animation.ts';
import { canvasKit, openSurface, withScope } from './canvaskit.ts';

/** Pictures per second, at most: browsers show no more of an animation. */
const mostRate = 50;

/**
 * Writes an animated WebP as PNGs, one behind the other, on black; an even number of each side, as H.264 needs it. Returns
 * their number per second. Undefined if it can't be decoded.
 */
export async function writeAnimation(file: string, output: string): Promise<number | undefined> {
  const bytes = endless(await readFile(file));
  const kit = await canvasKit();
  return withScope(async (keep) => {
    const animation = kit.MakeAnimatedImageFromEncoded(bytes);
    if (!animation) return undefined;
    keep(animation);
    const even = (side: number): number => side + (side % 2);
    const size = { width: even(animation.width()), height: even(animation.height()) };
    const surface = openSurface(kit, size, keep);
    if (!surface) return undefined;
    const canvas = surface.getCanvas();
    let shown = 0;
    let written = 0;
    for (let left = animation.getFrameCount(); left > 0; left--) {
      const picture = animation.makeImageAtCurrentFrame();
      if (!picture) return undefined;
      canvas.clear(kit.BLACK);
      canvas.drawImage(picture, 0, 0);
      picture.delete();
      const snapshot = surface.makeImageSnapshot();
      const png = snapshot.encodeToBytes();
      snapshot.delete();
      if (!png) return undefined;
      shown += shownFor(animation.currentFrameDuration());
      const until = Math.max(written + 1, Math.round((shown / 1000) * mostRate));
      for (; written < until; written++) await appendFile(output, png);
      if (left > 1 && animation.decodeNextFrame() < 0) return undefined;
    }
    return mostRate;
  });
}

/** Whether each picture of an animated WebP can be decoded. */
export async function isWholeAnimation(bytes: Buffer): Promise<boolean> {
  const kit = await canvasKit();
  return withScope(async (keep) => {
    const animation = kit.MakeAnimatedImageFromEncoded(endless(bytes));
    if (!animation) return false;
    keep(animation);
    for (let left = animation.getFrameCount() - 1; left > 0; left--)
      if (animation.decodeNextFrame() < 0) return false;
    return true;
  });
}
