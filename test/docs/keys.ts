/** What of a JSON Schema the reference shows. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly examples?: readonly unknown[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly definitions?: Readonly<Record<string, Schema>>;
}

interface Shape {
  /** The keys that lead there, the last one last. */
  readonly path: readonly string[];
  readonly meaning: string;
  readonly keys: ReadonlyMap<string, Schema>;
  readonly required: ReadonlySet<string>;
}

/** All keys of the language in tables, a table for each place that has keys of its own. */
export function keysPage(schema: Schema): string {
  const resolved = (at: Schema): Schema =>
    at.$ref === undefined ? at : (schema.definitions?.[at.$ref.split('/').at(-1) ?? ''] ?? {});

  /** The variants of a value: of a list, those of its items. */
  const variants = (at: Schema): readonly Schema[] => {
    const { anyOf, items, additionalProperties, ...own } = resolved(at);
    const inner = [...(anyOf ?? []), ...(items ? [items] : [])];
    const named = typeof additionalProperties === 'object' && own.properties === undefined;
    return [
      ...(own.type === undefined || inner.length === 0 ? [resolved(at)] : []),
      ...[...inner, ...(named ? [additionalProperties] : [])].flatMap(variants),
    ];
  };

  /** Of a list of things that can be made in several ways, also what one of them is. */
  const meaningOf = (at: Schema): string => {
    const { description = '', items } = resolved(at);
    const { description: each = '', anyOf } = resolved(items ?? {});
    return anyOf ? `${description} ${each}` : description;
  };

  const shapes: Shape[] = [];
  const seen = new Set<string>();
  const visit = (at: Schema, path: readonly string[], above: Shape['keys'] = new Map()): void => {
    const objects = variants(at).filter(({ properties }) => properties !== undefined);
    const keys = new Map(objects.flatMap(({ properties = {} }) => Object.entries(properties)));
    const name = JSON.stringify([...keys]);
    const isAbove = path.length > 1 && [...keys].every(([key, value]) => same(above.get(key), value));
    if (keys.size === 0 || seen.has(name) || isAbove) return;
    seen.add(name);
    const required = new Set(
      [...keys.keys()].filter((key) => objects.every((one) => one.required?.includes(key))),
    );
    shapes.push({ path, meaning: meaningOf(at), keys, required });
    for (const [key, value] of keys) visit(value, [...path, key], keys);
  };
  visit(schema, []);

  const first = shapes[0]?.keys ?? new Map<string, Schema>();
  const table = ({ path, meaning, keys, required }: Shape): string => {
    const again = (key: string): boolean => path.length > 0 && same(first.get(key), keys.get(key));
    const own = [...keys].filter(([key]) => !again(key));
    const shared = [...keys.keys()].filter(again).map((key) => `\`${key}\``);
    return [
      `## ${path.length === 0 ? 'The film' : path.slice(path.length > 1 && path[0] === 'scenes' ? 1 : 0).join(' › ')}`,
      meaning,
      ...(own.length === 0
        ? []
        : [
            [
              '| key | type | default | example | meaning |',
              '|---|---|---|---|---|',
              ...own.map(([key, value]) => row(key, value, required.has(key))),
            ].join('\n'),
          ]),
      ...(shared.length === 0 ? [] : [`As in [the film](#the-film): ${shared.join(', ')}.`]),
    ].join('\n\n');
  };

  const row = (key: string, value: Schema, required: boolean): string => {
    const of = { ...resolved(value), ...value };
    const { meaning, fallback } = partsOf(of.description ?? '');
    const [example = of.type === 'boolean' ? fallback !== 'true' : undefined] = of.examples ?? [];
    const cells = [
      `\`${key}\``,
      typeOf(value),
      required ? 'required' : fallback,
      example === undefined ? '' : `\`${flow(example)}\``,
      meaning,
    ];
    return `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', '\\n')).join(' | ')} |`;
  };

  const typeOf = (at: Schema): string => {
    const of = resolved(at);
    if (of.anyOf) return [...new Set(of.anyOf.map(typeOf))].join(' or ');
    if (of.const !== undefined) return `\`${String(of.const)}\``;
    if (of.enum)
      return of.enum.length > 12 ? 'a name' : of.enum.map((one) => `\`${String(one)}\``).join(', ');
    if (at.$ref?.endsWith('/time') || at.$ref?.endsWith('/timeEitherWay'))
      return '[time](storyboard.md#time)';
    if (of.items) return `list of ${typeOf(of.items)}`;
    return [of.type ?? 'any']
      .flat()
      .map((type) => inWords(type, of))
      .join(' or ');
  };

  return shapes.map(table).join('\n\n');
}

const same = (a: Schema | undefined, b: Schema | undefined): boolean =>
  a !== undefined && JSON.stringify(a) === JSON.stringify(b);

function inWords(type: string, of: Schema): string {
  switch (type) {
    case 'string':
      return 'text';
    case 'boolean':
      return 'true or false';
    case 'object':
      return of.properties ? 'keys' : 'names with values';
    case 'array':
      return 'list';
    default:
      return `${type === 'integer' ? 'whole number' : 'number'}${range(of)}`;
  }
}

function range({ minimum, exclusiveMinimum, maximum }: Schema): string {
  const least = minimum === undefined ? '' : `, ${minimum.toLocaleString('en')}`;
  const from = exclusiveMinimum === undefined ? least : `, more than ${exclusiveMinimum}`;
  if (maximum !== undefined) return `${from} to ${maximum.toLocaleString('en')}`;
  return least === '' ? from : `${least} or more`;
}

/** A description says last what holds without the key. */
function partsOf(description: string): { readonly meaning: string; readonly fallback: string } {
  const [, meaning = description, fallback = '', more = ''] =
    /^(.*?) ?Default: (.*?)(?:\.|\. (.*))$/.exec(description) ?? [];
  return { meaning: [meaning, more].filter(Boolean).join(' '), fallback };
}

/** As a storyboard has it, in one line. */
function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
  if (value !== null && typeof value === 'object')
    return `{ ${Object.entries(value)
      .map(([key, one]) => `${key}: ${flow(one)}`)
      .join(', ')} }`;
  const text = String(value);
  return typeof value === 'string' && /^#|^@|[:,{}[\]\n]|^[\d.]+$/.test(text) ? JSON.stringify(text) : text;
}
