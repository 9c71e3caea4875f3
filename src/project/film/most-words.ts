/** Whether a prompt that was sent has most of a shot's own words: others are of its cast, or of variables. */
export function hasMostOf(own: string, prompt: string): boolean {
  const wanted = wordsOf(own);
  const sent = wordsOf(prompt);
  const shared = [...wanted].filter((word) => sent.has(word)).length;
  return shared >= fewest && 2 * shared > wanted.size;
}

/** Fewer prove nothing: any two shots share some. */
const fewest = 3;

/** Made when it is first used: that takes milliseconds. */
let words: Intl.Segmenter | undefined;

/** Without the short ones, which any sentence has. In scripts without spaces, words are short. */
function wordsOf(text: string): ReadonlySet<string> {
  words ??= new Intl.Segmenter('en', { granularity: 'word' });
  const found = [...words.segment(text.normalize('NFKC').toLowerCase())];
  return new Set(
    found.flatMap(({ segment }) => (/\p{L}{4}|[\u0e00-\u{10ffff}]{2}/u.test(segment) ? [segment] : [])),
  );
}
