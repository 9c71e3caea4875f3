/** Made at the first text that needs it: that takes longer than planning a short film. */
let segmenter: Intl.Segmenter | undefined;

const plain = /^[a-z\s,.;!?"'’“”()–—…-]*$/i;

/** The number of a text's words, also in scripts without spaces between them. */
export function countWords(text: string): number {
  if (plain.test(text)) return text.match(/[a-z]+(?:['’.][a-z]+)*/gi)?.length ?? 0;
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'word' });
  return [...segmenter.segment(text)].filter(({ isWordLike }) => isWordLike).length;
}
