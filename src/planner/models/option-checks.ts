import { nearest } from '../../core/nearest.ts';
import { type Options, type OptionValues, takesValue, valuesInWords } from '../../core/option-values.ts';
import { listed, type Sentence, say, says } from '../../core/sentence.ts';
import type { Segment } from '../../storyboard/model.ts';
import { shown } from '../../storyboard/wording.ts';
import { about, type Findings } from '../findings.ts';
import type { Maker } from './maker.ts';

/** Reports options of a segment that its model doesn't have, and values that they don't take. */
export function checkOptions(segment: Segment, { provider, model }: Maker, findings: Findings): void {
  for (const [option, value] of Object.entries(segment.options)) {
    const values = Object.hasOwn(model.options, option) ? model.options[option] : undefined;
    const key = `option ${provider} ${model.model} ${option}`;
    if (values === undefined) {
      const near = nearest(option, Object.keys(model.options));
      findings.once(key, () => ({
        ...about(segment, 'error', 'unknown-option'),
        ...says(
          say`${{ model: model.model }} of ${{ provider }} has no option ${shown({ option })}.`,
          near === undefined ? known(model.options) : say`Did you mean "${{ nearest: near }}"?`,
        ),
      }));
    } else if (!takesValue(values, value)) {
      findings.once(`${key} ${String(value)}`, () => ({
        ...about(segment, 'error', 'option-value'),
        ...says(
          say`The option ${{ option }} of ${{ model: model.model }} takes ${{ values: valuesInWords(values) }}, not ${shown({ value: String(value) })}.`,
          instead(values, value),
        ),
      }));
    }
  }
}

const known = (options: Options): Sentence => {
  const names = Object.keys(options);
  return names.length === 0
    ? say`It has no options: delete this one.`
    : say`It has: ${listed({ known: names })}.`;
};

/** The nearest value that it takes. */
function instead(values: OptionValues, value: string | number | boolean): Sentence {
  const near = nearestValue(values, value);
  return near === undefined
    ? say`Write such a value, or delete the option.`
    : say`Write \`${{ nearest: near }}\`, or delete the option.`;
}

function nearestValue(values: OptionValues, value: string | number | boolean): string | undefined {
  if (values.type === 'choice') return nearest(String(value), values.choices);
  if (values.type !== 'number' || typeof value !== 'number') return undefined;
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY, whole = false } = values;
  const within = Math.min(Math.max(whole ? Math.round(value) : value, min), max);
  return takesValue(values, within) ? String(within) : undefined;
}
