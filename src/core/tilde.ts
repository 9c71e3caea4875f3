import { type Sentence, say } from './sentence.ts';

/** What to do about a path that begins with `~`, which only shells read as the home folder; undefined for others. */
export const aboutTilde = (path: string): Sentence | undefined =>
  /^~(?:[/\\]|$)/.test(path)
    ? say`A shell reads \`~\` as your home folder only at the beginning of a word without quotes, and files never do: write the whole path.`
    : undefined;
