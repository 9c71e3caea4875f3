/** The parts of a JSON Schema that are used here. */
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
  /** Only in the result of `oneBranch`. */
  readonly beside?: Beside;
  readonly [keyword: string]: unknown;
}

/** What a branch knows of the branches beside it. */
interface Beside {
  /** A required key that no other branch has. */
  readonly own: string | undefined;
  /** Such keys of all branches. */
  readonly owns: readonly string[];
  /** Keys that only other branches have. */
  readonly elsewhere: readonly string[];
  /** The description of all branches together. */
  readonly description: string | undefined;
}

type Schemas = Readonly<Record<string, Schema>>;

/**
 * The same language with every `anyOf` turned into a chain of `if`, `then`, `else`, so that a mistake is
 * checked against the one branch that was meant: for an `anyOf`, a validator reports how the value misses
 * each branch. The branch meant is the one whose tag the value has; without tags, the first that owns a key of the
 * value, or else the first of the value's type; of several texts, the one whose pattern matches.
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

/** A key that has a different constant in each branch: it says which branch is meant. */
const tagOf = ([first, ...rest]: readonly Schema[]): string | undefined =>
  Object.keys(first?.properties ?? {}).find((key) =>
    [first, ...rest].every((branch) => branch?.properties?.[key]?.const !== undefined),
  );

/** For a tag that no branch has, the known tags are reported, and nothing else. */
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

// A constant, since an object with a literal `then` looks like a promise.
const then = 'then';

/** Keys that a branch requires and that no other branch has. */
const ownKeys = (branch: Schema, branches: readonly Schema[]): readonly string[] =>
  (branch.required ?? []).filter((key) => branches.filter((other) => has(other, key)).length === 1);

/** Definitions that are branches of another definition, each with what it has to know of the others. */
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
