import { rate } from './state.ts';

/**
 * Frames that a video may be off: below the first nothing is done; between the first and the second it runs a little faster or
 * slower, or the film waits for it; above the second it is sought, which takes a machine that is slow longer than to go on.
 */
const nearest = 0.5;
const far = 2;
const lost = 16;

/**
 * Keeps a player at a time of its file: exact while it is paused, in step while it plays. Whether the film has to wait for it.
 * `near`: frames that it may be off; for sound alone more, since one hears that its speed changes.
 */
export function followClock(
  video: HTMLMediaElement,
  time: number,
  speed: number,
  fps: number,
  near = nearest,
): boolean {
  const drift = (video.currentTime - time) * (fps / speed);
  const pace = rate.value * speed;
  if (pace <= 0 || pace > 16) {
    if (!video.paused) video.pause();
    if (Math.abs(drift) > near && !video.seeking) video.currentTime = time;
    return false;
  }
  if (Math.abs(drift) > lost && !video.seeking) video.currentTime = time;
  // It is ahead: it waits for the film.
  if (drift > far) {
    if (!video.paused) video.pause();
    return false;
  }
  const nudge = Math.abs(drift) <= near ? 1 : 1 - Math.max(-0.1, Math.min(0.1, drift / 20));
  const wanted = Math.max(0.0625, pace * nudge);
  if (Math.abs(video.playbackRate - wanted) > 0.001) video.playbackRate = wanted;
  if (video.paused && !video.ended) video.play().catch(() => undefined);
  return drift < -far && !video.ended;
}
