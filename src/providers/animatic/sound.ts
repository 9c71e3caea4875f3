import { chance } from './chance.ts';
import type { Spoken } from './speech.ts';

export const sampleRate = 48_000;

/** Semitones above the root of a quiet, open chord. */
const chords: readonly (readonly number[])[] = [
  [0, 7, 12],
  [0, 7, 14],
  [0, 5, 12],
  [0, 7, 10],
];
/** Syllables per second of unhurried speech. */
const pace = 4.4;

/**
 * A quiet chord that differs from shot to shot, and for dialogue a murmur as long as speaking it would take. Mono, 16 bit.
 * `start` is how many seconds of it were heard before, so that it continues without a break.
 */
export function soundOf(
  seed: number,
  spoken: readonly Spoken[],
  seconds: number,
  fps: number,
  start: number,
): Uint8Array {
  const count = Math.round(seconds * sampleRate);
  const mixed = new Float32Array(count);
  addChord(mixed, seed, start);
  for (const { lines, from, frames } of spoken) {
    const each = frames / lines.length;
    lines.forEach(({ who, line }, i) => {
      addMurmur(mixed, voiceOf(who), line, (from + i * each) / fps, each / fps);
    });
  }
  const fade = Math.min(count / 2, sampleRate * 0.01);
  const samples = new Int16Array(count);
  for (let i = 0; i < count; i++) {
    const edge = Math.min(1, (i + 1) / fade, (count - i) / fade);
    samples[i] = Math.round(32_767 * edge * Math.max(-1, Math.min(1, mixed[i] ?? 0)));
  }
  return new Uint8Array(samples.buffer);
}

function addChord(mixed: Float32Array, seed: number, start: number): void {
  const root = 82 * 2 ** (Math.floor(chance(seed, 11) * 9) / 12);
  const chord = chords[Math.floor(chance(seed, 12) * chords.length)] ?? [];
  chord.forEach((semitones, voice) => {
    const pitch = 2 * Math.PI * root * 2 ** (semitones / 12);
    const breath = 2 * Math.PI * (0.07 + 0.03 * voice);
    // An oscillator that rotates a step per sample: cheaper than a sine.
    const [turnX, turnY] = [Math.cos(pitch / sampleRate), Math.sin(pitch / sampleRate)];
    let [x, y] = [Math.cos(pitch * start), Math.sin(pitch * start)];
    let level = 0;
    for (let i = 0; i < mixed.length; i++) {
      if (i % 480 === 0) {
        level = (0.02 / (1 + 0.6 * voice)) * (1 + 0.35 * Math.sin(breath * (start + i / sampleRate) + voice));
      }
      mixed[i] = (mixed[i] ?? 0) + level * y;
      [x, y] = [x * turnX - y * turnY, x * turnY + y * turnX];
    }
  });
}

/** One soft pulse per syllable, each slightly higher or lower, with rests between words. */
function addMurmur(mixed: Float32Array, voice: number, line: string, from: number, longest: number): void {
  const words = line.split(/\s+/u).filter((word) => word !== '');
  const syllables = words.map((word) => Math.max(1, Math.round([...word].length / 3)));
  const rests = 0.45;
  const beats = syllables.reduce((sum, count) => sum + count + rests, 0);
  const beat = Math.min(1 / pace, (longest * 0.92) / Math.max(1, beats));
  let at = from + Math.min(0.25, longest * 0.04);
  syllables.forEach((count, word) => {
    for (let syllable = 0; syllable < count; syllable++) {
      const lilt = 1 + 0.12 * (chance(word, syllable) - 0.5) - 0.06 * (word / syllables.length);
      addPulse(mixed, at, beat * 0.82, voice * lilt);
      at += beat;
    }
    at += beat * rests;
  });
}

function addPulse(mixed: Float32Array, from: number, length: number, pitch: number): void {
  const first = Math.round(from * sampleRate);
  const count = Math.round(length * sampleRate);
  const turn = (2 * Math.PI * pitch) / sampleRate;
  for (let i = 0; i < count && first + i < mixed.length; i++) {
    const swell = 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / count);
    const tone = Math.sin(turn * i) + 0.4 * Math.sin(2 * turn * i) + 0.15 * Math.sin(3 * turn * i);
    mixed[first + i] = (mixed[first + i] ?? 0) + 0.075 * swell * tone;
  }
}

/** Each speaker has the same voice in every shot. */
function voiceOf(who: string): number {
  let seed = 7;
  for (const letter of who.toLowerCase()) seed = Math.imul(seed, 31) + (letter.codePointAt(0) ?? 0);
  return 105 + 120 * chance(seed, 1);
}
