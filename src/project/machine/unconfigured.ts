import type { Diagnostic } from '../../core/diagnostic.ts';
import type { Environment } from '../../core/ports.ts';
import { type Sentence, say, says } from '../../core/sentence.ts';
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

/** Reports names that are not valid or already taken, in the kinds that a program adds. */
export function nameProblems(
  kinds: readonly ProviderKind[],
  unconfigured: readonly Unconfigured[],
): readonly Diagnostic[] {
  const kindNames = kinds.map(({ name }) => name);
  const names = unconfigured.map(({ provider }) => provider.data.name);
  return [
    ...kindNames.filter(isNoName).map((name) => noName('kind of provider', name)),
    ...names.filter(isNoName).map((name) => noName('provider', name)),
    ...repeated(kindNames).map((name) => twin(say`Two kinds of provider are named "${{ name }}".`)),
    ...repeated(names).map((name) => {
      const owners = unconfigured.filter(({ provider }) => provider.data.name === name);
      const kinds = owners.map(({ kind }) => kind);
      const each = { text: kinds.join(' and '), params: { kinds } };
      return twin(say`Two ${{ kind: 'provider' }}s are named "${{ name }}": ${each} each have one.`);
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
  ...says(
    say`"${{ name }}" is not a valid name for a ${what}.`,
    say`Use letters, digits, and single hyphens or underscores between them.`,
  ),
});

const twin = (message: Sentence): Diagnostic => ({
  severity: 'error',
  code: 'twin-id',
  ...says(message, say`Give the one that is added another name.`),
});
