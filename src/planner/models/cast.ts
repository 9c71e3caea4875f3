import type { GenerateRequest } from '../../core/request.ts';
import { say, says } from '../../core/sentence.ts';
import type { CastMember, OwnReference, Prompted, Segment } from '../../storyboard/model.ts';
import { about, type Findings } from '../findings.ts';
import type { Maker } from './maker.ts';
import type { Leaning } from './reference-checks.ts';
import { whyNone } from './reference-limits.ts';

/** What is sent with a prompt, besides words and frames. */
export interface SentAlong {
  readonly references: GenerateRequest['references'];
  readonly characters: readonly string[];
}

const otherModel = say`Choose a model that accepts more: \`storycut providers\` lists what each accepts.`;

const nobody: SentAlong = { references: [], characters: [] };

/** What the model accepts of the cast, then the segment's own references; reports the rest of the cast. */
export function sentAlong(
  leaning: Leaning,
  cast: Prompted['cast'],
  maker: Maker,
  findings: Findings,
): SentAlong {
  const { segment, references: own } = leaning;
  if (cast.length === 0 && own.length === 0) return nobody;
  const images = cast.flatMap(({ name, images = [], role }) =>
    images.map((image) => ({ name, image, role })),
  );
  const room = roomFor(images.length, leaning, maker, findings);
  const characters = charactersOf(cast, segment, maker, findings);
  const sent = images.slice(0, room).map(({ name, image, role }) => ({
    name,
    ...(role !== undefined && { role }),
    image: { kind: 'file', sha256: image.sha256 } as const,
  }));
  return { references: [...sent, ...own.map(requested)], characters };
}

function requested({ medium, file: { sha256 }, role }: OwnReference): GenerateRequest['references'][number] {
  const input = { kind: 'file', sha256 } as const;
  const of = medium === 'image' ? { image: input } : medium === 'video' ? { video: input } : { audio: input };
  return role === undefined ? of : { role, ...of };
}

/** How many of so many pictures of the cast are sent: the segment's own go first. */
function roomFor(
  count: number,
  leaning: Leaning,
  { provider, model, size }: Maker,
  findings: Findings,
): number {
  const { references } = model.inputs;
  const { segment, references: own } = leaning;
  const named = say`${{ model: model.model }}`;
  const report = (key: string, message: ReturnType<typeof say>): void =>
    findings.once(`references ${key}`, () => ({
      ...about(segment, 'warning', 'reference-not-sent'),
      ...says(message, otherModel),
    }));
  const why = count > 0 && references.images > 0 ? whyNone({ model, size }, leaning) : undefined;
  if (why !== undefined) {
    report(
      segment.id,
      say`${named} does not accept reference images ${why}: the cast of ${segment.id} is only described in its prompt.`,
    );
    return 0;
  }
  const ownImages = own.filter(({ medium }) => medium === 'image').length;
  const room = Math.max(0, references.images - ownImages);
  if (count <= room) return count;
  if (references.images === 0)
    report(
      `${provider} ${model.model}`,
      say`${named} does not accept reference images: the cast is only described in its prompts.`,
    );
  else if (ownImages === 0)
    report(
      segment.id,
      say`${named} accepts ${{ most: room }} reference images, but ${segment.id} has ${{ count }}: only the first ${room} are sent.`,
    );
  else
    report(
      segment.id,
      say`${named} accepts ${{ most: references.images }} reference images, but ${segment.id} has ${{ count: count + ownImages }}: ${room} of the cast's are sent.`,
    );
  return room;
}

function charactersOf(
  cast: readonly CastMember[],
  segment: Segment,
  { provider, model }: Maker,
  findings: Findings,
): readonly string[] {
  const characters = cast.flatMap(({ character }) => character ?? []);
  const { characters: most } = model.inputs;
  const named = say`${{ model: model.model }}`;
  if (characters.length > most) {
    if (most === 0) {
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
          say`${segment.id} has ${{ count: characters.length }} characters, but ${named} accepts at most ${{ most }}.`,
          say`Name at most ${most} cast members with a character in its prompt.`,
        ),
      });
    }
  }
  return characters.slice(0, most);
}

/** What a segment inherits, but its model does not accept where it goes on from a frame. */
export const referencesLeft = (segment: Segment, { model }: Maker, findings: Findings): void =>
  findings.once(`references left ${model.model}`, () => ({
    ...about(segment, 'note', 'reference-not-sent'),
    ...says(
      say`${segment.id} continues footage without the references that it inherits: ${{ model: model.model }} does not accept them with its last frame.`,
    ),
  }));

/** Extensions and edits follow the footage that they start from. */
export function leftBehind(
  segment: Segment,
  { cast, references = [] }: Pick<Prompted, 'cast' | 'references'>,
  findings: Findings,
): SentAlong {
  const has = cast.some(({ images = [], character }) => images.length > 0 || character !== undefined);
  if (has || references.length > 0) {
    findings.once('cast left behind', () => ({
      ...about(segment, 'note', 'reference-not-sent'),
      ...says(
        say`Extensions and edits do not accept reference images or characters: they follow the footage that they start from.`,
      ),
    }));
  }
  return nobody;
}
