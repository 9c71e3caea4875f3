import type { Sketch } from '../../sketch/sketch.ts';
import { chance } from './chance.ts';
import { firstNamed } from './first-named.ts';

/** Red, green and blue in [0, 255]. */
export type Rgb = readonly [number, number, number];

/** The colours of a painting, from the top of the sky to the ground in front. */
export interface Palette {
  readonly zenith: Rgb;
  readonly horizon: Rgb;
  /** The sun, the moon or a lamp. */
  readonly light: Rgb;
  readonly far: Rgb;
  readonly near: Rgb;
}

interface Mood {
  readonly words: RegExp;
  readonly palette: Palette;
}

const moods = {
  night: {
    words: /\b(night|midnight|moon\w*|stars|starry)\b/i,
    palette: coloursFrom('#0b1230', '#33508a', '#e6ecff', '#2a4070', '#070b18'),
  },
  dusk: {
    words: /\b(dusk|sunset|evening|twilight|golden hour|blue hour|embers?|lantern)\b/i,
    palette: coloursFrom('#27325f', '#f0a068', '#ffe3b0', '#8a6a7c', '#161626'),
  },
  dawn: {
    words: /\b(dawn|sunrise|morning|first light|daybreak)\b/i,
    palette: coloursFrom('#6f9ccc', '#ffd0c4', '#fff3dc', '#a9a6c4', '#39405a'),
  },
  grey: {
    words: /\b(storm\w*|rain\w*|overcast|fog\w*|mist\w*|grey|gray|winter|snow\w*)\b/i,
    palette: coloursFrom('#4a5868', '#a9b6bd', '#e8eef0', '#74848c', '#1e262c'),
  },
  day: {
    words: /\b(noon|midday|sunny|bright|desert|summer|day(light)?)\b/i,
    palette: coloursFrom('#2f7fc0', '#d6ecf2', '#fffbe6', '#8fb0b4', '#27423f'),
  },
} as const satisfies Readonly<Record<string, Mood>>;

/** For words that say nothing of the light: neither day nor night, a little warmer or cooler by the seed. */
const neutral = [
  coloursFrom('#97a1ad', '#d3d5d3', '#f6f4ee', '#939ca4', '#3a424b'),
  coloursFrom('#a39f9c', '#d8d4cd', '#f7f3ea', '#9d9892', '#45403c'),
  coloursFrom('#93a4a3', '#cfd6d2', '#f3f5ee', '#8d9c98', '#384542'),
] as const;

/** Other light for footage whose new words say none. */
const others: readonly Palette[] = [
  ...Object.values(moods).map(({ palette }) => palette),
  coloursFrom('#3a2a5e', '#e58a8a', '#ffe0c8', '#7a5a86', '#181026'),
  coloursFrom('#0f4a5a', '#9fd8c8', '#f6ffe8', '#4f9a98', '#0c2228'),
];

const names: Readonly<Record<string, string>> = {
  ...{
    red: '#b8322a',
    crimson: '#a01c30',
    brick: '#9a4a38',
    rust: '#a8542c',
    orange: '#e8863a',
    ember: '#e8642a',
  },
  ...{
    amber: '#f0a83c',
    gold: '#e6b84a',
    golden: '#e6b84a',
    yellow: '#f0d050',
    ochre: '#c08a3a',
    sand: '#d8bc8c',
  },
  ...{
    brown: '#7a5238',
    green: '#4a8a54',
    emerald: '#2a8a64',
    olive: '#7a7a3a',
    teal: '#1f7f86',
    turquoise: '#3ab0b0',
  },
  ...{
    cyan: '#4ac0d8',
    blue: '#2f5fa8',
    indigo: '#33307a',
    navy: '#1c2a54',
    slate: '#5a6c84',
    violet: '#6a4a9a',
  },
  ...{
    purple: '#6a3a8a',
    magenta: '#b03a8a',
    pink: '#e89ab0',
    white: '#eef0ee',
    bone: '#e6dfcc',
    silver: '#b8c0c8',
  },
  ...{ black: '#101216', cream: '#f0e4c8', copper: '#b8703c', rose: '#d87a80' },
};

/** The colours of a world: its time and weather as they were read, then named colours. The seed decides what is not said. */
export function paletteOf({ time, weather }: Sketch, text: string, seed: number): Palette {
  const read = time && time !== 'day' ? moods[time] : weather ? moods.grey : time && moods.day;
  const said = read ?? firstNamed(Object.values(moods), text);
  return coloured(said?.palette ?? neutral[Math.floor(chance(seed, 1) * neutral.length)] ?? neutral[0], text);
}

/** The light of an edit: what the words ask for, or else another one, by the seed. */
export function paletteFor(text: string, seed: number): Palette {
  const said: Mood | undefined = firstNamed(Object.values(moods), text);
  return coloured(said?.palette ?? others[Math.floor(chance(seed, 1) * others.length)] ?? neutral[0], text);
}

function coloured(palette: Palette, text: string): Palette {
  const [cool, warm] = namedColours(text);
  return {
    ...palette,
    zenith: cool ? mix(palette.zenith, cool, 0.45) : palette.zenith,
    far: cool ? mix(palette.far, cool, 0.5) : palette.far,
    near: cool ? mix(palette.near, cool, 0.22) : palette.near,
    horizon: warm ? mix(palette.horizon, warm, 0.45) : palette.horizon,
    light: warm ? mix(palette.light, warm, 0.3) : palette.light,
  };
}

/** The darkest and the lightest of the first colours that a text names. */
function namedColours(text: string): readonly (Rgb | undefined)[] {
  const found = [...text.toLowerCase().matchAll(/\b[a-z]+\b/g)].flatMap(([name]) => {
    const colour = Object.hasOwn(names, name) ? names[name] : undefined;
    return colour === undefined ? [] : [rgbOf(colour)];
  });
  const byLight = found.slice(0, 4).sort((a, b) => lightness(a) - lightness(b));
  const [darkest] = byLight;
  const lightest = byLight.at(-1);
  return byLight.length < 2 ? [darkest] : [darkest, lightest];
}

const lightness = ([r, g, b]: Rgb): number => 0.3 * r + 0.6 * g + 0.1 * b;

export const mix = (a: Rgb, b: Rgb, share: number): Rgb => [
  a[0] + (b[0] - a[0]) * share,
  a[1] + (b[1] - a[1]) * share,
  a[2] + (b[2] - a[2]) * share,
];

export const hexOf = (rgb: Rgb): string =>
  `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;

export function rgbOf(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

function coloursFrom(zenith: string, horizon: string, light: string, far: string, near: string): Palette {
  return {
    zenith: rgbOf(zenith),
    horizon: rgbOf(horizon),
    light: rgbOf(light),
    far: rgbOf(far),
    near: rgbOf(near),
  };
}
