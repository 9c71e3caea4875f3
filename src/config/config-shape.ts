import { schemaFiles } from '../core/package-files.ts';
import type { EntryReader } from '../providers/kind.ts';
import type { Schema } from '../storyboard/one-branch.ts';
import { readSchema, type Shape, shapeBy, shapeOf } from '../storyboard/shape.ts';

/** The shape of a config file that may describe these kinds of provider. */
export async function configShape(readers: ReadonlyMap<string, EntryReader>): Promise<Shape> {
  const shipped = await readSchema(schemaFiles.config);
  const known = kindsIn(shipped);
  const added = [...readers].filter(([kind]) => !known.includes(kind));
  return added.length === 0 ? await shapeOf(schemaFiles.config) : shapeBy(added.reduce(withKind, shipped));
}

const kindsIn = ({ definitions = {} }: Schema): readonly unknown[] =>
  (definitions.provider?.anyOf ?? []).map(
    ({ $ref = '' }) => definitions[$ref.replace('#/definitions/', '')]?.properties?.kind?.const,
  );

/** The schema with one more kind of provider. */
function withKind(
  whole: Schema,
  [kind, { schema = {} }]: readonly [string, Pick<EntryReader, 'schema'>],
): Schema {
  const place = `kind.${kind}`;
  const { definitions: own = {}, properties, required = [], ...entry } = apart(place, schema);
  const { provider, ...definitions } = whole.definitions ?? {};
  return {
    ...whole,
    definitions: {
      ...definitions,
      ...Object.fromEntries(Object.entries(own).map(([name, part]) => [`${place}.${name}`, part])),
      [place]: {
        type: 'object',
        ...entry,
        required: ['kind', ...required],
        properties: { ...properties, kind: { const: kind } },
      },
      provider: { ...provider, anyOf: [...(provider?.anyOf ?? []), { $ref: `#/definitions/${place}` }] },
    },
  };
}

/** With unique names for its definitions. */
const apart = (place: string, schema: Schema): Schema =>
  JSON.parse(JSON.stringify(schema).replaceAll('"#/definitions/', `"#/definitions/${place}.`));
