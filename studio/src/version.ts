import type { Diagnostic, StudioCore } from 'storycut/studio';

type Ask = <Row extends object>(text: string) => Promise<readonly Row[]>;

/** Of the ledger's schema that this version of the package works with. */
export const VERSION = 2;

/** There is something under the ledger's name, and it has no version. */
export class LedgerBroken extends Error {}

/** Why the database's ledger can't be worked with by this version; `where` names it. */
export async function versionProblem(
  { noLedger, brokenLedger, earlierLedger, laterLedger }: StudioCore['problems'],
  where: string,
  ask: Ask,
): Promise<Diagnostic | undefined> {
  const version = await versionIn(ask);
  if (version === undefined) return noLedger(where);
  if (version === 'broken') return brokenLedger(where);
  if (version < VERSION) return earlierLedger(where);
  return version > VERSION ? laterLedger(where) : undefined;
}

/** Undefined if there is no ledger; `broken`: there is something under its name that has no version. */
export async function versionIn(ask: Ask): Promise<number | 'broken' | undefined> {
  const [there] = await ask<{ schema: boolean; version: boolean }>(
    `select to_regnamespace('storycut') is not null as schema, to_regclass('storycut.version') is not null as version`,
  );
  if (!there?.schema) return undefined;
  if (!there.version) return 'broken';
  const [row] = await ask<{ number: number }>('select number from storycut.version');
  return row?.number ?? 'broken';
}
