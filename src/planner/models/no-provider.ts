import { nearest } from '../../core/nearest.ts';
import { listed, type Said, say, says } from '../../core/sentence.ts';
import { shown } from '../../storyboard/wording.ts';

/** For a name that none of these providers has. */
export function noProvider(provider: string, known: Iterable<string>): Said {
  const names = [...known];
  const near = nearest(provider, names);
  return says(
    say`There is no provider ${shown({ provider })}.`,
    near === undefined
      ? say`Use one of: ${listed({ known: names })}.`
      : say`Did you mean "${{ nearest: near }}"?`,
  );
}
