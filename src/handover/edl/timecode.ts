/**
 * Frames as hours, minutes, seconds and frames. A film's rate is a whole number, so no labels are ever dropped; it
 * starts anew after 24 hours, as a clock does.
 */
export function timecode(frames: number, fps: number): string {
  const seconds = Math.floor(frames / fps);
  return [Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60, seconds % 60, frames % fps]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
}
