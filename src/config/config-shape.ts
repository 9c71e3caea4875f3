import { schemaFiles } from '../core/package-files.ts';
import type { EntryReader } from '../providers/kind.ts';
import type { Schema } from '../storyboard/one-branch.ts';
import { readSchema, type Shape, shapeBy, shapeOf } from '../storyboard/shape.ts';
import { withKind } from './with-kind.ts';

/** The shape of a config file that may describe these kinds of provider. */
export async function configShape(readers: ReadonlyMap<string, EntryReader>): Promise<Shape> {
  const shipped = await readSchema(schemaFiles.config);
  const known = kindsIn(shipped);
  const added = [...readers].filter(([kind]) => !known.includes(kind));
  if (added.length === 0) return await shapeOf(schemaFiles.config);
  return shapeBy(
    added.reduce((whole, [name, { schema = {} }]) => withKind(whole, { name, entry: schema }), shipped),
  );
}

const kindsIn = ({ definitions = {} }: Schema): readonly unknown[] =>
  (definitions.provider?.anyOf ?? []).map(
    ({ $ref = '' }) => definitions[$ref.replace('#/definitions/', '')]?.properties?.kind?.const,
  );
