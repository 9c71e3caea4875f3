import { nearest } from '../../core/nearest.ts';
import { listed, type Said, type Sentence, say, says } from '../../core/sentence.ts';
import { shown } from '../../storyboard/wording.ts';

/** A provider's name, and those of its models. */
export interface Selling {
  readonly name: string;
  readonly models: readonly { readonly model: string }[];
}

/** For a name that none of these providers has. */
export function noProvider(provider: string, known: Iterable<Selling>): Said {
  return says(say`There is no provider ${shown({ provider })}.`, instead(provider, [...known]));
}

function instead(provider: string, known: readonly Selling[]): Sentence {
  const names = known.map(({ name }) => name);
  const near = nearest(provider, names);
  if (near !== undefined) return say`Did you mean "${{ nearest: near }}"?`;
  const sellers = sellersOf(provider, known);
  const [seller] = sellers;
  if (seller === undefined) return say`Use one of: ${listed({ known: names })}.`;
  return say`It is in the names of models, at ${listed({ known: sellers })}: choose the provider first; \`storycut providers ${seller}\` lists its models.`;
}

/** Providers of models that people call by this name: `veo`, `kling`. */
const sellersOf = (word: string, all: readonly Selling[]): readonly string[] =>
  word.length < 3
    ? []
    : all
        .filter(({ models }) => models.some(({ model }) => model.toLowerCase().includes(word.toLowerCase())))
        .map(({ name }) => name);
