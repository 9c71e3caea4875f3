/** Which channels sound has, in their order. */
export type SoundLayout =
  /** Where each is heard, by ffmpeg's names: `FL`, `LFE`, … */
  | { readonly kind: 'places'; readonly places: readonly string[] }
  /** Nobody says where they are heard. */
  | { readonly kind: 'unknown'; readonly count: number }
  /** A field of sound of an order, and perhaps a left and a right channel behind it. */
  | { readonly kind: 'ambisonic'; readonly order: number; readonly count: number };

/** ffmpeg's own mix to stereo has all of these, apart from what only makes a room tremble. */
const mixed: ReadonlySet<string> = new Set('FL FR FC LFE BL BR FLC FRC BC SL SR'.split(' '));

/** How loud a channel is on each side. */
type Sides = readonly [left: number, right: number];

const full = 1;
/** Half the power (ITU-R BS.775). */
const half = Math.SQRT1_2;
const both: Sides = [half, half];

/** By the letters that tell a side. */
function sidesOf(place: string): Sides {
  switch (place) {
    case 'FL':
    case 'DL':
      return [full, 0];
    case 'FR':
    case 'DR':
      return [0, full];
    // What only makes a room tremble.
    case 'LFE':
    case 'LFE2':
      return [0, 0];
    case 'FLC':
      return [half, 0];
    case 'FRC':
      return [0, half];
    default:
      return place.endsWith('L') ? [half, 0] : place.endsWith('R') ? [0, half] : both;
  }
}

/** The most that all channels of a side may add up to: 12 dB. */
const most = 4;

/** ffmpeg's filters that mix sound to stereo without losing a channel; undefined if its own mix loses none. */
export function mixDown(layout: SoundLayout): string | undefined {
  const sides = channelsOf(layout);
  return sides && toSides(sides);
}

function toSides(sides: readonly Sides[]): string {
  const side = (i: 0 | 1): string => {
    const gains = sides.map((channel) => channel[i]);
    const sum = gains.reduce((total, gain) => total + gain, 0);
    const down = Math.min(1, most / sum);
    return gains.flatMap((gain, n) => (gain === 0 ? [] : [`${(gain * down).toFixed(4)}*c${n}`])).join('+');
  };
  return `aformat=sample_fmts=fltp,pan=stereo|c0=${side(0)}|c1=${side(1)}`;
}

/**
 * A graph without an end that makes stereo of tracks of one channel each, by their numbers: the first two are left and right, all
 * others on both sides. Each goes through `filters` first.
 */
export function mergeTracks(numbers: readonly number[], filters: string): string {
  const each = numbers.map((n) => `[0:a:${n}]${filters},pan=mono|c0=c0[track${n}]`);
  const together = numbers.map((n) => `[track${n}]`).join('');
  return [...each, `${together}amerge=inputs=${numbers.length},${toSides(tracks(numbers.length))}`].join(';');
}

function channelsOf(layout: SoundLayout): readonly Sides[] | undefined {
  switch (layout.kind) {
    case 'places':
      return layout.places.every((place) => mixed.has(place)) ? undefined : layout.places.map(sidesOf);
    case 'unknown':
      return layout.count <= 2 ? undefined : tracks(layout.count);
    case 'ambisonic':
      return field(layout.order, layout.count);
  }
}

/** Mostly two sides of a room, and what each person's microphone heard. */
const tracks = (count: number): readonly Sides[] =>
  Array.from({ length: count }, (_, n) => (n === 0 ? [full, 0] : n === 1 ? [0, full] : both));

/** Two microphones, to the left and to the right, in the field: of what is everywhere, and of what is on a side (ACN, SN3D). */
function field(order: number, count: number): readonly Sides[] {
  const inField = (order + 1) ** 2;
  return Array.from({ length: count }, (_, n) => {
    if (n >= inField) return n - inField === 0 ? [full, 0] : [0, full];
    return n === 0 ? [0.5, 0.5] : n === 1 ? [0.5, -0.5] : [0, 0];
  });
}
