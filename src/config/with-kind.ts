import type { Schema } from '../storyboard/one-branch.ts';

/** A kind of provider that entries of the config file may be of. */
interface Kind {
  readonly name: string;
  /** Entries without `kind` are of this one. */
  readonly usual?: boolean;
  /** JSON Schema of an entry, without `kind`. What it refers to and doesn't define is the config file's. */
  readonly entry: Schema;
}

/** The config file's schema with one more kind of provider. */
export function withKind(whole: Schema, { name, usual = false, entry: written }: Kind): Schema {
  const place = `kind.${name}`;
  const {
    $schema,
    title,
    definitions: own = {},
    properties,
    required = [],
    ...entry
  } = apart(place, written);
  const { provider, ...definitions } = whole.definitions ?? {};
  const kind = {
    description: usual ? `Kind of provider. Default: ${name}.` : 'Kind of provider.',
    const: name,
  };
  return {
    ...whole,
    definitions: {
      ...definitions,
      ...Object.fromEntries(Object.entries(own).map(([part, schema]) => [`${place}.${part}`, schema])),
      [place]: {
        type: 'object',
        ...entry,
        required: usual ? required : ['kind', ...required],
        properties: { ...properties, kind },
      },
      provider: { ...provider, anyOf: [...(provider?.anyOf ?? []), { $ref: `#/definitions/${place}` }] },
    },
  };
}

/** With unique names for its definitions. */
function apart(place: string, schema: Schema): Schema {
  const own = new Set(Object.keys(schema.definitions ?? {}));
  return JSON.parse(JSON.stringify(schema), (key, value) => {
    const name = key === '$ref' && typeof value === 'string' && value.replace(/^#\/definitions\//, '');
    return name && own.has(name) ? `#/definitions/${place}.${name}` : value;
  });
}
