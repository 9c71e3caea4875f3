import { isFields } from '../../fields.ts';
import { type Form, missing } from '../../form.ts';
import type { Medium } from '../../medium.ts';
import { invalid } from '../../problem.ts';
import { objectsIn, strict } from '../../strict.ts';
import type { Rules } from './models.ts';
import type { MediaReader } from './read-media.ts';

/** What `promptImage` gives: frames, or pictures to refer to. */
export interface Frames {
  readonly first?: Medium;
  readonly last?: Medium;
  readonly references: number;
}

const most = 30;

/** An address, which is the first frame, or a list of addresses with positions. */
export async function readFrames(
  form: Form,
  media: MediaReader,
  kind: NonNullable<Rules['frames']>,
): Promise<Frames> {
  const value = form.fields.promptImage;
  if (value === undefined) form.refuse(missing('promptImage'));
  if (typeof value === 'string') {
    const first = await media.read('promptImage', value, 'image');
    return { references: 0, ...(first && { first }) };
  }
  const list = objectsIn(form, 'promptImage', most);
  if (list.length === 0)
    form.refuse(invalid('promptImage', 'Expected a URI, or a list of them.', 'too_small'));
  const positions = list.map(({ position }) => position);
  const misplaced = misplacement(positions, kind);
  if (misplaced !== undefined) form.refuse(invalid('promptImage', misplaced, 'custom'));
  const read: (Medium | undefined)[] = [];
  for (const [n, fields] of list.entries()) {
    strict(form, ['uri', 'position'], { at: `promptImage.${n}`, fields });
    read.push(await media.read(`promptImage.${n}.uri`, isFields(fields) ? fields.uri : undefined, 'image'));
  }
  const [first, last] = [read[positions.indexOf('first')], read[positions.indexOf('last')]];
  const references = positions.filter((position) => position === undefined).length;
  return { references, ...(first && { first }), ...(last && { last }) };
}

/** Pictures at moments of the source. */
export async function readKeyframes(form: Form, media: MediaReader): Promise<void> {
  for (const [n, { uri }] of objectsIn(form, 'keyframes', 5).entries()) {
    await media.read(`keyframes.${n}.uri`, uri, 'image');
  }
}

/** What is wrong with positions, in one sentence. */
function misplacement(positions: readonly unknown[], kind: NonNullable<Rules['frames']>): string | undefined {
  const known = kind === 'first' ? ['first'] : ['first', 'last'];
  const count = (position: unknown) => positions.filter((one) => one === position).length;
  const stranger = positions.find((one) => one !== undefined && !known.includes(String(one)));
  if (stranger !== undefined) return `Invalid position: expected ${known.join(' or ')}.`;
  if (count('first') > 1 || count('last') > 1) return 'Each position can be given once.';
  if (kind === 'or-references') {
    const isMixed = count(undefined) > 0 && count(undefined) < positions.length;
    return isMixed ? 'Keyframes and reference images cannot be mixed.' : undefined;
  }
  if (count(undefined) > 0) return `Each image needs a position: ${known.join(' or ')}.`;
  return count('last') > 0 && count('first') === 0 ? 'A last frame requires a first frame.' : undefined;
}
