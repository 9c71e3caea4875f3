import { createInterface } from 'node:readline/promises';
import type { Plan } from '../planner/plan.ts';
import { money } from '../report/units.ts';

export type Consent = 'given' | 'declined' | 'not-asked';

/** What costs money needs consent: a flag, or an answer on a terminal. */
export async function askConsent(
  plan: Plan,
  flags: { readonly yes?: boolean | undefined; readonly maxCost?: number | undefined },
): Promise<Consent> {
  const { needed, estimated } = plan.cost;
  if (flags.yes || (flags.maxCost !== undefined && needed <= flags.maxCost)) return 'given';
  return await askYes(`Spend ${estimated ? 'about ' : ''}${money(needed)}? [y/N] `);
}

/** An answer to a question, if there is a terminal to ask on. */
export async function askYes(question: string): Promise<Consent> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return 'not-asked';
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await lines.question(question);
    return /^y(es)?$/i.test(answer.trim()) ? 'given' : 'declined';
  } finally {
    lines.close();
  }
}
