import { rate } from './state.ts';

/** Seconds off, in frames: below the first nothing is done, above the second it is sought. */
const near = 0.5;
const far = 2;

/** Keeps a video at a time of its file: exact while it is paused, in step while it plays. */
export function followClock(video: HTMLVideoElement, time: number, speed: number, fps: number): void {
  const drift = (video.currentTime - time) * (fps / speed);
  const pace = rate.value * speed;
  if (pace <= 0 || pace > 16) {
    if (!video.paused) video.pause();
    if (Math.abs(drift) > near && !video.seeking) video.currentTime = time;
    return;
  }
  if (Math.abs(drift) > far) {
    if (!video.seeking) video.currentTime = time;
  }
  const nudge = Math.abs(drift) <= near ? 1 : 1 - Math.max(-0.1, Math.min(0.1, drift / 20));
  const wanted = Math.max(0.0625, pace * nudge);
  if (Math.abs(video.playbackRate - wanted) > 0.001) video.playbackRate = wanted;
  if (video.paused && !video.ended) video.play().catch(() => undefined);
}
