import type { Diagnostic, StudioCore } from 'storycut/studio';

type Ask = <Row extends object>(text: string) => Promise<readonly Row[]>;

/** Of the ledger's schema that this version of the package works with. */
export const VERSION = 2;

/** Why the database's ledger can't be worked with by this version; `where` names it. */
export async function versionProblem(
  { noLedger, earlierLedger, laterLedger }: StudioCore['problems'],
  where: string,
  ask: Ask,
): Promise<Diagnostic | undefined> {
  const version = await versionIn(ask);
  if (version === undefined) return noLedger(where);
  if (version < VERSION) return earlierLedger(where);
  return version > VERSION ? laterLedger(where) : undefined;
}

/** Undefined if there is no ledger. */
export async function versionIn(ask: Ask): Promise<number | undefined> {
  const [there] = await ask<{ there: boolean }>(
    `select to_regclass('storycut.version') is not null as there`,
  );
  if (!there?.there) return undefined;
  const [row] = await ask<{ number: number }>('select number from storycut.version');
  return row?.number;
}
