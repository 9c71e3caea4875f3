/** Tokens, by what they cost. */
export interface OmniUsage {
  readonly input: number;
  readonly video: number;
  /** Words. */
  readonly text: number;
  readonly thought: number;
}

/** Of a second of footage, made or read. What other resolutions are made of is not published: it is their price here. */
export const tokensPerSecond: Readonly<Record<string, number>> = {
  '360p': 1931,
  '720p': 5792,
  '1080p': 8688,
  '4k': 17_376,
};

/** Invented: of a picture, of a prompt's words by their letters, of thinking, of a refusal. */
export const invented = { picture: 258, lettersPerToken: 4, thought: 120, refusal: 24 };

/** US dollars. */
export const costOf = ({ input, video, text, thought }: OmniUsage): number =>
  Math.round(1.5 * input + 17.5 * video + 9 * (text + thought)) / 1e6;

export function toldUsage({ input, video, text, thought }: OmniUsage) {
  const output = video + text;
  return {
    ...{ total_input_tokens: input, total_output_tokens: output, total_thought_tokens: thought },
    total_tokens: input + output + thought,
    output_tokens_by_modality: [
      ...(video > 0 ? [{ modality: 'video', tokens: video }] : []),
      ...(text > 0 ? [{ modality: 'text', tokens: text }] : []),
    ],
  };
}
