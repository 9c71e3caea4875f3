import type { Diagnostic } from '../../core/diagnostic.ts';
import type { Environment } from '../../core/ports.ts';
import type { KnownProvider, ProviderKind } from '../../providers/kind.ts';

/** A provider that needs no entry in the config file. */
export interface Unconfigured {
  readonly provider: KnownProvider;
  /** The name of its kind. */
  readonly kind: string;
}

export const unconfiguredOf = (kinds: readonly ProviderKind[], env: Environment): readonly Unconfigured[] =>
  kinds.flatMap((kind) =>
    (kind.unconfigured?.(env) ?? []).map((provider) => ({ provider, kind: kind.name })),
  );

/** What a program that adds kinds has called as nothing can be called, or as something is called already. */
export function nameProblems(
  kinds: readonly ProviderKind[],
  unconfigured: readonly Unconfigured[],
): readonly Diagnostic[] {
  const kindNames = kinds.map(({ name }) => name);
  const names = unconfigured.map(({ provider }) => provider.data.name);
  return [
    ...kindNames.filter(isNoName).map((name) => noName('kind of provider', name)),
    ...names.filter(isNoName).map((name) => noName('provider', name)),
    ...repeated(kindNames).map((name) => twin(`There are two kinds of provider called "${name}".`)),
    ...repeated(names).map((name) => {
      const owners = unconfigured.filter(({ provider }) => provider.data.name === name);
      const of = owners.map(({ kind }) => kind).join(' and ');
      return twin(`There are two providers called "${name}": ${of} have one each.`);
    }),
  ];
}

/** As in the config file's schema. */
const isNoName = (name: string): boolean => !/^[A-Za-z0-9]+([-_][A-Za-z0-9]+)*$/.test(name);

const repeated = (names: readonly string[]): readonly string[] => [
  ...new Set(names.filter((name, i) => names.indexOf(name) < i)),
];

const noName = (what: string, name: string): Diagnostic => ({
  severity: 'error',
  code: 'malformed',
  message: `A ${what} can't be called "${name}".`,
  help: 'A name has letters, digits, and single hyphens or underscores between them.',
});

const twin = (message: string): Diagnostic => ({
  severity: 'error',
  code: 'twin-id',
  message,
  help: 'Give the one that is added another name.',
});
