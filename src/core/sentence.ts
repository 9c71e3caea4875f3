import type { Diagnostic, Params } from './diagnostic.ts';
import { listing, shortList } from './listing.ts';

/** The content of a diagnostic: for people, and as values. */
export type Said = Pick<Diagnostic, 'message' | 'help' | 'params'>;

/** A text for people, and the values in it. */
export interface Sentence {
  readonly text: string;
  readonly params: Params;
}

type Slot = string | number | Params | Sentence;

/**
 * A sentence from a template. `${{ longest: 20 }}` puts 20 into the text and keeps it under its name; a list is joined
 * with commas. A value without a name, such as a phrase, goes only into the text.
 */
export function say(strings: TemplateStringsArray, ...values: readonly Slot[]): Sentence {
  const parts = values.map(partOf);
  return {
    text: strings.reduce((text, string, i) => `${text}${parts[i - 1]?.text ?? ''}${string}`),
    params: Object.assign({}, ...parts.map(({ params }) => params)),
  };
}

function partOf(value: Slot): Sentence {
  if (typeof value !== 'object') return { text: String(value), params: {} };
  if (isSentence(value)) return value;
  const texts = Object.values(value).map((named) => (typeof named === 'object' ? named.join(', ') : named));
  return { text: texts.join(', '), params: value };
}

const isSentence = (value: Params | Sentence): value is Sentence =>
  typeof value.text === 'string' && typeof value.params === 'object' && !Array.isArray(value.params);

/**
 * Names under one key. If there are more than `most`, the text and the values have the first ones and how many `more`
 * there are.
 */
export function listed(named: Readonly<Record<string, readonly string[]>>, most?: number): Sentence {
  const [[key = '', names = []] = []] = Object.entries(named);
  const { shown, more } = shortList(names, most);
  return { text: listing(names, most), params: { [key]: shown, ...(more > 0 && { more }) } };
}

/** The values without what must not be shown. A number stays a number, unless part of it is hidden. */
export function hiddenIn(params: Params, hide: (text: string) => string): Params {
  const hidden = (value: string | number): string | number => {
    const shown = hide(String(value));
    return shown === String(value) ? value : shown;
  };
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'object' ? value.map(hidden) : hidden(value),
    ]),
  );
}

/** The text of a diagnostic, with the values of both sentences. */
export function says(message: Sentence, help?: Sentence): Said {
  const params = { ...help?.params, ...message.params };
  return {
    message: message.text,
    ...(help && { help: help.text }),
    ...(Object.keys(params).length > 0 && { params }),
  };
}
