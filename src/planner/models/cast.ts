import type { GenerateRequest } from '../../core/request.ts';
import { say, says } from '../../core/sentence.ts';
import type { CastMember, Segment } from '../../storyboard/model.ts';
import { about, type Findings } from '../findings.ts';
import type { Maker } from './maker.ts';

/** What is sent of the cast with a prompt, besides words. */
export interface CastAlong {
  readonly references: GenerateRequest['references'];
  readonly characters: readonly string[];
}

const otherModel = say`Choose a model that accepts more: \`storycut providers\` lists what each accepts.`;

const nobody: CastAlong = { references: [], characters: [] };

/** As much of the cast as the model accepts; reports the rest. */
export function castAlong(
  segment: Segment,
  cast: readonly CastMember[],
  { provider, model }: Maker,
  findings: Findings,
): CastAlong {
  if (cast.length === 0) return nobody;
  const images = cast.flatMap(({ name, image }) => (image === undefined ? [] : [{ name, image }]));
  const characters = cast.flatMap(({ character }) => character ?? []);
  const { characters: mostCharacters, references } = model.inputs;
  const mostImages = references.images;
  const named = say`${{ model: model.model }}`;
  if (images.length > mostImages) {
    const key = mostImages === 0 ? `${provider} ${model.model}` : segment.id;
    findings.once(`references ${key}`, () => ({
      ...about(segment, 'warning', 'reference-not-sent'),
      ...says(
        mostImages === 0
          ? say`${named} does not accept reference images: the cast is only described in its prompts.`
          : say`${named} accepts ${{ most: mostImages }} reference images, but ${segment.id} has ${{ count: images.length }}: only the first ${mostImages} are sent.`,
        otherModel,
      ),
    }));
  }
  if (characters.length > mostCharacters) {
    if (mostCharacters === 0) {
      findings.once(`characters ${provider} ${model.model}`, () => ({
        ...about(segment, 'warning', 'reference-not-sent'),
        ...says(
          say`${named} does not accept characters: the cast is only described in its prompts.`,
          otherModel,
        ),
      }));
    } else {
      findings.add({
        ...about(segment, 'error', 'too-many-characters'),
        ...says(
          say`${segment.id} has ${{ count: characters.length }} characters, but ${named} accepts at most ${{ most: mostCharacters }}.`,
          say`Name at most ${mostCharacters} cast members with a character in its prompt.`,
        ),
      });
    }
  }
  const sent = images.slice(0, mostImages);
  return {
    references: sent.map(({ name, image }) => ({ name, image: { kind: 'file', sha256: image.sha256 } })),
    characters: characters.slice(0, mostCharacters),
  };
}

/** Extensions and edits follow the footage that they start from. */
export function castLeftBehind(segment: Segment, cast: readonly CastMember[], findings: Findings): CastAlong {
  if (cast.some(({ image, character }) => image !== undefined || character !== undefined)) {
    findings.once('cast left behind', () => ({
      ...about(segment, 'note', 'reference-not-sent'),
      ...says(
        say`Extensions and edits do not accept reference images or characters: they follow the footage that they start from.`,
      ),
    }));
  }
  return nobody;
}
