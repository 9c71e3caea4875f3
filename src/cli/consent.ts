import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { Plan } from '../planner/plan.ts';
import { money } from '../report/units.ts';
import { Interrupted } from './interrupted.ts';

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

/** Where questions are asked and answered. */
interface Asking {
  readonly input: Readable & { readonly isTTY?: boolean };
  readonly output: Writable & { readonly isTTY?: boolean };
}

const ofProcess: Asking = { input: process.stdin, output: process.stderr };

/** An answer to a question, if there is a terminal to ask on. Ctrl-D declines; Ctrl-C throws `Interrupted`. */
export async function askYes(question: string, { input, output } = ofProcess): Promise<Consent> {
  if (!input.isTTY || !output.isTTY) return 'not-asked';
  const lines = createInterface({ input, output, terminal: true });
  const answer = new Promise<Consent>((settle, fail) => {
    const left = (): void => {
      output.write('\n');
      settle('declined');
    };
    lines.once('close', left);
    lines.once('SIGINT', () => fail(new Interrupted()));
    lines.question(question, (text) => {
      lines.off('close', left);
      settle(/^y(es)?$/i.test(text.trim()) ? 'given' : 'declined');
    });
  });
  return await answer.finally(() => lines.close());
}
