/** A JSON Schema, as far as it is looked into here. */
export interface Schema {
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly required?: readonly string[];
  readonly properties?: Schemas;
  readonly anyOf?: readonly Schema[];
  readonly $ref?: string;
  readonly definitions?: Schemas;
  /** Only in what `oneBranch` makes. */
  readonly beside?: Beside;
  readonly [keyword: string]: unknown;
}

/** What a branch knows of the branches beside it. */
interface Beside {
  /** A key that it alone has and needs. */
  readonly own: string | undefined;
  /** Such keys of all branches. */
  readonly owns: readonly string[];
  /** Keys that only other branches have. */
  readonly elsewhere: readonly string[];
  /** Of them all together. */
  readonly description: string | undefined;
}

type Schemas = Readonly<Record<string, Schema>>;

/**
 * The same language with every `anyOf` turned into one `if`, `then`, `else` after another, so that a
 * mistake is judged against the one branch that was meant: of an `anyOf`, a validator tells how the value
 * misses each branch. The branch meant is the one whose tag the value has; without tags the first that owns a key the
 * value has, else the first of the value's type; of several that are texts, one whose pattern the value has.
 */
export function oneBranch(root: Schema): Schema {
  const definitions = root.definitions ?? {};
  const follow = (schema: Schema): Schema => definitions[nameOf(schema)] ?? schema;
  const turn = ({ anyOf, ...rest }: Schema): Schema =>
    mapChildren({ ...rest, ...(anyOf && choice(anyOf, anyOf.map(follow), rest.description)) }, turn);
  const { definitions: turned, ...top } = turn(root);
  return { ...top, definitions: { ...turned, ...sideBySide(definitions, follow, turn) } };
}

const nameOf = (schema: Schema): string => schema.$ref?.replace('#/definitions/', '') ?? '';

/** `branches` are what is `written`, references followed. */
function choice(written: readonly Schema[], branches: readonly Schema[], description = ''): Schema {
  const types = branches.map((branch) => branch.type);
  const otherwise: Schema = { type: [...new Set(types.flatMap((type) => type ?? []))], description };
  const tag = tagOf(branches);
  if (tag !== undefined) return choiceByTag(tag, written, branches, otherwise);
  const guards = branches.map((branch, i) => ({
    type: branch.type,
    required: ownKeys(branch, branches),
    branch: written[i],
  }));
  const byKeys = guards.filter(({ required }) => required.length > 0);
  const texts = branches.filter(({ type }) => type === 'string');
  const byWords = guards.flatMap(({ type, branch }, i) => {
    const pattern = branches[i]?.pattern;
    return type === 'string' && pattern !== undefined && texts.length > 1 ? [{ type, pattern, branch }] : [];
  });
  const byType = guards.filter(({ type }, i) => types.indexOf(type) === i);
  return [...byKeys, ...byWords, ...byType.map((guard) => ({ ...guard, required: [] }))].reduceRight<Schema>(
    (otherwise, { branch, ...guard }) => ({ if: guard, [then]: branch, else: otherwise }),
    otherwise,
  );
}

/** A key that each branch has with a value of its own: by it, the author says which is meant. */
const tagOf = ([first, ...rest]: readonly Schema[]): string | undefined =>
  Object.keys(first?.properties ?? {}).find((key) =>
    [first, ...rest].every((branch) => branch?.properties?.[key]?.const !== undefined),
  );

/** A value that no branch has for the tag is told those there are, and nothing else is said of it. */
function choiceByTag(
  tag: string,
  written: readonly Schema[],
  branches: readonly Schema[],
  otherwise: Schema,
): Schema {
  const tags = branches.map(({ properties }) => properties?.[tag]);
  return branches.reduceRight<Schema>(
    (others, { type, required = [] }, i) => ({
      if: {
        type,
        required: required.filter((key) => key === tag),
        properties: { [tag]: { const: tags[i]?.const } },
      },
      [then]: written[i],
      else: others,
    }),
    {
      ...otherwise,
      properties: {
        [tag]: { description: tags[0]?.description ?? '', enum: tags.map((one) => one?.const) },
      },
    },
  );
}

// Named apart, since an object with a written-out `then` looks like a promise.
const then = 'then';

/** Keys that a branch requires and that no other branch has. */
const ownKeys = (branch: Schema, branches: readonly Schema[]): readonly string[] =>
  (branch.required ?? []).filter((key) => branches.filter((other) => has(other, key)).length === 1);

/** Definitions that are branches of another definition, each marked with what is beside it. */
function sideBySide(
  definitions: Schemas,
  follow: (schema: Schema) => Schema,
  turn: (schema: Schema) => Schema,
): Schemas {
  const marked = Object.values(definitions).flatMap(({ anyOf = [], description }) => {
    const branches = anyOf.map(follow);
    const keys = branches.flatMap((branch) => Object.keys(branch.properties ?? {}));
    const owns = branches.flatMap((branch) => ownKeys(branch, branches));
    return anyOf
      .filter((written) => written.$ref)
      .map((written): [string, Schema] => {
        const branch = follow(written);
        const own = ownKeys(branch, branches)[0];
        const elsewhere = keys.filter((key) => !has(branch, key));
        return [nameOf(written), { ...turn(branch), beside: { own, owns, elsewhere, description } }];
      });
  });
  return Object.fromEntries(marked);
}

const has = (schema: Schema, key: string): boolean => Object.hasOwn(schema.properties ?? {}, key);

const single = ['items', 'additionalProperties', then, 'else'];
const many = ['properties', 'definitions'];

function mapChildren(schema: Schema, turn: (child: Schema) => Schema): Schema {
  const entries = Object.entries(schema).map(([keyword, value]): [string, unknown] => {
    if (!isSchema(value)) return [keyword, value];
    if (single.includes(keyword)) return [keyword, turn(value)];
    if (!many.includes(keyword)) return [keyword, value];
    const members = Object.entries(value).map(([name, child]) => [
      name,
      isSchema(child) ? turn(child) : child,
    ]);
    return [keyword, Object.fromEntries(members)];
  });
  return Object.fromEntries(entries);
}

const isSchema = (value: unknown): value is Schema =>
  value !== null && typeof value === 'object' && !Array.isArray(value);
