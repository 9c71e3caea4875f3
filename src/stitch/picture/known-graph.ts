/**
 * Whether a filter graph that came from elsewhere is one that Storycut could have made: of these filters, with these options, which
 * read and write no file, open no address and run no command. What ffmpeg would read in another way than this does is not.
 */
export function isKnownGraph(graph: string): boolean {
  if (graph.length > longest || !/^[\w.,;:=()'[\]+*/@#-]+$/.test(graph)) return false;
  const chains = split(graph, ';');
  return chains?.every(isKnownChain) ?? false;
}

/** Far more than a join of two labelled shots takes. */
const longest = 60_000;

function isKnownChain(chain: string): boolean {
  const filters = split(chain, ',');
  return (
    filters?.every((filter) => {
      const [, name = '', text] = labelled.exec(filter) ?? [];
      const known = filtersAndOptions.get(name);
      return known !== undefined && (text === undefined || areKnownOptions(text, known));
    }) ?? false
  );
}

/** A filter with its labels, such as `[0:v:0][b]overlay=x=1[v]`. */
const labelled = /^(?:\[[\w:-]+\])*([a-z]+)(?:=([^[\]]+))?(?:\[[\w-]+\])*$/;

function areKnownOptions(text: string, known: ReadonlySet<string>): boolean {
  // ffmpeg takes quotes away before it divides options: what they hold must not be divided then.
  if ([...text.matchAll(/'([^']*)'/g)].some(([, held = '']) => /[:=[\]]/.test(held))) return false;
  return text
    .replaceAll("'", '')
    .split(':')
    .every((option) => {
      const [name, value, more] = option.split('=');
      if (more !== undefined || name === undefined) return false;
      return value === undefined ? isKnownValue(name) : known.has(name) && isKnownValue(value);
    });
}

/** Not the name of a file that holds the value, which newer ffmpegs read; only functions that compute, and numbers as we write them. */
const isKnownValue = (value: string): boolean =>
  /^[\w.,;()+*/@#-]+$/.test(value) &&
  !value.startsWith('/') &&
  [...value.matchAll(/([A-Za-z_]\w*)\(/g)].every(([, name = '']) => functions.has(name)) &&
  (value.match(/[\w.]+/g) ?? []).every(isKnownWord);

function isKnownWord(word: string): boolean {
  if (!/^[\d.]/.test(word)) return true;
  const [, number = '', height] = /^(\d+(?:\.\d+)?)(?:x(\d+))?$/.exec(word) ?? [];
  if (height !== undefined) return Number(number) <= mostPixels && Number(height) <= mostPixels;
  return number !== '' && Number(number) <= mostOfAnything;
}

/** Of a picture's side. */
const mostPixels = 16_384;
const mostOfAnything = 10_000_000;

/** Parts between separators that are not in quotes. Undefined if a quote is not closed. */
function split(text: string, separator: string): readonly string[] | undefined {
  const parts = [''];
  let quoted = false;
  for (const sign of text) {
    if (sign === "'") quoted = !quoted;
    if (sign === separator && !quoted) parts.push('');
    else parts[parts.length - 1] += sign;
  }
  return quoted ? undefined : parts;
}

const functions = new Set(
  'abs atan2 between clip cos floor gt gte hypot if ld lt max min mod pow round st'.split(' '),
);

const filtersAndOptions: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries({
    boxblur: 'luma_radius luma_power',
    bwdif: 'mode deint',
    color: 'c s r',
    concat: 'n v a',
    crop: 'x y',
    drawbox: 'x y w h color t enable',
    format: '',
    fps: 'fps start_time round eof_action',
    geq: 'lum cb cr',
    hflip: '',
    hstack: 'inputs',
    loop: 'loop size start',
    lutyuv: 'y',
    maskedmerge: '',
    null: '',
    overlay: 'format x y enable',
    pad: '',
    perspective: 'x0 y0 x1 y1 x2 y2 x3 y3 interpolation eval',
    premultiply: 'inplace',
    scale: 'flags in_range in_color_matrix out_color_matrix out_range',
    setparams: 'range colorspace color_primaries color_trc',
    setpts: '',
    setsar: '',
    settb: 'expr',
    split: '',
    tonemap: 'tonemap param desat',
    tpad: 'start stop start_mode stop_mode',
    transpose: '',
    trim: 'start_frame end_frame',
    vflip: '',
    vstack: '',
    xfade: 'transition duration',
    zscale: 't p m r npl',
  }).map(([filter, options]) => [filter, new Set(options.split(' '))]),
);
