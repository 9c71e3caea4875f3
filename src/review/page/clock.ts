import { film, frame, playing, rate } from './state.ts';

/** Whatever has to be ready before the film goes on: a video that is still loading. */
export const waitsFor = new Set<() => boolean>();

/** What is brought in step with the clock whenever the browser draws. */
export const eachDraw = new Set<() => void>();

/** The one clock: everything that is seen and heard hangs on the frame that it counts. Loops in the range that is played. */
export function runClock(): void {
  let last = 0;
  let waited = 0;
  const tick = (now: number): void => {
    requestAnimationFrame(tick);
    const passed = Math.min(0.25, (now - last) / 1000);
    last = now;
    advance(passed);
    for (const draw of eachDraw) draw();
  };
  const advance = (passed: number): void => {
    const { value: shown } = film;
    if (!shown || rate.value === 0) return;
    // Nothing that can't be loaded stops the film for good.
    if (waited < 5 && [...waitsFor].some((isReady) => !isReady())) {
      waited += passed;
      return;
    }
    waited = 0;
    const { from, to } = playing.value;
    const next = frame.value + passed * shown.fps * rate.value;
    if (next >= to) frame.value = from + ((next - from) % Math.max(1, to - from));
    else if (next < from) frame.value = to - 1;
    else frame.value = next;
  };
  requestAnimationFrame(tick);
}

/** Moves by whole frames, and stays in what is played. */
export function step(frames: number): void {
  rate.value = 0;
  const { from, to } = playing.value;
  frame.value = Math.max(from, Math.min(to - 1, Math.floor(frame.value) + frames));
}
