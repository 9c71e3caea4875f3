/**
 * A key that somebody wrote where its name, file or address belongs must not be repeated to them: it would stand in
 * their terminal, a log, a bug report. Each character of one becomes a `*`, so that places and carets stay right.
 */
export const maskKeys = (text: string): string =>
  inPlaces
    .reduce((masked, pattern) => masked.replace(pattern, stars), text)
    .replace(words, (word) =>
      isMarked(word) ? `${markOf(word)}${stars(word.slice(markOf(word).length))}` : word,
    );

/** Whether a word is a key by its looks: marked as one by its maker, or nothing that a person would call a thing by. */
export const looksLikeKey = (word: string): boolean => isMarked(word) || isRandom(word);

export const stars = (secret: string): string => '*'.repeat(secret.length);

/** What stands before the host of an address, what is a key by the name of its parameter or scheme, and tokens that are signed. */
const inPlaces = [
  /(?<=\b[a-z][a-z0-9+.-]*:\/\/)[^\s/?#@"'`]+(?=@)/gi,
  /(?<=[?&][\w.-]*(?:key|token|secret|sig|signature|password|credential|auth)[\w.-]*=)[^\s&#"'`]+/gi,
  /(?<=\b(?:bearer|basic)\s+)(?=\S*\d)[\w.~+/=-]{16,}/gi,
  /\beyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?/g,
];

const words = /[A-Za-z0-9][A-Za-z0-9_-]{7,}/g;

/** How makers of video models and their gateways begin their keys. */
const mark = /^(?:sk|xai|gsk|nvapi|pplx|tgp|ghp|glpat|hf|r8|key|luma|rk|AIza)(?:[-_]|(?<=AIza))/;

const markOf = (word: string): string => mark.exec(word)?.[0] ?? '';

function isMarked(word: string): boolean {
  const begin = markOf(word);
  return (
    begin !== '' && runs(word.slice(begin.length)).some((run) => run.length >= (/\d/.test(run) ? 8 : 16))
  );
}

/** Letters and digits mixed, for longer than anybody names things. */
const isRandom = (word: string): boolean =>
  runs(word).some((run) => run.length >= 16 && /\d/.test(run) && /[A-Za-z]/.test(run));

const runs = (word: string): readonly string[] => word.split(/[^A-Za-z0-9]+/);
