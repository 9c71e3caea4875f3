/**
 * A key that somebody put in place of its name, file or URL must not be printed: it would end up in a terminal, a log,
 * a bug report. Each of its characters becomes a `*`, so that places and carets stay right.
 */
export const maskKeys = (text: string): string =>
  inPlaces
    .reduce((masked, pattern) => masked.replace(pattern, stars), text)
    .replace(words, (word) =>
      isMarked(word) ? `${markOf(word)}${stars(word.slice(markOf(word).length))}` : word,
    );

/** Whether a word looks like a key: it has a maker's prefix, or is nothing that a person would use as a name. */
export const looksLikeKey = (word: string): boolean => isMarked(word) || isRandom(word);

/** No key is longer, in characters. The patterns below have it, too: one without an end fails at some four million. */
const longestKey = 4096;

/** The part of a text between two offsets. Keys are hidden before it is cut: the rest of one does not look like a key. */
export function maskedSlice(text: string, from: number, to: number): string {
  const start = Math.max(0, from - longestKey);
  return maskKeys(text.slice(start, to + longestKey)).slice(from - start, to - start);
}

export const stars = (secret: string): string => '*'.repeat(secret.length);

/**
 * The user information of a URL, values whose parameter or scheme says that they are keys, and signed tokens. What is looked for
 * before them ends soon, or is looked for in few places: a server's text may be long.
 */
const inPlaces = [
  /(?<=\b[a-z][a-z0-9+.-]{0,40}:\/\/)[^\s/?#@"'`]{1,4096}(?=@)/gi,
  /(?<=[?&][\w.-]{0,80}(?:key|token|secret|sig|signature|password|credential|auth)[\w.-]{0,80}=)[^\s&#"'`]{1,4096}/gi,
  /(?=[\w.~+/=-]{16})(?<=\b(?:bearer|basic)\s+)(?=\S{0,4096}\d)[\w.~+/=-]{1,4096}/gi,
  /\beyJ[\w-]{8,1000}\.[\w-]{8,4096}(?:\.[\w-]{0,4096})?/g,
];

const words = /[A-Za-z0-9][A-Za-z0-9_-]{7,4095}/g;

/** Prefixes of the keys of makers of video models and of their gateways. */
const mark = /^(?:sk|xai|gsk|nvapi|pplx|tgp|ghp|glpat|hf|r8|key|luma|rk|AIza)(?:[-_]|(?<=AIza))/;

const markOf = (word: string): string => mark.exec(word)?.[0] ?? '';

function isMarked(word: string): boolean {
  const begin = markOf(word);
  return (
    begin !== '' && runs(word.slice(begin.length)).some((run) => run.length >= (/\d/.test(run) ? 8 : 16))
  );
}

/** Letters and digits mixed, longer than any name. */
const isRandom = (word: string): boolean =>
  runs(word).some((run) => run.length >= 16 && /\d/.test(run) && /[A-Za-z]/.test(run));

const runs = (word: string): readonly string[] => word.split(/[^A-Za-z0-9]+/);
