import type { Size } from '../../../core/frames.ts';
import type { Fields } from '../../fields.ts';
import { type CallProblem, invalid } from '../../problem.ts';

/** What was read of an order, as far as a model's own conditions need it. */
export interface ReadOrder {
  readonly fields: Fields;
  readonly ratio: string | undefined;
  readonly hasFrames: boolean;
  readonly frameSizes: readonly Size[];
  readonly references: number;
  readonly mode: 'reference' | 'extend' | 'edit' | undefined;
}

/** Conditions that only some models have, and that no type expresses. */
export function peculiarity(model: string, read: ReadOrder): CallProblem | undefined {
  return conditions[model]?.(read);
}

const wan = ({ ratio, hasFrames }: ReadOrder): CallProblem | undefined =>
  hasFrames && !ratio?.startsWith('auto_')
    ? invalid('ratio', 'Keyframe requests must use auto_480p, auto_720p or auto_1080p.', 'custom')
    : undefined;

const conditions: Readonly<Record<string, (read: ReadOrder) => CallProblem | undefined>> = {
  wan3: wan,
  wan3_prime: wan,
  hailuo3: ({ ratio, references, hasFrames }) =>
    ratio === 'adaptive' && references === 0 && !hasFrames
      ? invalid('ratio', 'Use adaptive only when image or video references are provided.', 'custom')
      : undefined,
  h3_max: ({ frameSizes }) =>
    frameSizes.some(({ width, height }) => Math.min(width, height) < 256)
      ? invalid('promptImage', 'Each image must be at least 256 pixels on both sides.', 'custom')
      : undefined,
  grok_imagine_1_5: ({ fields }) => {
    const { references = [], referenceAudio = [], resolution } = fields;
    const [images, sounds] = [references, referenceAudio].map((one) => (Array.isArray(one) ? one.length : 0));
    if (images === 0 && sounds !== 0) {
      return invalid('referenceAudio', 'Audio references require at least one image reference.', 'custom');
    }
    return images !== 0 && resolution === '1080p'
      ? invalid('resolution', 'Requests with image references are capped at 720p.', 'custom')
      : undefined;
  },
  seedance2_5: ({ fields, mode }) => {
    if (mode === undefined || mode === 'reference') return undefined;
    if (fields.ratio !== undefined)
      return invalid('ratio', `ratio may not be provided with ${mode}.`, 'custom');
    if (fields.promptText === undefined)
      return invalid('promptText', `${mode} requires promptText.`, 'custom');
    return mode === 'edit' && fields.duration !== 'auto'
      ? invalid('duration', 'edit requires duration: "auto".', 'custom')
      : undefined;
  },
};
