import { expect } from 'vitest';
import { toFrames } from '../../src/core/frames.ts';
import { sampleAt } from '../../src/stitch/sound/raw.ts';
import { cuttingRoom, filmOf, heard, numbers } from '../stitch/room.ts';

/** Frames of each segment: at no rate a whole number of AAC packets, nor at 29.97 of samples. */
const frames = 23;
/** The frame of each segment at which it clicks, beyond the transition that leads into it. */
const clicks = 8;
const overlap = 4;
const size = { width: 80, height: 48 };

/**
 * A film of so many seconds, of short segments that each click once, cut hard but for some dissolves: each frame is
 * where it belongs to the film's end, and each click within a millisecond of its frame.
 */
export async function holdClicks(seconds: number, fps: number): Promise<void> {
  const room = await cuttingRoom();
  try {
    const at = clicks / fps;
    const footage = await room.clip({
      frames,
      fps,
      size,
      audio: `aevalsrc='between(t,${at},${at}+0.002)':s=48000`,
      args: ['-bf', '0'],
    });
    const dissolve = { transition: { type: 'dissolve', duration: overlap / fps }, overlap } as const;
    const shots = Array.from({ length: Math.ceil(toFrames(seconds, fps) / (frames - 1)) }, (_, i) => ({
      footage,
      frames,
      ...(i % 4 === 3 && dissolve),
    }));
    const film = filmOf(shots, { fps, size });
    const { entries } = film.timeline;
    const cut = await room.cut(film);

    const shown = await numbers(room, cut.file, size);
    expect(shown).toHaveLength(film.timeline.frames);
    expect(entries.map(({ start }) => shown[start + clicks])).toEqual(entries.map(() => clicks));

    const samples = await heard(room, cut.file);
    const late = entries.map(({ start }) => {
      const wanted = sampleAt(start + clicks, fps);
      return onset(samples, wanted - 2000) - wanted;
    });
    expect(Math.max(...late.map(Math.abs))).toBeLessThan(48);
  } finally {
    await room.remove();
  }
}

/** The first sample from one on that is loud. */
function onset(samples: Float32Array, from: number): number {
  const found = samples.subarray(from).findIndex((sample) => Math.abs(sample) > 0.3);
  return from + (found < 0 ? Number.POSITIVE_INFINITY : found);
}
