/** Reads what people write for a number: `4,5`, `8s`, `$20`, `"3"`, `three`. */
export function numberMeant(written: string): number | undefined {
  const text = written.normalize('NFKC').trim();
  const word = words.indexOf(text.toLowerCase());
  if (word !== -1) return word;
  const [, digits = ''] =
    /^[~≈]?\s*[$€]?\s*([+-]?\d+(?:[.,]\d+)?)\s*(?:s|secs?|seconds?|fps|x|\$|usd|dollars?|takes?|[;,])?$/i.exec(
      text,
    ) ?? [];
  return digits === '' ? undefined : Number(digits.replace(',', '.'));
}

const words = 'none one two three four five six seven eight nine ten eleven twelve'.split(' ');

/** `four seconds` as `4 seconds`, `half a minute` as `0.5 minute`: a number in words at the beginning of a text, in lower case. */
export const inDigits = (text: string): string =>
  text
    .replace(/^half an? /, '0.5 ')
    .replace(/^an? /, '1 ')
    .replace(/^[a-z]+(?= )/, (word) => (words.includes(word) ? String(words.indexOf(word)) : word));

export function truthMeant(value: unknown): boolean | undefined {
  if (!['string', 'number', 'boolean'].includes(typeof value)) return undefined;
  const word = String(value).toLowerCase();
  if (/^(true|yes|y|on|1)$/.test(word)) return true;
  return /^(false|no|n|off|0)$/.test(word) ? false : undefined;
}

/** Other spellings of a text, one of which the language may know. */
export function* spellings(text: string): Generator<string> {
  const bare = text.trim().replace(/^[“”"'‘’]+|[“”"'‘’]+$/g, '');
  yield bare;
  yield bare.toLowerCase();
  // Full-width letters and digits, and what can't be seen.
  yield bare
    .normalize('NFKC')
    .replaceAll(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, '')
    .trim();
  const colour = colours[bare.toLowerCase()];
  if (colour !== undefined) yield colour;
  if (/^#?[\da-f]{3}$/i.test(bare)) yield `#${bare.replace('#', '').replaceAll(/./g, '$&$&')}`;
  yield `#${bare}`;
  yield bare.replace(/\s*[x×*X]\s*/, 'x');
  yield bare.replace(/\s*[x×/X:]\s*/, ':');
  yield bare.replace(/\s*db(fs)?$/i, ' dB');
  yield bare.replace(/^[-−]?([\d.]+)\s*(l[uk]fs|db)$/i, '-$1 LUFS');
  yield `${bare}p`;
  const hyphened = inPlainLetters(bare)
    .replaceAll(/([a-z\d])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/\.(mp4|mov|webm|gif)$/, '')
    .replaceAll(/[^a-z\d]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  yield hyphened;
  const other = otherNames[hyphened] ?? otherNames[bare.toLowerCase()];
  if (other !== undefined) yield other;
}

/** `Straße` as `Strasse`, `été` as `ete`: letters that have a plain one below their marks, or stand for two. */
export const inPlainLetters = (text: string): string =>
  text
    .replaceAll(/[ßæœøłđðþı]/gi, (one) => lettersFor[one.toLowerCase()] ?? one)
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '');

const lettersFor: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

const colours: Readonly<Record<string, string>> = {
  black: '#000000',
  white: '#ffffff',
  red: '#ff0000',
  green: '#008000',
  blue: '#0000ff',
  yellow: '#ffff00',
  orange: '#ffa500',
  purple: '#800080',
  pink: '#ffc0cb',
  brown: '#a52a2a',
  gold: '#ffd700',
  grey: '#808080',
  gray: '#808080',
};

/** Names of values that other programs use. */
const otherNames: Readonly<Record<string, string>> = {
  vertical: '9:16',
  portrait: '9:16',
  horizontal: '16:9',
  landscape: '16:9',
  widescreen: '16:9',
  square: '1:1',
  '4k': '2160p',
  uhd: '2160p',
  'full-hd': '1080p',
  fullhd: '1080p',
  fhd: '1080p',
  hd: '720p',
  sd: '480p',
  fade: 'dissolve',
  crossfade: 'dissolve',
  'cross-fade': 'dissolve',
  'cross-dissolve': 'dissolve',
  mix: 'dissolve',
  none: 'cut',
  'hard-cut': 'cut',
  'fade-out': 'fade-to-black',
  'dip-to-black': 'fade-to-black',
  'dip-to-white': 'fade-to-white',
  wipe: 'wipe-left',
  slide: 'slide-left',
  fill: 'crop',
  cover: 'crop',
  contain: 'pad',
  letterbox: 'pad',
  blurred: 'blur',
  'zoom-in': 'push-in',
  zoom: 'push-in',
  'dolly-in': 'push-in',
  push: 'push-in',
  'ken-burns': 'push-in',
  'zoom-out': 'pull-out',
  'dolly-out': 'pull-out',
  pull: 'pull-out',
  'push-out': 'pull-out',
  'pull-back': 'pull-out',
  left: 'pan-left',
  right: 'pan-right',
  up: 'tilt-up',
  down: 'tilt-down',
  'pan-up': 'tilt-up',
  'pan-down': 'tilt-down',
  static: 'none',
  still: 'none',
  fixed: 'none',
  'lower-third': 'bottom',
  lower: 'bottom',
  'bottom-center': 'bottom',
  center: 'middle',
  centre: 'middle',
  upper: 'top',
  'upper-third': 'top',
  'top-center': 'top',
};
