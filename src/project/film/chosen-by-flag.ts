import type { Code } from '../../core/codes.ts';
import type { Diagnostic } from '../../core/diagnostic.ts';
import { say } from '../../core/sentence.ts';
import { shellWord } from '../../core/shell-word.ts';
import type { Overrides } from '../../storyboard/read.ts';

const aboutMakers = [
  ...(['unknown-provider', 'unknown-model', 'provider-unavailable', 'model-retired'] as const),
  ...(['price-unknown', 'list-unread'] as const),
] as const;

/** Codes that depend on who makes a segment's footage, and with which model. */
const ofMakers: ReadonlySet<Code> = new Set([
  ...aboutMakers,
  ...(['length-impossible', 'extend-impossible', 'edit-impossible'] as const),
  ...(['first-frame-impossible', 'first-frame-missing'] as const),
  ...(['last-frame-impossible', 'reference-impossible'] as const),
  ...([
    'size-impossible',
    'prompt-too-long',
    'too-many-characters',
    'unknown-option',
    'option-value',
    'clip-fitted',
  ] as const),
]);

/** The same diagnostic with the flags that chose the maker: the line of the storyboard may ask for another. */
export function chosenByFlag(
  diagnostic: Diagnostic,
  { provider, model }: Partial<Pick<Overrides, 'provider' | 'model'>> = {},
): Diagnostic {
  if (!ofMakers.has(diagnostic.code) || isOfOwnFootage(diagnostic)) return diagnostic;
  const flags = [
    ...(provider === undefined ? [] : [`--provider ${shellWord(provider)}`]),
    ...(model === undefined ? [] : [`--model ${shellWord(model)}`]),
  ];
  if (flags.length === 0) return diagnostic;
  const byFile = diagnostic.code === 'unknown-model' && model === undefined;
  const chosen = { flags: flags.join(' ') };
  const { text, params } = byFile
    ? say`\`${chosen}\` chooses the provider, the storyboard the model.`
    : say`\`${chosen}\` asks for it, regardless of the storyboard.`;
  const said = { message: `${diagnostic.message} ${text}`, params: { ...diagnostic.params, ...params } };
  if (byFile || !isAboutMaker(diagnostic.code)) return { ...diagnostic, ...said };
  // Nothing in the file is wrong.
  const { place: _, segment: __, ...rest } = diagnostic;
  return { ...rest, ...said };
}

/** Nobody makes a file that is there. */
const isOfOwnFootage = ({ code, params }: Diagnostic): boolean =>
  code === 'clip-fitted' && params?.model === undefined;

/** Whether it is about the provider or the model, whatever the segment asks of them. */
const isAboutMaker = (code: Code): boolean => aboutMakers.some((one) => one === code);
