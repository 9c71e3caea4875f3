import { objectOf } from '../http/json.ts';

/** Tokens of a job, by what they cost. */
interface Tokens {
  readonly input?: number;
  readonly video?: number;
  /** Words and thoughts. */
  readonly other?: number;
}

/** US dollars per million, as three resellers' prices have them in common. */
const perMillion = { input: 1.5, video: 17.5, other: 9 } as const;

export function dollarsOf({ input = 0, video = 0, other = 0 }: Tokens): number {
  const dollars = input * perMillion.input + video * perMillion.video + other * perMillion.other;
  return Math.round(dollars) / 1e6;
}

/** What an answer's `usage` says. Undefined: it doesn't tell the footage's tokens apart. */
export function readTokens(usage: unknown): Required<Tokens> | undefined {
  const told = objectOf(usage);
  const output = told.output_tokens_by_modality;
  if (!Array.isArray(output)) return undefined;
  const counts = output.map(objectOf).map(({ modality, tokens }) => ({
    isVideo: String(modality).toLowerCase() === 'video',
    count: countOf(tokens),
  }));
  const video = counts.reduce((sum, { isVideo, count }) => sum + (isVideo ? count : 0), 0);
  const all = counts.reduce((sum, { count }) => sum + count, 0);
  return {
    video,
    input: countOf(told.total_input_tokens),
    other: Math.max(all, countOf(told.total_output_tokens)) - video + countOf(told.total_thought_tokens),
  };
}

const countOf = (tokens: unknown): number => (typeof tokens === 'number' && tokens > 0 ? tokens : 0);
