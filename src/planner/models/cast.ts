import type { GenerateRequest } from '../../core/request.ts';
import type { CastMember, Segment } from '../../storyboard/model.ts';
import type { Findings } from '../findings.ts';
import { about } from '../findings.ts';
import type { Maker } from './maker.ts';

/** What of the cast goes along with a prompt, besides words. */
export interface CastAlong {
  readonly references: GenerateRequest['references'];
  readonly characters: readonly string[];
}

const otherModel = 'Choose a model that takes more: `storycut providers` lists what each takes.';

const nobody: CastAlong = { references: [], characters: [] };

/** As much of the cast as the model takes; what it does not take is told. */
export function castAlong(
  segment: Segment,
  cast: readonly CastMember[],
  { provider, model }: Maker,
  findings: Findings,
): CastAlong {
  if (cast.length === 0) return nobody;
  const images = cast.flatMap(({ name, image }) => (image === undefined ? [] : [{ name, image }]));
  const characters = cast.flatMap(({ character }) => character ?? []);
  const taken = model.inputs;
  if (images.length > taken.references) {
    const key = taken.references === 0 ? `${provider} ${model.model}` : segment.id;
    findings.once(`references ${key}`, () => ({
      ...about(segment, 'warning', 'reference-not-sent'),
      message:
        taken.references === 0
          ? `${model.model} takes no reference images: the cast goes into its prompts in words only.`
          : `${model.model} takes ${taken.references} reference images and ${segment.id} has ${images.length}: only the first ${taken.references} go along.`,
      help: otherModel,
    }));
  }
  if (characters.length > taken.characters) {
    if (taken.characters === 0) {
      findings.once(`characters ${provider} ${model.model}`, () => ({
        ...about(segment, 'warning', 'reference-not-sent'),
        message: `${model.model} takes no characters: the cast goes into its prompts in words only.`,
        help: otherModel,
      }));
    } else {
      findings.add({
        ...about(segment, 'error', 'too-many-characters'),
        message: `${segment.id} has ${characters.length} characters; ${model.model} takes ${taken.characters}.`,
        help: `Name at most ${taken.characters} cast members with a character in its prompt.`,
      });
    }
  }
  const sent = images.slice(0, taken.references);
  return {
    references: sent.map(({ name, image }) => ({ name, image: { kind: 'file', sha256: image.sha256 } })),
    characters: characters.slice(0, taken.characters),
  };
}

/** Extensions and edits go by the footage they start from. */
export function castLeftBehind(segment: Segment, cast: readonly CastMember[], findings: Findings): CastAlong {
  if (cast.some(({ image, character }) => image !== undefined || character !== undefined)) {
    findings.once('cast left behind', () => ({
      ...about(segment, 'note', 'reference-not-sent'),
      message:
        'Extensions and edits take no reference images or characters: they go by the footage they start from.',
    }));
  }
  return nobody;
}
