/** Sound as mono samples in [-1, 1] at `rate`, synthesised: plucked strings, a frame drum, a hummed voice. */
export const rate = 44100;

/** The same numbers on every run. */
function dice(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}

const pitch = (note) => 440 * 2 ** ((note - 69) / 12);

function add(track, sound, at, gain) {
  const start = Math.round(at * rate);
  for (let i = 0; i < sound.length && start + i < track.length; i++) track[start + i] += gain * sound[i];
}

/** A gut string, plucked: noise that runs round a delay line and dulls (Karplus and Strong). */
function pluck(note, seconds, seed) {
  const random = dice(seed);
  const length = Math.round(rate / pitch(note));
  const line = Float64Array.from({ length }, () => random() * 2 - 1);
  for (let pass = 0; pass < 8; pass++)
    for (let i = 0; i < length; i++) line[i] = (line[i] + line[(i + 1) % length]) / 2;
  const out = new Float64Array(Math.round(seconds * rate));
  for (let i = 0; i < out.length; i++) {
    const here = i % length;
    out[i] = line[here] * 2.2;
    line[here] = 0.4985 * (line[here] + line[(here + 1) % length]);
  }
  return out;
}

/** A frame drum: a falling tone and the skin's rattle. */
function drum(tone, seconds, seed) {
  const random = dice(seed);
  let phase = 0;
  return Float64Array.from({ length: Math.round(seconds * rate) }, (_, i) => {
    const t = i / rate;
    phase += (2 * Math.PI * tone * (1 + 0.7 * Math.exp(-t * 30))) / rate;
    return Math.sin(phase) * Math.exp(-t * 9) + 0.18 * (random() * 2 - 1) * Math.exp(-t * 60);
  });
}

/** A resonance of the throat. */
function resonate(input, frequency, width) {
  const r = Math.exp((-Math.PI * width) / rate);
  const a = 2 * r * Math.cos((2 * Math.PI * frequency) / rate);
  let y1 = 0;
  let y2 = 0;
  return input.map((x) => {
    const y = (1 - r) * x + a * y1 - r * r * y2;
    y2 = y1;
    y1 = y;
    return y;
  });
}

function noteAt(notes, t) {
  for (const [note, length] of notes) {
    if (t < length) return note;
    t -= length;
  }
  return notes.at(-1)[0];
}

/** A voice without words: `notes` are [note, seconds], sung on one breath. */
function hum(notes) {
  const seconds = notes.reduce((sum, [, length]) => sum + length, 0) + 0.4;
  const source = new Float64Array(Math.round(seconds * rate));
  let glide = notes[0][0];
  let phase = 0;
  for (let i = 0; i < source.length; i++) {
    const t = i / rate;
    glide += (noteAt(notes, t) - glide) * 0.00035;
    const vibrato = 0.18 * Math.sin(2 * Math.PI * 5.1 * t) * Math.min(1, t / 1.2);
    phase = (phase + pitch(glide + vibrato) / rate) % 1;
    const breath = Math.min(1, t / 0.25) * Math.min(1, (seconds - t) / 0.6);
    source[i] = (phase < 0.6 ? Math.sin((Math.PI * phase) / 0.6) ** 2 - 0.3 : -0.3) * breath;
  }
  const voice = new Float64Array(source.length);
  for (const [frequency, width, gain] of [
    [520, 70, 1],
    [930, 90, 0.55],
    [2450, 140, 0.16],
  ])
    add(voice, resonate(source, frequency, width), 0, gain);
  return voice;
}

/** A stone room: four echoes that feed themselves, mixed under the dry sound. */
function room(dry, wet) {
  const out = Float64Array.from(dry);
  for (const delay of [0.0297, 0.0371, 0.0411, 0.0437]) {
    const length = Math.round(delay * rate);
    const line = new Float64Array(length);
    let dull = 0;
    for (let i = 0; i < dry.length; i++) {
      const echo = line[i % length];
      dull = echo * 0.7 + dull * 0.3;
      line[i % length] = dry[i] + dull * 0.83;
      out[i] += (echo * wet) / 4;
    }
  }
  return out;
}

function levelled(track, fadeIn, fadeOut, peak = 0.8) {
  const loudest = track.reduce((most, v) => Math.max(most, Math.abs(v)), 0);
  return track.map((v, i) => {
    const t = i / rate;
    const left = (track.length - i) / rate;
    return (v / loudest) * peak * Math.min(1, t / fadeIn) * Math.min(1, left / fadeOut);
  });
}

/** A walking song in the mode of D hijaz, over a drone: `seconds` of it. */
export function walkingSong(seconds) {
  const beat = 0.36;
  const track = new Float64Array(Math.round(seconds * rate));
  // Notes by eighths, 0 for a rest: a call, its answer, a climb, and home.
  const phrases = [
    [62, 0, 63, 66, 0, 67, 66, 0, 63, 62, 0, 0],
    [62, 0, 66, 67, 0, 69, 70, 0, 69, 67, 66, 0],
    [69, 0, 70, 72, 0, 74, 72, 70, 69, 70, 0, 0],
    [74, 0, 72, 70, 69, 67, 66, 0, 63, 62, 0, 0],
  ];
  const order = [0, 0, 1, 0, 2, 3, 1, 0, 2, 2, 3, 1, 0, 2, 3, 0, 1, 0, 3];
  order.forEach((which, bar) => {
    const start = bar * 12 * beat + 2.2;
    phrases[which].forEach((note, eighth) => {
      if (note > 0) add(track, pluck(note, 2.4, bar * 97 + eighth), start + eighth * beat, 0.5);
      if (note > 0 && bar > 3)
        add(track, pluck(note - 12, 2, bar * 31 + eighth), start + eighth * beat, 0.25);
    });
    for (const [eighth, tone, gain] of [
      [0, 68, 0.8],
      [3, 120, 0.3],
      [6, 68, 0.6],
      [8, 120, 0.3],
      [9, 120, 0.4],
    ])
      if (bar > 1) add(track, drum(tone, 0.7, bar + eighth), start + eighth * beat, gain);
  });
  for (let at = 0; at < seconds; at += 6 * beat)
    for (const note of [38, 45, 50]) add(track, pluck(note, 5, note + at), at, 0.32);
  return levelled(room(track, 0.5), 0.05, 5);
}

/**
 * A lullaby for a baker, in A minor and three to the bar. Its last second is its first one again: in a loop, where the
 * two lie over each other, it keeps time.
 */
export function nightLoop() {
  const beat = 0.62;
  const bars = [
    [45, [0, 69, 72, 0, 76, 0]],
    [41, [0, 69, 74, 72, 0, 69]],
    [48, [0, 67, 72, 0, 71, 67]],
    [40, [0, 68, 71, 0, 74, 71]],
  ];
  const length = Math.round(bars.length * 3 * beat * rate);
  // The second time still hears the first one's echoes: it is kept.
  const track = new Float64Array(2 * length + rate);
  for (const [i, [bass, melody]] of [...bars, ...bars, ...bars].entries()) {
    const start = i * 3 * beat;
    add(track, pluck(bass, 2.2, bass), start, 0.5);
    melody.forEach((note, eighth) => {
      if (note > 0) add(track, pluck(note, 2, note + eighth), start + (eighth * beat) / 2, 0.35);
    });
  }
  return levelled(room(track, 0.6).subarray(length), 0.001, 0.001, 0.7);
}

/** Noise that swells and dulls as `swell(t)`, in [0, 1], says. */
function weather(seconds, seed, swell) {
  const random = dice(seed);
  let low = 0;
  const track = Float64Array.from({ length: Math.round(seconds * rate) }, (_, i) => {
    const strength = swell(i / rate);
    low += (random() * 2 - 1 - low) * (0.02 + 0.16 * strength ** 2);
    return low * (0.25 + 0.75 * strength);
  });
  return levelled(track, 0.1, 0.1, 0.3);
}

/** Waves on a quay. */
export const surf = (seconds) =>
  weather(seconds, 7, (t) => 0.5 + 0.5 * Math.sin(1.9 * t + Math.sin(0.7 * t)));

/** A wind that never quite rests. */
export const wind = (seconds) =>
  weather(seconds, 11, (t) => 0.35 + 0.15 * Math.sin(0.9 * t) + 0.08 * Math.sin(2.3 * t));

export const callAtDawn = () =>
  levelled(
    room(
      hum([
        [50, 1.1],
        [57, 1.5],
        [58, 0.5],
        [57, 1.4],
      ]),
      0.7,
    ),
    0.05,
    0.5,
  );

export const answerAtSea = () =>
  levelled(
    room(
      hum([
        [57, 0.9],
        [60, 0.7],
        [58, 0.5],
        [57, 0.6],
        [54, 0.8],
        [50, 1.8],
      ]),
      0.7,
    ),
    0.05,
    0.5,
  );
