import type { MediumKind } from '../../../core/request.ts';
import type { Fields } from '../../fields.ts';
import type { Form } from '../../form.ts';
import { secondsOf } from '../../medium.ts';
import { invalid } from '../../problem.ts';
import { objectsIn, strict } from '../../strict.ts';
import type { References } from './models.ts';
import type { MediaReader } from './read-media.ts';

const lists = [
  ['references', 'image'],
  ['referenceVideos', 'video'],
  ['referenceAudio', 'audio'],
] as const satisfies readonly (readonly [keyof References, MediumKind])[];

/** Counts what is referred to, after reading it. */
export async function readReferences(form: Form, media: MediaReader, limits: References): Promise<number> {
  let count = 0;
  for (const [name, kind] of lists) {
    const limit = limits[name];
    if (!limit) continue;
    const list = objectsIn(form, name, limit.most);
    let total = 0;
    for (const [n, fields] of list.entries()) {
      const at = `${name}.${n}`;
      checkShape(form, at, fields, kind);
      const medium = await media.read(`${at}.uri`, fields.uri, kind);
      if (medium && kind !== 'image') total += await secondsOf(medium);
    }
    const longest = 'seconds' in limit ? limit.seconds : Number.POSITIVE_INFINITY;
    if (total > longest + 0.05) {
      form.refuse(invalid(name, `The combined duration must not exceed ${longest} seconds.`, 'too_big'));
    }
    count += list.length;
  }
  return count;
}

/** Images have an address only; the others also say what they are. */
function checkShape(form: Form, at: string, fields: Fields, kind: MediumKind): void {
  strict(form, kind === 'image' ? ['uri'] : ['uri', 'type'], { at, fields });
  if (kind !== 'image' && fields.type !== kind) {
    form.refuse(invalid(`${at}.type`, `Invalid input: expected "${kind}"`));
  }
}
